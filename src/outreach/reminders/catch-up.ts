// A workflow means bookings that were made before it as well, as far as their moment is still ahead.
import type { Booking } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, type Instant, minute } from "#kernel/instant.ts";
import { findWorkflow } from "#outreach/workflows/actions.ts";
import { isMoment, statusesOf, unmet } from "#outreach/workflows/rules.ts";
import type { Workflow } from "#outreach/workflows/tables.ts";
import { sendBatch } from "#platform/d1.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import type { Context, Scope } from "#platform/scope.ts";
import * as store from "./catch-up-store.ts";
import { plansOf } from "./rules.ts";
import type { CatchUp } from "./tables.ts";

const pagesPerTick = 10;
const perPage = 50;

/** A few pages a minute, whoever waits longest first; answers how many bookings were looked at. */
export async function catchUp(context: Context, openTenant: OpenTenant): Promise<number> {
  let seen = 0;
  for (const waiting of await store.listWaiting(context, pagesPerTick)) {
    const scope = await openTenant(context, waiting.tenantId);
    if (scope === undefined) await store.forget(context, waiting);
    else seen += await lookOn(scope, waiting);
  }
  return seen;
}

async function lookOn(scope: Scope, waiting: CatchUp): Promise<number> {
  const workflow = await findWorkflow(scope, waiting.workflowId);
  if (workflow === undefined || !workflow.active || !isMoment(workflow.trigger)) {
    await sendBatch(scope.db, [store.dropCatchUp(scope, waiting.workflowId)]);
    return 0;
  }
  const page = await store.readPage(scope, waiting, firstStart(workflow, scope.now), perPage);
  const last = page.length === perPage ? (page.at(-1) ?? null) : null;
  await sendBatch(scope.db, [
    ...(page.length === 0 ? [] : await plannedFor(scope, waiting, workflow, page)),
    store.come(scope, waiting, last),
  ]);
  return page.length;
}

/** The first start whose moment can be ahead still; no meeting is longer than a day. */
const firstStart = ({ trigger, offsetMinutes }: Workflow, now: Instant): Instant =>
  trigger === "before_start" ? after(now, offsetMinutes * minute) : after(now, -offsetMinutes * minute - day);

async function plannedFor(scope: Scope, { factId }: CatchUp, workflow: Workflow, page: readonly Booking[]) {
  const around = await store.readAround(
    scope,
    page.map(({ id }) => id),
  );
  const isMeant = (booking: Booking) =>
    unmet(workflow.conditions, { ...booking, teams: teamsOf(around, booking.id) }).length === 0;
  const meant = page.filter((booking) => statusesOf(workflow.trigger).includes(booking.status) && isMeant(booking));
  const unmeant = page.filter((booking) => !isMeant(booking)).map(({ id }) => id);
  const planned = meant.flatMap((booking) => plansFor(scope, factId, workflow, booking, around));
  return [
    ...(unmeant.length === 0 ? [] : [store.voidUnmeant(scope, workflow.id, unmeant)]),
    ...(planned.length === 0 ? [] : [store.insertOrReplan(scope, factId, planned)]),
  ];
}

type Around = Awaited<ReturnType<typeof store.readAround>>;

const peopleOf = ({ people }: Around, id: Id<"booking">) => people.filter(({ bookingId }) => bookingId === id);

function teamsOf(around: Around, id: Id<"booking">): Set<string> {
  const hosts = peopleOf(around, id).map(({ memberId }) => memberId);
  return new Set<string>(around.seats.flatMap(({ team, member }) => (hosts.includes(member) ? [team] : [])));
}

/** What passed before anybody wanted it is not planned. */
function plansFor(scope: Scope, factId: Id<"fact">, workflow: Workflow, booking: Booking, around: Around) {
  const { trigger: type } = workflow;
  const fact = { id: factId, type, version: booking.version, at: scope.now };
  const events = around.events.filter(({ bookingId }) => bookingId === booking.id);
  const people = peopleOf(around, booking.id);
  const isInterview = around.ofInterviews.has(booking.id);
  return plansOf(workflow, { fact, booking, people, events, isInterview }).flatMap((plan) =>
    plan.state === "due" ? [{ ...plan, bookingId: booking.id }] : [],
  );
}
