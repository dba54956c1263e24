import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { schedules } from "#availability/schedules/tables.ts";
import { pools } from "#booking/pools/tables.ts";
import { members } from "#identity/members/tables.ts";
import { type Tenant, tenants } from "#identity/tenants/tables.ts";
import { tenantAt } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failUnlessStill } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, contains, keyset } from "#platform/paging.ts";
import { readsWrittenOnce, readTogether } from "#platform/reads.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, Scope } from "#platform/scope.ts";
import type { Known, People } from "./rules.ts";
import {
  type EventType,
  type EventTypeHost,
  type EventTypePool,
  eventTypeHosts,
  eventTypePools,
  eventTypeQuestions,
  eventTypes,
  type Question,
} from "./tables.ts";

/** Inside one tenant, whoever asks: staff by their credential, anyone by the company's address. */
export type Within = Pick<Context, "db"> & { tenant: { id: Id<"tenant"> } };

/** An event type with its people and questions, as everybody is shown it. */
export type EventTypeWhole = EventType & {
  hosts: readonly EventTypeHost[];
  pools: readonly EventTypePool[];
  questions: readonly Question[];
};

/** As strangers are shown it: nothing of who gives it. */
export type EventTypeOnOffer = Omit<EventTypeWhole, "hosts" | "pools">;

const mine = (scope: Within) => and(eq(eventTypes.tenantId, scope.tenant.id), isNull(eventTypes.deletedAt));
const one = (scope: Within, id: Id<"event_type">) => and(mine(scope), eq(eventTypes.id, id));
const idsIn = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

export type EventTypeFilter = {
  kind?: EventType["kind"][] | undefined;
  active?: boolean | undefined;
  hidden?: boolean | undefined;
  public_page?: boolean | undefined;
  host_id?: Id<"member">[] | undefined;
  pool_id?: Id<"pool">[] | undefined;
  q?: string | undefined;
};

