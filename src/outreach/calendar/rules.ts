// What the other features of this area, and the doors, make of calendars.
export { replyIn } from "./mailparts.ts";
export {
  bookingOf,
  type CalendarEvent,
  cancellation,
  feed,
  type Guest,
  type Invitation,
  invitation,
  publication,
  uidOf,
  withdrawal,
} from "./ics.ts";
export { readReply, type Reply } from "./itip.ts";
export { addLinks } from "./links.ts";
