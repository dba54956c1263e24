export { answerFor, answerInvitation } from "./actions/answer.ts";
export type { Along } from "./along.ts";
export { book, bookByLink, bookPublicly, type Made, type StaffWords } from "./actions/book.ts";
export { cancel, cancelAsInvitee, confirm, decline, expire } from "./actions/end.ts";
export { addGuests, removeGuest } from "./actions/guests.ts";
export { complete, noShow } from "./actions/judge.ts";
export { get, history, list } from "./actions/look.ts";
export {
  moved,
  type MoveWords,
  narrowedTo,
  reschedule,
  rescheduleAsInvitee,
  rescheduling,
  standingOf,
} from "./actions/move.ts";
export { change } from "./actions/place.ts";
export { reassign, recast } from "./actions/reassign.ts";
export { keepWallTime, listMoved } from "./actions/wall.ts";
// What holds are made of too: they are bookings that stop half way.
export { refusalFor, refusedTime } from "./alternatives.ts";
export { deadlineOf, type Holding, holding } from "./attempt.ts";
export { partyOf } from "./actions/stand.ts";
export { afterEdge } from "./edges.ts";
export { overridesOf } from "./overrides.ts";
export { askedOf, type Plan } from "./plan.ts";
export { invitationToCancel, invitationToMove } from "./policy.ts";
export { hostsOf, hoursOf } from "./rows.ts";
export { insideOf, isProved, lookAt, type Narrowed, narrowedBy, planFor, soughtBy } from "./seek.ts";
export { type BookingWhole, findBooking, insertHours, strikeLapsedSeats } from "./store.ts";
