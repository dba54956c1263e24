import { confirmBooking, declineBooking, getBooking } from "#booking/bookings/contract.ts";
import type { PageRoute } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { addDays, printDate, weekStart } from "#time/dates.ts";
import { refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import type { FieldFault } from "../kit/forms.tsx";
import { dayIn } from "../kit/language.ts";
import { pagesOf, type RoomWords, type Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { readAgenda } from "./agenda.ts";
import { refusalWords } from "./card-form.ts";
import { DayPage } from "./day.tsx";
import * as acts from "./interview-acts.tsx";
import { keepNotice, readAll, showNotices } from "./notices.tsx";
import { renewFeed, revokeFeed, savePreferences, saveProfile, showProfile } from "./profile.tsx";
import { backIn, dateIn, saying } from "./rules.ts";
import { sheetsOf } from "./sheet.tsx";
import { WeekPage } from "./week.tsx";
import { type MyWords, myWords } from "./words.ts";

/** What these pages say of what was done and of what was refused. */
const roomWords = (words: MyWords): RoomWords => ({ said: words.said, refusals: refusalWords(words) });

const { get, post } = pagesOf("my", {
  en: roomWords(myWords.en),
  de: roomWords(myWords.de),
  fr: roomWords(myWords.fr),
  es: roomWords(myWords.es),
  ar: roomWords(myWords.ar),
});

const interview = "/my/interviews/{id}";

/** What one has before oneself: one's day and week, the interviews one gives, what one is told, and who one is. */
export const myPages: readonly PageRoute[] = [
  get("/my/day", showDay),
  get("/my/week", showWeek),
  get("/my/bookings/{id}", findBooking),
  post("/my/bookings/{id}/decide", decide),
  get(interview, acts.showInterview),
  post(`${interview}/respond`, acts.respond),
  post(`${interview}/start`, acts.begin),
  post(`${interview}/end`, acts.end),
  post(`${interview}/no-show`, acts.noShow),
  post(`${interview}/responses`, acts.writeDown),
  post(`${interview}/responses/{response}`, acts.writeAgain),
  post(`${interview}/notes`, acts.addNote),
  post(`${interview}/scorecard/draft`, acts.saveDraft),
  post(`${interview}/scorecard/check`, acts.checkCard),
  post(`${interview}/scorecard/revise`, acts.revise),
  get(`${interview}/hand-in`, acts.showHandIn),
  post(`${interview}/hand-in`, acts.handIn),
  get("/my/notifications", showNotices),
  post("/my/notifications/read-all", readAll),
  post("/my/notifications/{id}", keepNotice),
  get("/my/profile", showProfile),
  post("/my/profile", saveProfile),
  post("/my/profile/preferences", savePreferences),
  post("/my/profile/feed", renewFeed),
  post("/my/profile/feed/revoke", revokeFeed),
];

async function showDay(visit: Visit): Promise<Response> {
  return dayPage(visit, visit.asked.url.searchParams.get("date"), 200, []);
}

async function dayPage(
  visit: Visit,
  date: string | null,
  status: number,
  faults: readonly FieldFault[],
): Promise<Response> {
  const day = dateIn(date, dayIn(visit.zone, visit.now));
  const agenda = await readAgenda(visit, day, 1);
  const sheets = await sheetsOf(visit, agenda.items);
  return deskResponse(<DayPage visit={visit} day={day} agenda={agenda} sheets={sheets} faults={faults} />, status);
}

async function showWeek(visit: Visit): Promise<Response> {
  const today = dayIn(visit.zone, visit.now);
  const first = weekStart(dateIn(visit.asked.url.searchParams.get("week"), today), visit.speech.firstDay);
  const agenda = await readAgenda(visit, first, 7);
  const isThis = first <= today && today < addDays(first, 7);
  return deskResponse(<WeekPage visit={visit} first={first} isThis={isThis} agenda={agenda} />);
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
  const { faults, status } = refused(visit, answer);
  return dayPage(visit, new URL(back, "https://here.invalid").searchParams.get("date"), status, faults);
}