export async function listEventTypes(
  scope: Within,
  filter: EventTypeFilter,
  cut: Cut & { by: "created_at" | "title" },
): Promise<Page<EventTypeWhole>> {
  const { kind, active, hidden, public_page: publicPage, host_id: hosts, pool_id: drawn, q } = filter;
  const page = keyset(cut, cut.by === "title" ? eventTypes.title : eventTypes.createdAt, eventTypes.id);
  const rows = await scope.db
    .select()
    .from(eventTypes)
    .where(
      and(
        mine(scope),
        kind && inArray(eventTypes.kind, kind),
        active === undefined ? undefined : eq(eventTypes.active, active),
        hidden === undefined ? undefined : eq(eventTypes.hidden, hidden),
        publicPage === undefined ? undefined : eq(eventTypes.publicPage, publicPage),
        hosts && inArray(eventTypes.id, givenBy(scope, hosts)),
        drawn && inArray(eventTypes.id, drawingFrom(scope, drawn)),
        q === undefined ? undefined : or(contains(eventTypes.title, q), contains(eventTypes.slug, q)),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const shown = pageOf(rows, cut.limit, (row) => ({ key: cut.by === "title" ? row.title : row.createdAt, id: row.id }));
  return { ...shown, rows: await whole(scope, shown.rows) };
}

const givenBy = (scope: Within, hosts: Id<"member">[]) =>
  scope.db
    .select({ id: eventTypeHosts.eventTypeId })
    .from(eventTypeHosts)
    .where(and(eq(eventTypeHosts.tenantId, scope.tenant.id), inArray(eventTypeHosts.memberId, hosts)));

const drawingFrom = (scope: Within, drawn: Id<"pool">[]) =>
  scope.db
    .select({ id: eventTypePools.eventTypeId })
    .from(eventTypePools)
    .where(and(eq(eventTypePools.tenantId, scope.tenant.id), inArray(eventTypePools.poolId, drawn)));

async function whole(scope: Within, rows: readonly EventType[]): Promise<EventTypeWhole[]> {
  if (rows.length === 0) return [];
  const ids = idsIn(rows.map((row) => row.id));
  const [hosts, drawn, questions] = await scope.db.batch([
    hostsOf(scope, sql`${eventTypeHosts.eventTypeId} in ${ids}`),
    poolsOf(scope, sql`${eventTypePools.eventTypeId} in ${ids}`),
    questionsOf(scope, sql`${eventTypeQuestions.eventTypeId} in ${ids}`),
  ]);
  const byType = {
    hosts: Map.groupBy(hosts, (row) => row.eventTypeId),
    pools: Map.groupBy(drawn, (row) => row.eventTypeId),
    questions: Map.groupBy(questions, (row) => row.eventTypeId),
  };
  return rows.map((row) => ({
    ...row,
    hosts: byType.hosts.get(row.id) ?? [],
    pools: byType.pools.get(row.id) ?? [],
    questions: byType.questions.get(row.id) ?? [],
  }));
}

/** Somebody who has left stays on record as a host; nobody sees it. */
const hostsOf = (scope: Within, which: ReturnType<typeof sql>) =>
  scope.db
    .select()
    .from(eventTypeHosts)
    .where(
      and(
        eq(eventTypeHosts.tenantId, scope.tenant.id),
        which,
        sql`exists (select 1 from members hosting where hosting.tenant_id = ${scope.tenant.id}
          and hosting.id = ${eventTypeHosts.memberId} and hosting.deleted_at is null)`,
      ),
    )
    .orderBy(asc(eventTypeHosts.position));

const poolsOf = (scope: Within, which: ReturnType<typeof sql>) =>
  scope.db
    .select()
    .from(eventTypePools)
    .where(and(eq(eventTypePools.tenantId, scope.tenant.id), which))
    .orderBy(asc(eventTypePools.position));

const questionsOf = (scope: Within, which: ReturnType<typeof sql>) =>
  scope.db
    .select()
    .from(eventTypeQuestions)
    .where(and(eq(eventTypeQuestions.tenantId, scope.tenant.id), which, isNull(eventTypeQuestions.deletedAt)))
    .orderBy(asc(eventTypeQuestions.position));

/** Unsent: what the form of an event type asks now. */
export const questionsStatement = (scope: Within, id: Id<"event_type">) =>
  questionsOf(scope, sql`${eventTypeQuestions.eventTypeId} = ${id}`);

export async function findEventType(scope: Within, id: Id<"event_type">): Promise<EventTypeWhole | undefined> {
  const [found, hosts, drawn, questions] = await scope.db.batch([
    scope.db.select().from(eventTypes).where(one(scope, id)),
    hostsOf(scope, sql`${eventTypeHosts.eventTypeId} = ${id}`),
    poolsOf(scope, sql`${eventTypePools.eventTypeId} = ${id}`),
    questionsOf(scope, sql`${eventTypeQuestions.eventTypeId} = ${id}`),
  ]);
  const [row] = found;
  return row && { ...row, hosts, pools: drawn, questions };
}

export type OfferRead = { tenant: Tenant | undefined; eventType: EventTypeOnOffer | undefined };

/** By the company's address and its own there: where it has a page and is on offer. */
export type ByAddress = { tenant: string; slug: string; now: Instant };

/** What a stranger is shown of one, and of its company: in one round trip. */
export async function readPublicEventType({ db, now }: Context, at: Omit<ByAddress, "now">): Promise<OfferRead> {
  const [[tenant], questions, [eventType]] = await readTogether(db, [
    ...besidesReads({ ...at, now }, {}),
    ...onOfferReads({ ...at, now }, {}),
  ]);
  return { tenant, eventType: eventType && { ...eventType, questions } };
}

/** Company and questions of one that is read in the same trip. */
export const besidesReads = readsWrittenOnce((db, { tenant, slug, now }: ByAddress) => {
  const scope = { db, tenant: { id: tenantAt(tenant, now) } };
  const its = db.select({ id: eventTypes.id }).from(eventTypes).where(onOffer(scope, slug));
  return [
    db.select().from(tenants).where(eq(tenants.id, scope.tenant.id)),
    questionsOf(scope, sql`${eventTypeQuestions.eventTypeId} in ${its}`),
  ] as const;
});

const onOfferReads = readsWrittenOnce((db, { tenant, slug, now }: ByAddress) => [
  db
    .select()
    .from(eventTypes)
    .where(onOffer({ db, tenant: { id: tenantAt(tenant, now) } }, slug)),
]);

const onOffer = (scope: Within, slug: string) =>
  and(mine(scope), eq(eventTypes.slug, slug), eq(eventTypes.active, true), eq(eventTypes.publicPage, true));

/** All that strangers can choose from, and the company that `scope` finds; in one round trip as well. */
export async function readPublicEventTypes(
  scope: Within,
  cut: Cut,
): Promise<{ tenant: Tenant | undefined; offers: Page<EventTypeOnOffer> }> {
  const { db } = scope;
  const page = keyset(cut, eventTypes.title, eventTypes.id);
  const onShow = and(
    mine(scope),
    eq(eventTypes.active, true),
    eq(eventTypes.publicPage, true),
    eq(eventTypes.hidden, false),
    page.where,
  );
  const theirs = db
    .select({ id: eventTypes.id })
    .from(eventTypes)
    .where(onShow)
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const [[found], rows, questions] = await db.batch([
    db.select().from(tenants).where(eq(tenants.id, scope.tenant.id)),
    db
      .select()
      .from(eventTypes)
      .where(onShow)
      .orderBy(...page.orderBy)
      .limit(page.limit),
    questionsOf(scope, sql`${eventTypeQuestions.eventTypeId} in ${theirs}`),
  ]);
  const shown = pageOf(rows, cut.limit, (row) => ({ key: row.title, id: row.id }));
  const asked = Map.groupBy(questions, (row) => row.eventTypeId);
  const offers = { ...shown, rows: shown.rows.map((row) => ({ ...row, questions: asked.get(row.id) ?? [] })) };
  return { tenant: found, offers };
}

/** What the rules ask of the people named. */
export async function readKnown(scope: Within, people: People): Promise<Known> {
  const wanted = idsIn(people.hosts.map((host) => host.member_id));
  const drawn = idsIn(people.pools);
  const kept = idsIn(people.hosts.flatMap((host) => host.schedule_id ?? []));
  const [here, keeping, sending] = await scope.db.batch([
    scope.db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, scope.tenant.id), sql`${members.id} in ${wanted}`, isNull(members.deletedAt))),
    scope.db
      .select({ id: schedules.id, memberId: schedules.memberId })
      .from(schedules)
      .where(
        and(eq(schedules.tenantId, scope.tenant.id), sql`${schedules.id} in ${kept}`, isNull(schedules.deletedAt)),
      ),
    scope.db
      .select({ id: pools.id, sendable: sendable(scope) })
      .from(pools)
      .where(and(eq(pools.tenantId, scope.tenant.id), sql`${pools.id} in ${drawn}`, isNull(pools.deletedAt))),
  ]);
  return {
    members: new Set(here.map(({ id }) => id)),
    schedules: new Map(keeping.map(({ id, memberId }) => [id, memberId])),
    sendable: new Map(sending.map((pool) => [pool.id, pool.sendable])),
  };
}

