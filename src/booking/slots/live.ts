// What is held at this very moment and stands in no book: only the diaries themselves know it.
import type { Host, Question } from "#availability/slots/rules.ts";
import { diaryFor } from "#booking/diary/client.ts";
import type { Taken } from "#booking/reservations/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { faultName, logEvent } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import type { Found } from "./gather.ts";
import { type LiveHold, reservedBy } from "./rules.ts";

/** A question is worth so many calls; whoever books meets all other holds in the diaries. */
const mostAsked = 6;

/** The question with what is held of the first hosts' time; `without` is the intent whose hours are no obstacle. */
export async function withHolds(
  context: Context,
  { eventType, people, taken }: Found,
  question: Question,
  without?: string,
): Promise<Question> {
  const hosts = question.hosts.filter(({ id }) => people.has(id as Id<"member">));
  const known = { taken, eventType: eventType.id, without };
  return { ...question, reserved: await heldNow(context, eventType.tenantId, hosts, question.range.end, known) };
}

/** What is held of the time of the first of these, asked of all their diaries at once. Who is never there is not asked. */
export async function heldNow(
  context: Context,
  tenant: Id<"tenant">,
  hosts: readonly Host[],
  until: number,
  known: { taken: readonly Taken[]; eventType?: Id<"event_type">; without?: string | undefined },
): Promise<Question["reserved"]> {
  const there = hosts.filter(({ hours }) => hours.weekly.length + hours.overrides.length > 0);
  const asked = [...new Set(there.map(({ id }) => id))].slice(0, until > context.now ? mostAsked : 0);
  const heard = await Promise.allSettled(asked.map((member) => diaryFor(context, tenant, member, "slots").liveHolds()));
  const lost = heard.flatMap((answer) => (answer.status === "rejected" ? [faultName(answer.reason)] : []));
  // A diary that cannot be asked counts as free: offering what is held costs one refusal, offering nothing costs the day.
  if (lost.length > 0) logEvent("diary", { request_id: context.requestId, unheard: lost.length, why: lost[0] ?? null });
  const holds = heard.flatMap((answer, place): LiveHold[] =>
    answer.status === "rejected" ? [] : answer.value.map((claim) => ({ ...claim, host: asked[place] ?? "" })),
  );
  return reservedBy(holds, known);
}
