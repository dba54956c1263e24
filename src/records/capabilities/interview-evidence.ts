import type { Evidence } from "./evidence.ts";

const interview = [
  "POST /v1/interviews",
  "GET /v1/interviews",
  "GET /v1/interviews/{id}",
  "PATCH /v1/interviews/{id}",
  "POST /v1/interviews/{id}/cancel",
];
const time = [
  "POST /v1/interviews/{id}/schedule",
  "POST /v1/interviews/{id}/reschedule",
  "GET /v1/interviews/{id}/slots",
];
const byThemselves = [
  "POST /v1/interviews/{id}/link",
  "POST /v1/interviews/{id}/ask-windows",
  "PUT /v1/interviews/{id}/windows",
  "POST /v1/panel/{token}/windows",
];
const invitees = ["POST /v1/interviews/{id}/invitees", "GET /v1/interviews/{id}/invitees"];
const toMany = "interviews-offer: is one of many that were offered: ten are invited once, each with their own";

/** Told from beginning to end. */
const hired =
  "panel-hire: screens, asks a panel of three of whom one is replaced, hears each alone, and decides together";
const ofTen =
  "offered-to-many: is offered to ten people, of whom some come, one does not want to, and one thinks again";

/** What shows the rows of interviews and of who is in them. */
export const interviewEvidence: Readonly<Record<string, Evidence>> = {
  "HOT-24": {
    routes: ["POST /v1/applications/{id}/interviews", ...interview, ...time, ...byThemselves],
    tests: [
      "interviews: of an application's stage has what the stage says, and of a guest's no candidate yet",
      "interviews-schedule: is its booking's from the batch that makes it: panel seated, hours taken, told once, the same for every retry",
      "interviews-schedule: by two at once has one booking, and the other's hours are free",
      "interviews-offer: is booked by its link in the booking's own batch, and its panel is seated and told once",
      "interviews-offer: ends with the application it is for: what lies ahead is called off once, its hours free, its link over",
      hired,
    ],
  },
  "HOT-28": {
    routes: [
      "POST /v1/interviews/{id}/participants",
      "PATCH /v1/interviews/{id}/participants/{participant_id}",
      "DELETE /v1/interviews/{id}/participants/{participant_id}",
      "POST /v1/interviews/{id}/respond",
      "POST /v1/interviews/{id}/participants/{participant_id}/replace",
      "GET /v1/inbox",
      "GET /v1/interviewer-load",
    ],
    tests: [
      "interviews-course: comes with their hour or not at all, and goes with it",
      "interviews-course: says for themselves whether they come, at the interview and its booking alike",
      "interviews-schedule: with a panel of which another panel wants one: one wins, and nobody of the other's is taken",
      "panel: is replaced by another of their pool at the same hour, once, whatever is retried",
      "panel: stays the coordinator's to see to where the company's rules, the clock or the diaries stand in the way",
      "inbox: holds what waits, what was declined, what expires, what is late and what clashes, longest due first",
      "load: shows what each carries against their own limits, and where they take turns",
      hired,
    ],
  },
  "QWA-03": {
    routes: [...interview, ...invitees],
    tests: [toMany, "interview-letters: is offered one among many, each by a letter and a link of their own", ofTen],
    note: "Each invitee has an interview of their own; rooms made by meeting services come with conversation.",
  },
  "HOT-30": {
    routes: [
      "POST /v1/interviews/{id}/participants/{participant_id}/links",
      "GET /v1/interviews/{id}/links",
      "GET /v1/panel-links/{id}",
      "POST /v1/panel-links/{id}/revoke",
      "GET /v1/panel/{token}",
      "POST /v1/panel/{token}/accept",
      "POST /v1/panel/{token}/decline",
      "POST /v1/panel/{token}/feedback",
    ],
    tests: [
      "panel: that was never ours is unknown, and one that was opens nothing once it is over",
      "panel: is used once, however many come with it at the same moment",
      "panel: for a card hands in its author's own, when the interview has begun, and once",
      "interview-letters: has one letter in place of the host's: their part, the calendar, and links that answer",
      hired,
    ],
    note: "Links for cards go out in mails alone.",
  },
  "QWA-04": {
    routes: invitees,
    tests: [toMany, ofTen],
    note: "`pending`, `accepted` once they chose a time, `completed`; canceled and missed ones say so.",
  },
};
