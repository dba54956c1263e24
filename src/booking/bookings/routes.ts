import { linkToken } from "#booking/links/actions.ts";
import { routes } from "#http/routes.ts";
import type { Id } from "#kernel/ids.ts";
import type { Context } from "#platform/scope.ts";
import * as booking from "./actions.ts";
import { bookWithLink } from "./actions/by-link.ts";
import * as contract from "./contract.ts";
import * as byLink from "./link-contract.ts";
import * as look from "./look-contract.ts";
import { bookingView, eventView, listedView, movedView, publicView } from "./views.ts";
import * as wall from "./wall-contract.ts";

export const bookingRoutes = routes()
  .list(look.listBookings, (scope, { query, page, expand }) => booking.list(scope, query, page, expand), listedView)
  .on(contract.getBooking, (scope, { param, expand }) => booking.get(scope, param.id, expand), bookingView)
  .list(look.listBookingHistory, (scope, { param, page }) => booking.history(scope, param.id, page), eventView)
  .on(contract.createBooking, (scope, { body }) => booking.book(scope, body), bookingView)
  .on(
    contract.createPublicBooking,
    (context, { param, body }) => booking.bookPublicly(context, param.tenant, body),
    publicView,
    signed,
  )
  .on(
    byLink.createLinkBooking,
    (context, { param, body }) => bookWithLink(context, param.token, body),
    publicView,
    signed,
  )
  .on(contract.confirmBooking, (scope, { param, ifMatch }) => booking.confirm(scope, param.id, ifMatch), bookingView)
  .on(
    contract.declineBooking,
    (scope, { param, body, ifMatch }) => booking.decline(scope, param.id, body.reason, ifMatch),
    bookingView,
  )
  .on(
    contract.cancelBooking,
    (scope, { param, body, ifMatch }) => booking.cancel(scope, param.id, body.reason, ifMatch),
    bookingView,
  )
  .on(
    contract.rescheduleBooking,
    (scope, { param, body, ifMatch }) => booking.reschedule(scope, param.id, body, ifMatch),
    bookingView,
  )
  .on(
    contract.reassignBooking,
    (scope, { param, body, ifMatch }) => booking.reassign(scope, param.id, body, ifMatch),
    bookingView,
  )
  .on(
    contract.markNoShow,
    (scope, { param, body, ifMatch }) => booking.noShow(scope, param.id, body.who, ifMatch),
    bookingView,
  )
  .on(contract.completeBooking, (scope, { param, ifMatch }) => booking.complete(scope, param.id, ifMatch), bookingView)
  .on(
    contract.changeBooking,
    (scope, { param, body, ifMatch }) => booking.change(scope, param.id, body, ifMatch),
    bookingView,
  )
  .on(
    contract.addGuests,
    (scope, { param, body, ifMatch }) => booking.addGuests(scope, param.id, body.guests, ifMatch),
    bookingView,
  )
  .on(
    contract.removeGuest,
    (scope, { param, ifMatch }) => booking.removeGuest(scope, param.id, param.attendee_id, ifMatch),
    () => undefined,
  )
  .list(wall.listMovedBookings, (scope, { page }) => booking.listMoved(scope, page), movedView)
  .on(wall.keepWallTime, (scope, { param, ifMatch }) => booking.keepWallTime(scope, param.id, ifMatch), bookingView);

/** The invitee's link is signed on its way out, so that nothing of it is kept. */
export async function signed(answer: Record<string, unknown>, { config }: Context) {
  const [id = "", tenantId = ""] = String(answer["manage_token"]).split(".");
  const link = { id: id as Id<"link">, tenantId: tenantId as Id<"tenant">, keyVersion: 1 };
  return { ...answer, manage_token: await linkToken(config, link) };
}
