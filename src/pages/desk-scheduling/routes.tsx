import type { PageRoute } from "#http/pages.ts";
import { forMembers, type Visit } from "../kit/member.tsx";
import * as bookingActs from "./booking-acts.tsx";
import { showBooking } from "./booking.tsx";
import { showBookings } from "./bookings.tsx";
import { settleDay, showDay } from "./day.tsx";
import * as acts from "./interview-acts.tsx";
import { showInterview } from "./interview.tsx";
import { showInterviews } from "./interviews.tsx";
import * as links from "./links.tsx";
import { showLoad } from "./load.tsx";
import { keepPromise, showMoved } from "./moved.tsx";
import { plan, showSchedule } from "./schedule.tsx";
import * as when from "./when.tsx";

type Show = (visit: Visit) => Promise<Response>;

const get = (path: string, show: Show): PageRoute => ({ method: "get", path, render: forMembers(show) });
const post = (path: string, act: Show): PageRoute => ({ method: "post", path, render: forMembers(act) });

const scheduling: readonly PageRoute[] = [
  get("/desk/schedule", showSchedule),
  post("/desk/schedule", plan),
  get("/desk/schedule/{id}", when.showTimes),
  post("/desk/schedule/{id}", when.chooseTime),
  post("/desk/schedule/{id}/confirm", when.confirmTime),
  post("/desk/schedule/{id}/release", when.letGo),
  post("/desk/schedule/{id}/link", when.makeLink),
  post("/desk/schedule/{id}/ask", when.askWindows),
  post("/desk/schedule/{id}/windows", when.noteWindows),
];

const interviews: readonly PageRoute[] = [
  get("/desk/interviews", showInterviews),
  get("/desk/interviews/{id}", showInterview),
  get("/desk/interviews/{id}/edit", acts.showEdit),
  post("/desk/interviews/{id}/edit", acts.edit),
  post("/desk/interviews/{id}/cancel", acts.cancel),
  post("/desk/interviews/{id}/start", acts.start),
  post("/desk/interviews/{id}/end", acts.end),
  post("/desk/interviews/{id}/no-show", acts.noShow),
  post("/desk/interviews/{id}/notes", acts.note),
  post("/desk/interviews/{id}/invite", acts.invite),
  post("/desk/interviews/{id}/people", acts.add),
  post("/desk/interviews/{id}/people/{participant}", acts.changeSeat),
  post("/desk/interviews/{id}/people/{participant}/remove", acts.remove),
  post("/desk/interviews/{id}/people/{participant}/replace", acts.replace),
  post("/desk/interviews/{id}/people/{participant}/link", acts.makePanelLink),
  post("/desk/interviews/{id}/links/{link}/revoke", acts.takeBack),
];

const bookings: readonly PageRoute[] = [
  get("/desk/bookings", showBookings),
  get("/desk/bookings/day", showDay),
  post("/desk/bookings/day", settleDay),
  get("/desk/bookings/moved", showMoved),
  get("/desk/bookings/{id}", showBooking),
  get("/desk/bookings/{id}/move", bookingActs.showMove),
  post("/desk/bookings/{id}/move", bookingActs.chooseMove),
  post("/desk/bookings/{id}/move/confirm", bookingActs.move),
  post("/desk/bookings/{id}/keep", keepPromise),
  post("/desk/bookings/{id}/confirm", bookingActs.confirm),
  post("/desk/bookings/{id}/decline", bookingActs.decline),
  post("/desk/bookings/{id}/cancel", bookingActs.cancel),
  post("/desk/bookings/{id}/complete", bookingActs.complete),
  post("/desk/bookings/{id}/no-show", bookingActs.noShow),
  post("/desk/bookings/{id}/reassign", bookingActs.reassign),
  post("/desk/bookings/{id}/guests", bookingActs.addGuest),
  post("/desk/bookings/{id}/guests/{guest}/remove", bookingActs.dropGuest),
  post("/desk/bookings/{id}/place", bookingActs.changePlace),
  post("/desk/bookings/{id}/ask", bookingActs.ask),
  post("/desk/bookings/{id}/requests/{request}/accept", bookingActs.accept),
  post("/desk/bookings/{id}/requests/{request}/decline", bookingActs.keep),
  post("/desk/bookings/{id}/requests/{request}/withdraw", bookingActs.withdraw),
];

/** What coordinators do about time: interviews, bookings, links, and who carries how much. */
export const schedulingDeskPages: readonly PageRoute[] = [
  ...scheduling,
  ...interviews,
  ...bookings,
  get("/desk/links", links.showLinks),
  get("/desk/links/new", links.showNewLink),
  post("/desk/links/new", links.createLink),
  get("/desk/links/{id}", links.showLink),
  post("/desk/links/{id}", links.changeLink),
  post("/desk/links/{id}/revoke", links.revokeLink),
  get("/desk/load", showLoad),
];
