import { afterEdge, findBooking, invitationToMove } from "#booking/bookings/actions.ts";
import { type Opened, openLink } from "#booking/links/actions.ts";
import { lets, verbOfSlots } from "#booking/links/rules.ts";
import { pendingStatement } from "#booking/requests/client.ts";
import { settledByMove } from "#booking/requests/rules.ts";
import { peekSlotToken } from "#booking/slots/actions.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { holdByLink, holdToMove, type NewHold } from "./take.ts";

/** A start that a link offers: to book it, or to move the booking there that the link is a hand on. */
export async function holdWithLink(context: Context, token: string, slotToken: string): Promise<Outcome<NewHold>> {
  const opened = await openLink(context, token);
  if (!opened.ok) return opened;
  const { scope, link } = opened.value;
  const may = lets(link, verbOfSlots(link));
  if (!may.ok) return may;
  return link.kind === "scheduling" ? holdByLink(scope, link, slotToken) : holdForMove(opened.value, slotToken);
}

/** Nobody holds time for a move they may not make. Why they move they say when they do. */
async function holdForMove({ scope, link }: Opened, slotToken: string): Promise<Outcome<NewHold>> {
  if (link.bookingId === null) return refuse("link.unknown");
  const [booking, [request]] = await Promise.all([
    findBooking(scope, link.bookingId),
    pendingStatement(scope, link.bookingId),
  ]);
  if (booking === undefined) return refuse("link.unknown");
  const movable = afterEdge(booking, "reschedule", scope.now, "invitee");
  if (!movable.ok) return movable;
  const offer = peekSlotToken(slotToken);
  const isAsked =
    request !== undefined && offer !== undefined && settledByMove(request, "invitee", offer.start) === "accepted";
  return holdToMove(scope, link, slotToken, {
    booking,
    check: ({ rescheduling }) =>
      isAsked ? done(true) : invitationToMove({ ...rescheduling, reason_required: false }, booking, scope.now, null),
  });
}
