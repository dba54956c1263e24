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
    ],
  },
  "HOT-28": {
    routes: [
      "POST /v1/interviews/{id}/participants",
      "PATCH /v1/interviews/{id}/participants/{participant_id}",
      "DELETE /v1/interviews/{id}/participants/{participant_id}",
      "POST /v1/interviews/{id}/respond",
    ],
    tests: [
      "interviews-course: comes with their hour or not at all, and goes with it",
      "interviews-course: says for themselves whether they come, at the interview and its booking alike",
      "interviews-schedule: with a panel of which another panel wants one: one wins, and nobody of the other's is taken",
    ],
  },
  "QWA-03": {
    routes: [...interview, ...invitees],
    tests: [toMany],
    note: "Each invitee has an interview of their own; rooms made by meeting services come with conversation.",
  },
  "QWA-04": {
    routes: invitees,
    tests: [toMany],
    note: "`pending`, `accepted` once they chose a time, `completed`; canceled and missed ones say so.",
  },
};
