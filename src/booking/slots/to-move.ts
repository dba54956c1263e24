// Slots for a booking that stands: when could it be instead?
import { type Question, slots, type Span } from "#availability/slots/rules.ts";
import { bookingOf } from "#booking/links/actions.ts";
import { stands } from "#booking/links/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import { type Asked, answerOf, type Offered } from "./actions.ts";
import { type Found, gather } from "./gather.ts";
import { withHolds } from "./live.ts";
import { castThatStands, lasting, rangeOf } from "./rules.ts";

type Standing = NonNullable<Awaited<ReturnType<typeof bookingOf>>>;
type Wanted = { minutes?: number | undefined; eventType?: Id<"event_type"> | undefined };

/** Starts of a booking's own length unless another is asked for, with whoever hosts it, its own hours being no obstacle. */
export async function questionToMove(
  scope: Scope,
  { eventTypeId, txn, kind, hosts, startsAt, endsAt }: Standing,
  { minutes, eventType }: Wanted,
  range: Span,
): Promise<Outcome<{ gathered: Found; question: Question }>> {
  if (eventTypeId === null || (eventType ?? eventTypeId) !== eventTypeId) return refuse("event_type.unknown");
  const gathered = await gather(scope, { id: eventTypeId, without: txn, ...castThatStands(kind, hosts) }, range);
  if (gathered.eventType === undefined) return refuse("event_type.unknown");
  const own = (endsAt - startsAt) / minute;
  const question = ofLength(gathered.question, minutes ?? own, own);
  return question.ok ? done({ gathered, question: await withHolds(scope, gathered, question.value, txn) }) : question;
}

/** What was once promised may last as long again, whatever the event type has come to since. */
const ofLength = (question: Question, minutes: number, own: number): Outcome<Question> =>
  minutes === own
    ? done({ ...question, recipe: { ...question.recipe, durations: [own] } })
    : lasting(question, minutes);

/** For staff, who see what is booked. */
export async function offeredToMove(
  scope: Scope,
  eventType: Id<"event_type">,
  bookingId: Id<"booking">,
  asked: Asked,
): Promise<Outcome<Offered>> {
  if (!scope.permissions.has("bookings:read")) return refuse("permission.missing", { permission: "bookings:read" });
  const range = rangeOf(asked, scope.now, "/query");
  if (!range.ok) return range;
  const booking = await bookingOf(scope, { bookingId });
  if (booking === undefined) return refuse("booking.unknown");
  if (!stands(booking)) return refuse("booking.wrong_status");
  const found = await questionToMove(scope, booking, { minutes: asked.minutes, eventType }, range.value);
  return found.ok ? done(answerOf(found.value.gathered, asked, slots(found.value.question))) : found;
}
