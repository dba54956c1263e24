import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signedIn } from "../support/browser.ts";
import { newWorld } from "../support/world/world.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) }));
afterEach(() => void vi.useRealTimers());

const hiddenIn = (text: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";

describe("event types", () => {
  it("renders", async () => {
    const world = await newWorld({ booked: true });
    const { visit } = await signedIn(world, "owner");
    const { one_on_one: one } = world.booking.eventTypes;
    for (const path of [
      "/desk/event-types",
      "/desk/event-types/new",
      `/desk/event-types/${one.id}`,
      `/desk/event-types/${one.id}/edit`,
      `/desk/event-types/${one.id}/people`,
      `/desk/event-types/${one.id}/questions`,
      `/desk/event-types/${one.id}/questions/new`,
      `/desk/event-types/${one.id}/delete`,
      "/desk/pools",
      "/desk/pools/new",
      `/desk/pools/${world.booking.pool.id}`,
      `/desk/pools/${world.booking.pool.id}/edit`,
    ]) {
      const page = await visit(path);
      expect([path, page.status]).toEqual([path, 200]);
    }
    expect(hiddenIn("", "x")).toBe("");
  });
});
