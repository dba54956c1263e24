import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { eventTypes } from "#booking/event-types/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { teams } from "#identity/teams/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { contains, type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { builtIns, maxWorkflows, type Trigger } from "./rules.ts";
import { type Workflow, workflows } from "./tables.ts";

const mine = (scope: Scope) => and(eq(workflows.tenantId, scope.tenant.id), isNull(workflows.deletedAt));
const one = (scope: Scope, id: Id<"workflow">) => and(mine(scope), eq(workflows.id, id));

export type WorkflowFilter = {
  trigger?: Trigger[] | undefined;
  active?: boolean | undefined;
  name?: string | undefined;
};

export async function listWorkflows(
  scope: Scope,
  filter: WorkflowFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<Workflow>> {
  const page = keyset(cut, cut.by === "name" ? workflows.name : workflows.createdAt, workflows.id);
  const rows = await scope.db
    .select()
    .from(workflows)
    .where(
      and(
        mine(scope),
        filter.trigger && inArray(workflows.trigger, filter.trigger),
        filter.active === undefined ? undefined : eq(workflows.active, filter.active),
        filter.name === undefined ? undefined : contains(workflows.name, filter.name),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findWorkflow = (scope: Scope, id: Id<"workflow">): Promise<Workflow | undefined> =>
  scope.db.select().from(workflows).where(one(scope, id)).get();

/** Unsent: whatever acts. They are few, and a fact asks each of them. */
export const activeStatement = (scope: Scope) =>
  scope.db
    .select()
    .from(workflows)
    .where(and(mine(scope), eq(workflows.active, true)))
    .orderBy(asc(workflows.id))
    .limit(maxWorkflows);

export const insertWorkflow = (scope: Scope, workflow: Workflow): Statement =>
  scope.db.insert(workflows).values(workflow);

/** Unsent: those that every company begins with, unless they are there. */
export const insertBuiltIns = (scope: Scope, rows: readonly Workflow[]): Statement =>
  scope.db
    .insert(workflows)
    .values([...rows])
    .onConflictDoNothing();

/** Which of those it has, or has had: what a company deleted is remembered. */
export async function builtInsHad({ db, tenant }: Scope): Promise<ReadonlySet<string | null>> {
  const rows = await db
    .select({ builtIn: workflows.builtIn })
    .from(workflows)
    .where(and(eq(workflows.tenantId, tenant.id), sql`built_in is not null`));
  return new Set(rows.map(({ builtIn }) => builtIn));
}

/** Companies that have never had some of those. */
export async function listWithoutBuiltIns(context: Context, limit: number): Promise<Id<"tenant">[]> {
  const rows = await context.db
    .select({ id: tenants.id })
    .from(tenants)
    .where(
      and(
        isNull(tenants.deletedAt),
        sql`(select count(*) from workflows w where w.tenant_id = ${tenants.id} and w.built_in is not null) < ${builtIns.length}`,
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

export const updateWorkflow = (scope: Scope, before: Workflow, after: Workflow): Statement =>
  scope.db
    .update(workflows)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(workflows.version, before.version)));

export const stillFew = (scope: Scope): Statement =>
  failUnlessStill(
    scope,
    sql`(select count(*) from workflows where tenant_id = ${scope.tenant.id} and deleted_at is null) <= ${maxWorkflows}`,
  );

const within = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** Which of these exist here, and what else a workflow has to fit in with; in one trip. */
export async function readAround(
  scope: Scope,
  named: { eventTypes: readonly string[]; teams: readonly string[]; webhooks: readonly string[] },
) {
  const { db, tenant } = scope;
  const [types, groups, endpoints, all] = await db.batch([
    db
      .select({ id: eventTypes.id })
      .from(eventTypes)
      .where(
        and(
          eq(eventTypes.tenantId, tenant.id),
          isNull(eventTypes.deletedAt),
          sql`${eventTypes.id} in ${within(named.eventTypes)}`,
        ),
      ),
    db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.tenantId, tenant.id), isNull(teams.deletedAt), sql`${teams.id} in ${within(named.teams)}`)),
    db
      .select({ id: webhooks.id, url: webhooks.url })
      .from(webhooks)
      .where(
        and(
          eq(webhooks.tenantId, tenant.id),
          isNull(webhooks.deletedAt),
          sql`${webhooks.id} in ${within(named.webhooks)}`,
        ),
      ),
    db
      .select({ count: sql<number>`count(*)`.as("count") })
      .from(workflows)
      .where(mine(scope)),
  ]);
  return {
    eventTypes: new Set<string>(types.map(({ id }) => id)),
    teams: new Set<string>(groups.map(({ id }) => id)),
    endpoints: new Map<string, string>(endpoints.map(({ id, url }) => [id, url])),
    count: all[0]?.count ?? 0,
  };
}
