import { done, type Outcome } from "#kernel/outcome.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { bookingSettingsFacts } from "./facts.ts";
import { originsIn, settingsOf, usual } from "./rules.ts";
import * as store from "./store.ts";
import type { BookingSettings } from "./tables.ts";

export { type Settings, settingsOf } from "./rules.ts";
export { settingsStatement } from "./store.ts";

const tell = announcer(bookingSettingsFacts);

/** What the company said, or version 0 of what holds until it does. */
async function read(scope: Scope): Promise<BookingSettings> {
  const [said] = await store.settingsStatement(scope);
  const born = { createdAt: scope.now, updatedAt: scope.now, version: 0 };
  return said ?? { ...usual, tenantId: scope.tenant.id, ...born };
}

export const get = async (scope: Scope): Promise<Outcome<BookingSettings>> => done(await read(scope));

/** Whose pages may show a company's booking pages in theirs. */
export async function embedding(context: Context, slug: string): Promise<Outcome<string[]>> {
  return done(settingsOf(await store.settingsStatement(publicTenant(context, slug))).embedOrigins);
}

export type SettingsPatch = {
  public_holds_per_network?: number | undefined;
  public_hold_percent?: number | undefined;
  approval_hours?: number | undefined;
  embed_origins?: string[] | undefined;
};

export async function change(
  scope: Scope,
  patch: SettingsPatch,
  ifMatch: number | undefined,
): Promise<Outcome<BookingSettings>> {
  const before = await read(scope);

  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const origins = originsIn(patch.embed_origins ?? before.embedOrigins, DEV_BUILD);
  if (!origins.ok) return origins;
  const after: BookingSettings = {
    ...before,
    publicHoldsPerNetwork: patch.public_holds_per_network ?? before.publicHoldsPerNetwork,
    publicHoldPercent: patch.public_hold_percent ?? before.publicHoldPercent,
    approvalHours: patch.approval_hours ?? before.approvalHours,
    embedOrigins: origins.value,
    updatedAt: scope.now,
    version: before.version + 1,
  };

  const isFirst = before.version === 0;
  return commit(scope, {
    change: isFirst ? store.insertSettings(scope, after) : store.updateSettings(scope, before, after),
    fact: tell("booking_settings.changed", scope.tenant.id, after.version, isFirst ? null : before, after),
    result: after,
    // Two who speak first at once: the second looks again.
    taken: { "booking_settings.tenant_id": { code: "commit.missed" } },
  });
}
