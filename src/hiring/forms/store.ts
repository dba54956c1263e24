import { and, eq, isNull, sql } from "drizzle-orm";
import { eventTypes } from "#booking/event-types/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { eventTypeForms, type ScorecardForm, scorecardForms } from "./tables.ts";

const mine = (scope: Scope) => and(eq(scorecardForms.tenantId, scope.tenant.id), isNull(scorecardForms.deletedAt));
const one = (scope: Scope, id: Id<"scorecard_form">) => and(mine(scope), eq(scorecardForms.id, id));

export type FormFilter = { active?: boolean | undefined; q?: string | undefined };

export async function listForms(
  scope: Scope,
  { active, q }: FormFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Page<ScorecardForm>> {
  const page = keyset(cut, cut.by === "name" ? scorecardForms.name : scorecardForms.createdAt, scorecardForms.id);
  const rows = await scope.db
    .select()
    .from(scorecardForms)
    .where(
      and(
        mine(scope),
        active === undefined ? undefined : eq(scorecardForms.active, active),
        q === undefined ? undefined : contains(scorecardForms.name, q),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: cut.by === "name" ? row.name : row.createdAt, id: row.id }));
}

export const findForm = (scope: Scope, id: Id<"scorecard_form">): Promise<ScorecardForm | undefined> =>
  scope.db.select().from(scorecardForms).where(one(scope, id)).get();

/** The form that is meant, even one that was deleted since: what was to be written on it still is. */
export const formNamed = (scope: Scope, named: ReturnType<typeof sql>): Promise<ScorecardForm | undefined> =>
  scope.db
    .select()
    .from(scorecardForms)
    .where(and(eq(scorecardForms.tenantId, scope.tenant.id), sql`${scorecardForms.id} = ${named}`))
    .get();

export const insertForm = (scope: Scope, form: ScorecardForm): Statement =>
  scope.db.insert(scorecardForms).values(form);

export const updateForm = (scope: Scope, before: ScorecardForm, after: ScorecardForm): Statement =>
  scope.db
    .update(scorecardForms)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(scorecardForms.version, before.version)));

/** A stage of a job that is still there is judged on it, or an event type is. */
const judging = (scope: Scope, id: Id<"scorecard_form">) => sql`(
  exists (select 1 from job_stages judged where judged.tenant_id = ${scope.tenant.id} and judged.form_id = ${id}
    and judged.removed_at is null and exists (select 1 from jobs judging where judging.tenant_id = judged.tenant_id
      and judging.id = judged.job_id and judging.deleted_at is null))
  or exists (select 1 from event_type_forms given where given.tenant_id = ${scope.tenant.id} and given.form_id = ${id}
    and exists (select 1 from event_types giving where giving.tenant_id = given.tenant_id
      and giving.id = given.event_type_id and giving.deleted_at is null)))`;

export const isInUse = async (scope: Scope, id: Id<"scorecard_form">): Promise<boolean> =>
  (await scope.db
    .select({ found: sql<number>`1` })
    .from(scorecardForms)
    .where(and(one(scope, id), judging(scope, id)))
    .get()) !== undefined;

/** Deletes only while nothing is judged on it, whatever was read before. */
export const retireForm = (scope: Scope, before: ScorecardForm, after: ScorecardForm): Statement =>
  scope.db
    .update(scorecardForms)
    .set(withoutKey(after))
    .where(
      and(one(scope, before.id), eq(scorecardForms.version, before.version), sql`not ${judging(scope, before.id)}`),
    );

/** Holds while a form may be chosen; said again in the batch that chooses it. */
export const stillChosen = (scope: Scope, id: Id<"scorecard_form">) =>
  sql`exists (select 1 from scorecard_forms chosen where chosen.tenant_id = ${scope.tenant.id} and chosen.id = ${id}
    and chosen.active = 1 and chosen.deleted_at is null)`;

const given = (scope: Scope, id: Id<"event_type">) =>
  and(eq(eventTypeForms.tenantId, scope.tenant.id), eq(eventTypeForms.eventTypeId, id));

/** An event type that is there, with the form its cards are written on. */
export async function readGiven(scope: Scope, id: Id<"event_type">) {
  const [types, forms] = await scope.db.batch([
    scope.db
      .select({ version: eventTypes.version })
      .from(eventTypes)
      .where(and(eq(eventTypes.tenantId, scope.tenant.id), eq(eventTypes.id, id), isNull(eventTypes.deletedAt))),
    scope.db.select().from(eventTypeForms).where(given(scope, id)),
  ]);
  return { eventType: types[0], given: forms[0] };
}

type Given = typeof eventTypeForms.$inferSelect;

export const insertGiven = (scope: Scope, row: Given): Statement => scope.db.insert(eventTypeForms).values(row);

/** Changes what was read or nothing. */
export const updateGiven = (scope: Scope, before: Given, after: Given): Statement =>
  scope.db
    .update(eventTypeForms)
    .set({ formId: after.formId, createdAt: after.createdAt })
    .where(and(given(scope, before.eventTypeId), eq(eventTypeForms.formId, before.formId)));

export const deleteGiven = (scope: Scope, before: Given): Statement =>
  scope.db
    .delete(eventTypeForms)
    .where(and(given(scope, before.eventTypeId), eq(eventTypeForms.formId, before.formId)));
