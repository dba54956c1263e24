import { and, eq } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type HiringSettings, hiringSettings } from "./tables.ts";

type Within = Pick<Context, "db"> & { tenant: { id: Id<"tenant"> } };

const mine = ({ tenant }: Within) => eq(hiringSettings.tenantId, tenant.id);

/** Unsent, for whoever asks in a batch of their own; `settingsOf` makes sense of its rows. */
export const settingsStatement = (scope: Within) => scope.db.select().from(hiringSettings).where(mine(scope));

export const insertSettings = (scope: Scope, settings: HiringSettings): Statement =>
  scope.db.insert(hiringSettings).values(settings);

/** Changes the version that was read or none. */
export const updateSettings = (scope: Scope, before: HiringSettings, after: HiringSettings): Statement => {
  const { tenantId: _, ...columns } = after;
  return scope.db
    .update(hiringSettings)
    .set(columns)
    .where(and(mine(scope), eq(hiringSettings.version, before.version)));
};
