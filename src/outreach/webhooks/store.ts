import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { members, roleGrants } from "#identity/members/tables.ts";
import { roles } from "#identity/roles/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { nextInLane } from "#platform/deliveries/lane.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { disableAfter, doublings, maxEndpoints, opensAfter, shortestPause, tellAfter } from "./rules.ts";
import { type Webhook, webhooks } from "./tables.ts";

const mine = (scope: Scope) => and(eq(webhooks.tenantId, scope.tenant.id), isNull(webhooks.deletedAt));
const one = (scope: Scope, id: Id<"webhook">) => and(mine(scope), eq(webhooks.id, id));

export type WebhookFilter = { status?: Webhook["status"][] | undefined; active?: boolean | undefined };

export async function listWebhooks(scope: Scope, filter: WebhookFilter, cut: Cut): Promise<Page<Webhook>> {
  const page = keyset(cut, webhooks.createdAt, webhooks.id);
  const rows = await scope.db
    .select()
    .from(webhooks)
    .where(
      and(
        mine(scope),
        filter.status && inArray(webhooks.status, filter.status),
        filter.active === undefined ? undefined : eq(webhooks.active, filter.active),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const webhookStatement = (scope: Scope, id: Id<"webhook">) =>
  scope.db.select().from(webhooks).where(one(scope, id));

export const findWebhook = (scope: Scope, id: Id<"webhook">): Promise<Webhook | undefined> =>
  webhookStatement(scope, id).get();

/** All there are: they are few, and a fact asks each of them. */
export const listAll = (scope: Scope): Promise<Webhook[]> =>
  scope.db.select().from(webhooks).where(mine(scope)).orderBy(asc(webhooks.id)).limit(maxEndpoints);

export const insertWebhook = (scope: Scope, webhook: Webhook): Statement => scope.db.insert(webhooks).values(webhook);

export const stillFew = (scope: Scope): Statement =>
  failUnlessStill(
    scope,
    sql`(select count(*) from webhooks where tenant_id = ${scope.tenant.id} and deleted_at is null) <= ${maxEndpoints}`,
  );

/** All but how it fares, which whoever sends to it may have written since. */
export function updateWebhook(scope: Scope, before: Webhook, after: Webhook): Statement {
  const { failures: _, failingSince: __, stretch: ___, toldAt: ____, ...columns } = withoutKey(after);
  const { pausedUntil: _____, wakesAt: ______, ...said } = columns;
  return scope.db
    .update(webhooks)
    .set(said)
    .where(and(one(scope, before.id), eq(webhooks.version, before.version)));
}

const fare = (scope: Scope, id: Id<"webhook">, which?: SQL) =>
  and(eq(webhooks.tenantId, scope.tenant.id), eq(webhooks.id, id), which);

const well = { failures: 0, failingSince: null, toldAt: null, pausedUntil: null } as const;

/** A new start: whatever it failed at is forgotten. */
export const forgive = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db.update(webhooks).set(well).where(fare(scope, id));

/** It has been heard from again. Most of the time that is no news, and nothing is written. */
export const noteAnswer = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db
    .update(webhooks)
    .set(well)
    .where(fare(scope, id, sql`(failures > 0 or failing_since is not null)`));

/** One failure more; after so many in a row the circuit opens, each time for longer. */
export const noteFailure = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db
    .update(webhooks)
    .set({
      failures: sql`failures + 1`,
      pausedUntil: sql`case when failures + 1 >= ${opensAfter}
        then ${scope.now} + ${shortestPause} * (1 << min(failures + 1 - ${opensAfter}, ${doublings})) end`,
      ...failing(scope),
    })
    .where(fare(scope, id));

/** It has a new address, of which nothing has been heard yet. */
export const startFailing = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db.update(webhooks).set(failing(scope)).where(fare(scope, id));

const failing = (scope: Scope) => ({
  failingSince: sql`coalesce(failing_since, ${scope.now})`,
  stretch: sql`stretch + (failing_since is null)`,
});

export const noteTold = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db.update(webhooks).set({ toldAt: scope.now }).where(fare(scope, id));

/** Something waits for these. */
export const wake = (scope: Scope, ids: readonly Id<"webhook">[]): Statement =>
  scope.db
    .update(webhooks)
    .set({ wakesAt: sql`min(coalesce(wakes_at, ${scope.now}), ${scope.now})` })
    .where(and(mine(scope), sql`${webhooks.id} in (select value from json_each(${JSON.stringify(ids)}))`));

/** When it has to be looked at next, by what waits for it now. */
export const setWaking = (scope: Scope, id: Id<"webhook">): Statement =>
  scope.db
    .update(webhooks)
    .set({ wakesAt: nextInLane(sql`${scope.tenant.id}`, sql`${id}`) })
    .where(fare(scope, id));

/** As SQL: that it may be sent to at this moment. */
export const standsOpen = (scope: Scope, id: Id<"webhook">): SQL =>
  sql`exists (select 1 from webhooks w where w.tenant_id = ${scope.tenant.id} and w.id = ${id} and w.active = 1
    and w.status = 'active' and w.deleted_at is null and (w.paused_until is null or w.paused_until <= ${scope.now}))`;

export type WebhookRef = { tenant: Id<"tenant">; id: Id<"webhook"> };

const named = { tenant: webhooks.tenantId, id: webhooks.id };

const isAwake = ({ now }: Context) =>
  and(
    lte(webhooks.wakesAt, now),
    eq(webhooks.status, "active"),
    eq(webhooks.active, true),
    or(isNull(webhooks.pausedUntil), lte(webhooks.pausedUntil, now)),
  );

/** For whom something is due, in every tenant, longest waiting first. */
export const listAwake = (context: Context, limit: number): Promise<WebhookRef[]> =>
  context.db.select(named).from(webhooks).where(isAwake(context)).orderBy(asc(webhooks.wakesAt)).limit(limit);

/** The same in one tenant. */
export const listAwakeIn = (context: Context, tenant: Id<"tenant">): Promise<WebhookRef[]> =>
  context.db
    .select(named)
    .from(webhooks)
    .where(and(eq(webhooks.tenantId, tenant), isAwake(context)))
    .limit(maxEndpoints);

/** Who has failed for so long that somebody has to know of it, or that it has to end; in every tenant. */
export const listFailing = (context: Context, limit: number): Promise<WebhookRef[]> =>
  context.db
    .select(named)
    .from(webhooks)
    .where(
      and(
        lte(webhooks.failingSince, sql`${context.now - tellAfter}`),
        or(isNull(webhooks.toldAt), lte(webhooks.failingSince, sql`${context.now - disableAfter}`)),
        inArray(webhooks.status, ["active", "pending"]),
        eq(webhooks.active, true),
        isNull(webhooks.deletedAt),
      ),
    )
    .orderBy(asc(webhooks.failingSince))
    .limit(limit);

/** The addresses of those who answer for the company. */
export async function ownersOf({ db, tenant }: Scope): Promise<string[]> {
  const rows = await db
    .select({ email: members.email })
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenant.id),
        eq(members.status, "active"),
        isNull(members.deletedAt),
        inArray(
          members.id,
          db
            .select({ id: roleGrants.memberId })
            .from(roleGrants)
            .where(
              and(
                eq(roleGrants.tenantId, tenant.id),
                inArray(
                  roleGrants.roleId,
                  db
                    .select({ id: roles.id })
                    .from(roles)
                    .where(and(eq(roles.tenantId, tenant.id), eq(roles.key, "owner"), eq(roles.builtIn, true))),
                ),
              ),
            ),
        ),
      ),
    )
    .limit(20);
  return rows.map(({ email }) => email);
}
