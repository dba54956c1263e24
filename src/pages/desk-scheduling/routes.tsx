import type { PageRoute } from "#http/pages.ts";
import { pagesOf } from "../kit/member.tsx";
import { formsOf } from "./acts.ts";
import { bookingActs } from "./booking-acts.ts";
import { bookingFields, bookingPage } from "./booking.tsx";
import { bookingsCsv, showBookings } from "./bookings.tsx";
import { settleDay, showDay } from "./day.tsx";
import { edit, showEdit } from "./edit.tsx";
import { interviewActs } from "./interview-acts.ts";
import { interviewFields, interviewPage } from "./interview.tsx";
import { interviewsCsv, showInterviews } from "./interviews.tsx";
import * as links from "./links.tsx";
import { showLoad } from "./load.tsx";
import { chooseMove, move, showMove } from "./move.tsx";
import { keepPromise, showMoved } from "./moved.tsx";
import { plan } from "./plan.tsx";
import { showSchedule } from "./schedule.tsx";
import * as when from "./when.tsx";
import { schedulingWords } from "./words.ts";

const pages = pagesOf("scheduling", schedulingWords);
const { get, post } = pages;

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
  get("/desk/interviews.csv", interviewsCsv),
  get("/desk/interviews/{id}", (visit) => interviewPage(visit)),
  get("/desk/interviews/{id}/edit", showEdit),
  post("/desk/interviews/{id}/edit", edit),
  ...formsOf(pages, "/desk/interviews/{id}", interviewPage, interviewActs, interviewFields),
];

const bookings: readonly PageRoute[] = [
  get("/desk/bookings", showBookings),
  get("/desk/bookings.csv", bookingsCsv),
  get("/desk/bookings/day", showDay),
  post("/desk/bookings/day", settleDay),
  get("/desk/bookings/moved", showMoved),
  post("/desk/bookings/{id}/keep", keepPromise),
  get("/desk/bookings/{id}", (visit) => bookingPage(visit)),
  get("/desk/bookings/{id}/move", showMove),
  post("/desk/bookings/{id}/move", chooseMove),
  post("/desk/bookings/{id}/move/confirm", move),
  ...formsOf(pages, "/desk/bookings/{id}", bookingPage, bookingActs, bookingFields),
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
