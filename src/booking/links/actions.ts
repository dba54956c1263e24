export { type Acted, cancel, reschedule } from "./actions/act.ts";
export {
  bookingOf,
  type ForInvitee,
  offersOf,
  type Opened,
  openLink,
  show,
  type Shown,
} from "./actions/open.ts";
export { change, create, draft, type Drafted, get, list, revoke } from "./actions/schedule.ts";
export { linkToken } from "./link.ts";