/** How many of a pool can be sent: qualified, and still working here. */
const sendable = (scope: Within) =>
  sql<number>`(select count(*) from pool_members seat
  where seat.tenant_id = ${scope.tenant.id} and seat.pool_id = ${pools.id} and seat.standing = 'qualified'
    and exists (select 1 from members sent where sent.tenant_id = seat.tenant_id and sent.id = seat.member_id
      and sent.status = 'active' and sent.deleted_at is null))`.as("sendable");

export const insertEventType = (scope: Scope, row: EventType): Statement => scope.db.insert(eventTypes).values(row);

export const updateEventType = (scope: Scope, before: EventType, after: EventType): Statement =>
  scope.db
    .update(eventTypes)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(eventTypes.version, before.version)));

/** These people and no others; undone when somebody of them left while it was decided. */
export function replacePeople(scope: Scope, id: Id<"event_type">, people: People): Statement[] {
  const { hosts, pools: drawn } = people;
  const statements: Statement[] = [
    scope.db
      .delete(eventTypeHosts)
      .where(and(eq(eventTypeHosts.tenantId, scope.tenant.id), eq(eventTypeHosts.eventTypeId, id))),
    scope.db
      .delete(eventTypePools)
      .where(and(eq(eventTypePools.tenantId, scope.tenant.id), eq(eventTypePools.eventTypeId, id))),
  ];
  if (hosts.length > 0) {
    statements.push(
      scope.db.run(sql`
        insert into event_type_hosts (tenant_id, event_type_id, member_id, position, schedule_id)
        select members.tenant_id, ${id}, members.id, named.key, named.value ->> 'schedule_id'
        from json_each(${JSON.stringify(hosts)}) named
        join members on members.tenant_id = ${scope.tenant.id} and members.id = named.value ->> 'member_id'
        where members.deleted_at is null`),
      failUnlessStill(scope, sql`changes() = ${hosts.length}`),
    );
  }
  if (drawn.length > 0) {
    statements.push(
      scope.db.run(sql`
        insert into event_type_pools (tenant_id, event_type_id, pool_id, position)
        select pools.tenant_id, ${id}, pools.id, named.key from json_each(${JSON.stringify(drawn)}) named
        join pools on pools.tenant_id = ${scope.tenant.id} and pools.id = named.value
        where pools.deleted_at is null`),
      failUnlessStill(scope, sql`changes() = ${drawn.length}`),
    );
  }
  return statements;
}

/** These questions in this order; those that were asked before and are not among them are asked no more. */
export function replaceQuestions(scope: Scope, id: Id<"event_type">, questions: readonly Question[]): Statement[] {
  const rows = JSON.stringify(questions);
  return [
    scope.db
      .update(eventTypeQuestions)
      .set({ deletedAt: scope.now })
      .where(
        and(
          eq(eventTypeQuestions.tenantId, scope.tenant.id),
          eq(eventTypeQuestions.eventTypeId, id),
          isNull(eventTypeQuestions.deletedAt),
          sql`${eventTypeQuestions.id} not in ${idsIn(questions.map((question) => question.id))}`,
        ),
      ),
    scope.db.run(sql`
      insert into event_type_questions (tenant_id, id, event_type_id, position, type, label, help, required, options,
        validation, created_at, updated_at)
      select ${scope.tenant.id}, said.value ->> 'id', ${id}, said.key, said.value ->> 'type', said.value ->> 'label',
        said.value ->> 'help', said.value ->> 'required', said.value -> 'options', said.value -> 'validation',
        said.value ->> 'createdAt', ${scope.now}
      from json_each(${rows}) said where true
      on conflict (tenant_id, id) do update set position = excluded.position, type = excluded.type,
        label = excluded.label, help = excluded.help, required = excluded.required, options = excluded.options,
        validation = excluded.validation, updated_at = excluded.updated_at`),
  ];
}
