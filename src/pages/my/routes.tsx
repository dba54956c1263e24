import { confirmBooking, declineBooking, getBooking } from "#booking/bookings/contract.ts";
import type { PageRoute } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { addDays, printDate, weekStart } from "#time/dates.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import type { FieldFault } from "../kit/forms.tsx";
import { dayIn } from "../kit/language.ts";
import { forMembers, type Visit } from "../kit/member.tsx";
import { faultsIn, need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { readAgenda } from "./agenda.ts";
import { refusalWords } from "./card-form.ts";
import { DayPage } from "./day.tsx";
import * as acts from "./interview-acts.tsx";
import { keepNotice, readAll, showNotices } from "./notices.tsx";
import { wordsFor } from "./parts.tsx";
import { renewFeed, revokeFeed, savePreferences, saveProfile, showProfile } from "./profile.tsx";
import { backIn, dateIn, saying } from "./rules.ts";
import { sheetsOf } from "./sheet.tsx";
import { WeekPage } from "./week.tsx";

type Show = (visit: Visit) => Promise<Response>;

const at = (method: PageRoute["method"], path: string, show: Show): PageRoute => ({
  method,
  path,
  render: forMembers(show),
});

const interview = "/my/interviews/{id}";

/** What one has before oneself: one's day and week, the interviews one gives, what one is told, and who one is. */
export const myPages: readonly PageRoute[] = [
  at("get", "/my/day", showDay),
  at("get", "/my/week", showWeek),
  at("get", "/my/bookings/{id}", findBooking),
  at("post", "/my/bookings/{id}/decide", decide),
  at("get", interview, acts.showInterview),
  at("post", `${interview}/respond`, acts.respond),
  at("post", `${interview}/start`, acts.begin),
  at("post", `${interview}/end`, acts.end),
  at("post", `${interview}/no-show`, acts.noShow),
  at("post", `${interview}/responses`, acts.writeDown),
  at("post", `${interview}/responses/{response}`, acts.writeAgain),
  at("post", `${interview}/notes`, acts.addNote),
  at("post", `${interview}/scorecard/draft`, acts.saveDraft),
  at("post", `${interview}/scorecard/check`, acts.checkCard),
  at("post", `${interview}/scorecard/revise`, acts.revise),
  at("get", `${interview}/hand-in`, acts.showHandIn),
  at("post", `${interview}/hand-in`, acts.handIn),
  at("get", "/my/notifications", showNotices),
  at("post", "/my/notifications/read-all", readAll),
  at("post", "/my/notifications/{id}", keepNotice),
  at("get", "/my/profile", showProfile),
  at("post", "/my/profile", saveProfile),
  at("post", "/my/profile/preferences", savePreferences),
  at("post", "/my/profile/feed", renewFeed),
  at("post", "/my/profile/feed/revoke", revokeFeed),
];

async function showDay(visit: Visit): Promise<Response> {
  return dayPage(visit, visit.asked.url.searchParams.get("date"), 200, []);
}

async function dayPage(visit: Visit, date: string | null, status: number, faults: FieldFault[]): Promise<Response> {
  const day = dateIn(date, dayIn(visit.zone, visit.now));
  const agenda = await readAgenda(visit, day, 1);
  const sheets = await sheetsOf(visit, agenda.items);
  const note = acts.noteIn(visit);
  return deskResponse(
    <DayPage visit={visit} day={day} agenda={agenda} sheets={sheets} note={note} faults={faults} />,
    status,
  );
}

async function showWeek(visit: Visit): Promise<Response> {
  const today = dayIn(visit.zone, visit.now);
  const first = weekStart(dateIn(visit.asked.url.searchParams.get("week"), today), visit.speech.firstDay);
  const agenda = await readAgenda(visit, first, 7);
  const isThis = first <= today && today < addDays(first, 7);
  return deskResponse(
    <WeekPage visit={visit} first={first} isThis={isThis} agenda={agenda} note={acts.noteIn(visit)} />,
  );
}

/** A booking has no page of its own here: it is found in the day on which it is. */
async function findBooking(visit: Visit): Promise<Response> {
  const id = visit.asked.param["id"] ?? "";
  const booking = await need(visit.api.call(getBooking, { param: { id } }));
  const day = dayIn(visit.zone, fromWire(booking.starts_at));
  return seeOther(`/my/day?date=${printDate(day)}#${id}`);
}

async function decide(visit: Visit): Promise<Response> {
  const { form, param } = visit.asked;
  const id = param["id"] ?? "";
  const confirms = form.get("word") === "confirm";
  const answer = confirms
    ? await visit.api.call(confirmBooking, { param: { id } })
    : await visit.api.call(declineBooking, { param: { id }, body: {} });
  const back = backIn(form.get("back"), "/my/day");
  if (answer.ok) return seeOther(saying(back, confirms ? "confirmed" : "rejected", `#${id}`));
  const faults = faultsIn(answer.problem, {}, kitWords[visit.speech.language].faults, refusalWords(wordsFor(visit)));
  return dayPage(visit, new URL(back, "https://here.invalid").searchParams.get("date"), answer.problem.status, faults);
}
