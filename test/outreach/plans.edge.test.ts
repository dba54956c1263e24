import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bookingOf, uidOf } from "#outreach/calendar/rules.ts";
import { read } from "#outreach/feeds/actions.ts";
import { renewCalendarFeed } from "#outreach/feeds/contract.ts";
import { deliveryBy, tenantOf } from "#outreach/inbound/store.ts";
import { sweepInbound } from "#outreach/inbound/actions.ts";
import { sweepNotifications, wishesOf } from "#outreach/notifications/actions.ts";
import { countUnread, listNotifications } from "#outreach/notifications/contract.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import { beginAnew } from "#outreach/reminders/catch-up-store.ts";
import { catchUp } from "#outreach/reminders/catch-up.ts";
import type { Id } from "#kernel/ids.ts";
import { sendBatch } from "#platform/d1.ts";
import { makeObject } from "../support/objects.ts";
import { meetingIn } from "../support/reminders.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

afterEach(() => void vi.restoreAllMocks());

/** Tables that grow with the company's age. */
const growing =
  /\bSCAN (?:notifications|bookings|attendees|deliveries|inbound_events|suppressions|reminders|booking_events)\b/;

/** How the database goes about every question that is asked while the work is done. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked = vi.spyOn(env.DB, "prepare");
  await work();
  const texts = asked.mock.calls.map(([text]) => text);
  asked.mockRestore();
  const plans = texts.map(async (text) => {
    const blanks = Array<null>(text.match(/\?/g)?.length ?? 0).fill(null);
    const { results } = await env.DB.prepare(`explain query plan ${text}`)
      .bind(...blanks)
      .all<{ detail: string }>();
    return results.map(({ detail }) => detail).join("; ");
  });
  return Promise.all(plans);
}

async function officeOf({ tenant }: World) {
  const scope = await openTenant(testContext(), tenant.id);
  if (scope === undefined) throw new Error("There is no such company.");
  return scope;
}

describe("what people are told costs what is told, however old the company is", () => {
  it.each<[string, string, (world: World) => Promise<unknown>]>([
    [
      "a member's notifications",
      "notifications_member",
      async (world) => (await world.as("berlin")).ok(listNotifications, {}),
    ],
    ["how many are unread", "notifications_unread", async (world) => (await world.as("berlin")).ok(countUnread, {})],
    [
      "what a workflow that is new has to look through",
      "bookings_starts",
      async (world) => {
        const workflow = (await makeObject.workflow?.(world, "present")) as Id<"workflow">;
        const scope = await officeOf(world);
        await sendBatch(scope.db, [beginAnew(scope, workflow, scope.newId("fact"))]);
        await meetingIn(world, 3_000);
        return catchUp(testContext(), openTenant);
      },
    ],
    ["which workflow looks on next", "reminder_catch_ups_next", async () => catchUp(testContext(), openTenant)],
    ["what has expired", "notifications_expiry", async () => sweepNotifications(testContext())],
    [
      "what members wish",
      "sqlite_autoindex_notification_preferences",
      async (world) => wishesOf(await officeOf(world), [world.people.berlin.member.id]),
    ],
    [
      "who is not written to",
      "suppressions_email",
      async (world) => suppressed(await officeOf(world), ["ada@guest.example"], "reminder"),
    ],
    ["a mail by its provider's name for it", "deliveries_provider", async () => deliveryBy(testContext(), "x")],
    ["what providers told long ago", "inbound_events_received", async () => sweepInbound(testContext())],
    [
      "whose booking a calendar means",
      "bookings_id",
      async () => {
        const id = bookingOf(uidOf(testContext().newId("booking"), bindings.PUBLIC_ORIGIN), bindings.PUBLIC_ORIGIN);
        if (id === undefined) throw new Error("no booking");
        return tenantOf(testContext(), id);
      },
    ],
    [
      "a member's calendar",
      "attendees_member",
      async (world) => {
        const { url } = await (await world.as("berlin")).ok(renewCalendarFeed, {});
        return read(testContext(), url.split("/").at(-1) ?? "");
      },
    ],
  ])("%s is found by an index", async (_, index, work) => {
    const world = await newWorld();
    const plans = await plansOf(() => work(world));
    expect(plans.filter((plan) => growing.test(plan))).toEqual([]);
    expect(plans.join("\n")).toContain(index);
  });
});
