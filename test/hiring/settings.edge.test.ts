import { describe, expect, it } from "vitest";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import { changeHiringSettings, getHiringSettings } from "#hiring/settings/contract.ts";
import { usual } from "#hiring/settings/rules.ts";
import { newWorld } from "../support/world/world.ts";

const seen = (version: number) => ({ headers: { "If-Match": `"${version}"` } });

describe("how a company hires", () => {
  it("is as usual until it says otherwise, and is changed by whoever runs the company", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await owner.call(getHiringSettings, {});
    expect(first.headers.get("ETag")).toBe('"0"');
    if (!first.ok) throw new Error("not read");
    expect(first.body).toEqual({
      object: "hiring_settings",
      card_due_hours: 24,
      nudge_every_hours: 24,
      nudges_at_most: 3,
      replaces: true,
      replace_until_hours: 4,
      swaps_at_most: 3,
      created_at: null,
      updated_at: null,
      version: 0,
    });

    await owner.refused(changeHiringSettings, { body: { swaps_at_most: 1 }, ...seen(1) }, "version.conflict");
    const changed = await owner.ok(changeHiringSettings, { body: { swaps_at_most: 0, replaces: false }, ...seen(0) });
    expect(changed).toMatchObject({ swaps_at_most: 0, replaces: false, card_due_hours: 24, version: 1 });
    await owner.ok(changeHiringSettings, { body: { card_due_hours: 48, nudge_every_hours: 12, nudges_at_most: 5 } });
    await owner.ok(changeHiringSettings, { body: { replace_until_hours: 24 }, ...seen(2) });
    const scope = world.scope();
    expect(settingsOf(await settingsStatement(scope))).toEqual({
      cardDueHours: 48,
      nudgeEveryHours: 12,
      nudgesAtMost: 5,
      replaces: false,
      replaceUntilHours: 24,
      swapsAtMost: 0,
    });

    const viewer = await world.as("viewer");
    expect(await viewer.ok(getHiringSettings, {})).toMatchObject({ card_due_hours: 48, version: 3 });
    await viewer.refused(changeHiringSettings, { body: {} }, "permission.missing");
  });

  it("is each company's own, and two who speak first at once both have their say", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    await Promise.all([
      owner.ok(changeHiringSettings, { body: { card_due_hours: 2 } }),
      owner.ok(changeHiringSettings, { body: { nudges_at_most: 0 } }),
    ]);
    expect(await owner.ok(getHiringSettings, {})).toMatchObject({ card_due_hours: 2, nudges_at_most: 0, version: 2 });
    expect(settingsOf(await settingsStatement(other.scope()))).toEqual(usual);
  });
});
