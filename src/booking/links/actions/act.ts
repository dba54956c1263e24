// What an invitee does with their booking by its link: cancel it, and move it.
import {
  type BookingWhole,
  cancelAsInvitee,
  invitationToCancel,
  invitationToMove,
  type MoveWords,
  rescheduleAsInvitee,
} from "#booking/bookings/actions.ts";
import { settledByMove } from "#booking/requests/rules.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { answeringWith, type Context } from "#platform/scope.ts";
import { expiryOfBookingLink, freely, verbsOfEnded } from "../rules.ts";
import * as store from "../store.ts";
import type { Link, Verb } from "../tables.ts";
import { type ForInvitee, type Opened, openLink } from "./open.ts";

/** A booking after what was done, as its invitee is shown it. */
export type Acted = { link: Link; booking: ForInvitee };

/** The event type's policy binds an invitee. Once it is canceled, the link only shows it. */
export async function cancel(context: Context, token: string, reason: string | null): Promise<Outcome<Acted>> {
  const opened = await openToAct(context, token, "cancel");
  if (!opened.ok) return opened;
  const { scope, link, shown } = opened.value;

  const policy = shown.eventType?.cancellation ?? freely.cancellation;
  const told = (booking: BookingWhole): Acted => ({
    link: { ...link, verbs: [...verbsOfEnded] },
    booking: { ...shown, booking, request: undefined },
  });
  const outcome = await cancelAsInvitee(answeringWith(scope, told), shown.booking.id, reason, (booking) =>
    invitationToCancel(policy, booking, scope.now, reason),
  );
  return outcome.ok ? done(told(outcome.value)) : outcome;
}

export type InviteeMove = Pick<MoveWords, "slot_token" | "hold_token" | "reason">;

/** Who takes a start that the company asked for is bound by no policy. */
export async function reschedule(context: Context, token: string, words: InviteeMove): Promise<Outcome<Acted>> {
  const opened = await openToAct(context, token, "reschedule");
  if (!opened.ok) return opened;
  const { scope, link, shown } = opened.value;
  const names = await store.namesAround(scope, shown.booking.id);

  const told = (booking: BookingWhole): Acted => ({
    link: { ...link, expiresAt: expiryOfBookingLink(booking.endsAt) },
    booking: { ...shown, booking, hosts: hostsNamed(booking, names), request: undefined },
  });
  const outcome = await rescheduleAsInvitee(
    answeringWith(scope, told),
    shown.booking.id,
    words,
    link.id,
    (booking, { rescheduling }, { start, request }) =>
      request !== undefined && settledByMove(request, "invitee", start) === "accepted"
        ? done(true)
        : invitationToMove(rescheduling, booking, scope.now, words.reason),
  );
  return outcome.ok ? done(told(outcome.value)) : outcome;
}

const hostsNamed = ({ attendees }: BookingWhole, names: ReadonlyMap<string, string>) =>
  attendees.flatMap(({ role, memberId }) =>
    role === "host" && memberId !== null ? [{ id: memberId, name: names.get(memberId) ?? "" }] : [],
  );

async function openToAct(
  context: Context,
  token: string,
  verb: Verb,
): Promise<Outcome<Opened & { shown: ForInvitee }>> {
  const opened = await openLink(context, token, verb);
  if (!opened.ok) return opened;
  const { scope, link } = opened.value;
  const shown = link.bookingId === null ? undefined : await store.readForInvitee(scope, link.bookingId);
  return shown === undefined ? refuse("link.unknown") : done({ ...opened.value, shown });
}
