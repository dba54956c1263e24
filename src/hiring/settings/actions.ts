import { done, type Outcome } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { hiringSettingsFacts } from "./facts.ts";
import { usual } from "./rules.ts";
import * as store from "./store.ts";
import type { HiringSettings } from "./tables.ts";

export { type Settings, settingsOf } from "./rules.ts";
export { settingsStatement } from "./store.ts";

const tell = announcer(hiringSettingsFacts);

/** What the company said, or version 0 of what holds until it does. */
async function read(scope: Scope): Promise<HiringSettings> {
  const [said] = await store.settingsStatement(scope);
  const born = { createdAt: scope.now, updatedAt: scope.now, version: 0 };
  return said ?? { ...usual, tenantId: scope.tenant.id, ...born };
}

export const get = async (scope: Scope): Promise<Outcome<HiringSettings>> => done(await read(scope));

export type SettingsPatch = {
  card_due_hours?: number | undefined;
  nudge_every_hours?: number | undefined;
  nudges_at_most?: number | undefined;
  replaces?: boolean | undefined;
  replace_until_hours?: number | undefined;
  swaps_at_most?: number | undefined;
};

export async function change(
  scope: Scope,
  patch: SettingsPatch,
  ifMatch: number | undefined,
): Promise<Outcome<HiringSettings>> {
  const before = await read(scope);

  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const after: HiringSettings = {
    ...before,
    cardDueHours: patch.card_due_hours ?? before.cardDueHours,
    nudgeEveryHours: patch.nudge_every_hours ?? before.nudgeEveryHours,
    nudgesAtMost: patch.nudges_at_most ?? before.nudgesAtMost,
    replaces: patch.replaces ?? before.replaces,
    replaceUntilHours: patch.replace_until_hours ?? before.replaceUntilHours,
    swapsAtMost: patch.swaps_at_most ?? before.swapsAtMost,
    updatedAt: scope.now,
    version: before.version + 1,
  };

  const isFirst = before.version === 0;
  return commit(scope, {
    change: isFirst ? store.insertSettings(scope, after) : store.updateSettings(scope, before, after),
    fact: tell("hiring_settings.changed", scope.tenant.id, after.version, isFirst ? null : before, after),
    result: after,
    // Two who speak first at once: the second looks again.
    taken: { "hiring_settings.tenant_id": { code: "commit.missed" } },
  });
}
