// Slots for the bearer of a link: to book by it, or to move the booking it is a hand on.
import { type Question, slots, type Span } from "#availability/slots/rules.ts";
import { bookingOf, offersOf, type Opened, openLink } from "#booking/links/actions.ts";
import { lets, offers, stands, verbOfSlots } from "#booking/links/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { type Asked, answerOf, type Offered, type PublicSlot, withTokens } from "./actions.ts";
import { type Found, gather } from "./gather.ts";
import { withHolds } from "./live.ts";
import { lasting, rangeOf } from "./rules.ts";
import { questionToMove } from "./to-move.ts";

type AskedByLink = Asked & { event_type_id?: Id<"event_type"> | undefined };

export async function offeredByLink(
  context: Context,
  token: string,
  asked: AskedByLink,
): Promise<Outcome<Offered<PublicSlot>>> {
  const found = await openLink(context, token);
  if (!found.ok) return found;
  const may = lets(found.value.link, verbOfSlots(found.value.link));
  if (!may.ok) return may;
  return found.value.link.kind === "scheduling" ? toBook(found.value, asked) : toMove(found.value, asked);
}

/** Starts of the link's window, of what it offers; where its member must come, with them. */
async function toBook(opened: Opened, asked: AskedByLink): Promise<Outcome<Offered<PublicSlot>>> {
  const { scope, link } = opened;
  const { startsAfter, startsBefore } = link;
  const opens = asInstant(Math.max(startsAfter ?? scope.now, scope.now));
  const range = rangeOf({ ...asked, starts_after: asked.starts_after ?? opens }, scope.now, "/query");
  if (!range.ok) return range;
  const wanted = await wantedOf(opened, asked.event_type_id);
  if (!wanted.ok) return wanted;
  const only = link.memberId === null ? {} : { only: link.memberId };
  const gathered = await gather(scope, { id: wanted.value, ...only }, range.value);
  if (gathered.eventType === undefined || !offers(link, gathered.eventType, gathered.fixed))
    return refuse("event_type.unknown");

  const question = lasting(gathered.question, asked.minutes);
  if (!question.ok) return question;

  return answered(opened, asked, gathered, await withHolds(scope, gathered, question.value), {
    start: startsAfter ?? range.value.start,
    end: startsBefore ?? range.value.end,
  });
}

/** The event type that was named, or the only one there is. */
async function wantedOf(opened: Opened, named: Id<"event_type"> | undefined): Promise<Outcome<Id<"event_type">>> {
  const wanted = named ?? opened.link.eventTypeId;
  if (wanted !== null) return done(wanted);
  const [first, ...others] = await offersOf(opened);
  if (first === undefined) return refuse("event_type.unknown");
  return others.length === 0
    ? done(first.eventType.id)
    : refuse("link.event_type_missing", { pointer: "/query/event_type_id" });
}

/** Starts to which the booking can be moved: of its own length unless another is asked for, its own hours being no obstacle. */
async function toMove(opened: Opened, asked: AskedByLink): Promise<Outcome<Offered<PublicSlot>>> {
  const { scope, link } = opened;
  const range = rangeOf(asked, scope.now, "/query");
  if (!range.ok) return range;
  const booking = await bookingOf(scope, link);
  if (booking === undefined || !stands(booking)) return refuse("link.verb_missing", { verb: verbOfSlots(link) });
  const found = await questionToMove(scope, booking, { ...asked, eventType: asked.event_type_id }, range.value);
  return found.ok ? answered(opened, asked, found.value.gathered, found.value.question, range.value) : found;
}

async function answered(
  { scope, link }: Opened,
  asked: Asked,
  found: Found,
  question: Question,
  window: Span,
): Promise<Outcome<Offered<PublicSlot>>> {
  const all = answerOf(found, asked, slots(question));
  const offered = all.offers.map(({ minutes, slots: starts }) => ({
    minutes,
    slots: starts.filter(({ at }) => at >= window.start && at < window.end),
  }));
  return done(await withTokens(scope, scope.tenant.id, { ...all, offers: offered }, link.id));
}
