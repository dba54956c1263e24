import type { Evidence } from "./evidence.ts";

const application = [
  "POST /v1/applications",
  "GET /v1/applications",
  "GET /v1/applications/{id}",
  "PATCH /v1/applications/{id}",
];
const edges = [
  "POST /v1/applications/{id}/move",
  "POST /v1/applications/{id}/reject",
  "POST /v1/applications/{id}/withdraw",
  "POST /v1/applications/{id}/hire",
  "POST /v1/applications/{id}/reopen",
];
const considered = "applications: a candidate is considered for a job, and every word that was said of it is kept";
const lived = "applications: every version leaves one event and one fact, and the candidate's round and status follow";

const person = [
  "POST /v1/candidates",
  "GET /v1/candidates",
  "GET /v1/candidates/{id}",
  "PATCH /v1/candidates/{id}",
  "DELETE /v1/candidates/{id}",
];
const everyWord = "candidates: a candidate keeps every field they were added with, and whoever adds them owns them";
const worn = "tags: candidates wear tags for candidates, members those for interviewers, once each";

const ownCard = [
  "GET /v1/interviews/{id}/scorecard",
  "PUT /v1/interviews/{id}/scorecard",
  "POST /v1/interviews/{id}/scorecard/submit",
];
const cards = ["GET /v1/scorecards", "GET /v1/scorecards/{id}", "PATCH /v1/scorecards/{id}"];
const decisions = [
  "GET /v1/applications/{id}/debrief",
  "POST /v1/applications/{id}/debrief",
  "GET /v1/applications/{id}/decisions",
  "POST /v1/applications/{id}/decisions",
];
const bothKinds =
  "scorecards: of an interview as a whole is its organizer's; of an application, anybody's who judges candidates";
const saved =
  "scorecards: is saved as often as one likes, which no log tells, and handed in once, which it tells of nobody";
const decided = "debriefs: comes after the debrief, ends the application with it, and stands for ever";

/** What shows that a row of hiring is so. */
export const hiringEvidence: Readonly<Record<string, Evidence>> = {
  "CLY-07": {
    routes: [...person, ...application],
    tests: [
      everyWord,
      "candidates: one candidate per company and address, and the refusal says who it is",
      "statuses: is what their applications and interviews tell, whatever becomes of those, in every order",
      lived,
    ],
    note: "Skills are a list, pay is money with a currency and a period, the notice is in days, the round is told by applications.",
  },
  "CLY-09": {
    routes: [
      "POST /v1/candidates/{id}/notes",
      "GET /v1/candidates/{id}/notes",
      "GET /v1/notes/{id}",
      "PATCH /v1/notes/{id}",
      "DELETE /v1/notes/{id}",
    ],
    tests: [
      "notes: a note is for the team, for recruiters or for its author, on every way to it",
      "notes: its author changes a note; who looks after candidates takes it away",
    ],
    note: "On applications, interviews and jobs as well.",
  },
  "HOT-04": {
    routes: [...person, "POST /v1/candidates/{id}/merge"],
    tests: [
      everyWord,
      "candidate-search: names in any script are found, by the beginnings of their words",
      "candidate-search: one company's words are never another's",
      "candidate-cost: a page of ten thousand reads rows by the page, whatever is asked, however far, and whoever else has as many",
      "merges: become one that has everything of both, and the other says who it is now",
    ],
    note: "Candidates do not sign in, so none is linked to a user.",
  },
  "HOT-19": {
    routes: [...application, "GET /v1/application-sources"],
    tests: [considered, "applications: is counted for jobs and times by source, medium and campaign"],
  },
  "HOT-20": {
    routes: [...application, ...edges],
    tests: [
      considered,
      "applications: nobody is considered twice for one job, by whichever of their addresses, also when two ask at once",
      "applications: from %s every edge leads where it is meant to, and all else is refused",
      "applications: of two recruiters who move it with the version they have seen, one does",
      "applications: a list costs what it shows, by whatever it is asked for, on the first page and on a late one",
    ],
  },
  "HOT-21": {
    routes: ["GET /v1/applications/{id}/history", ...edges],
    tests: [
      lived,
      "applications: the books themselves refuse an edge that nobody may go, and a version that is left out",
    ],
  },
  "HOT-22": {
    routes: [
      "GET /v1/applications/{id}/scorecard",
      "PUT /v1/applications/{id}/scorecard",
      "POST /v1/applications/{id}/scorecard/submit",
      ...cards,
    ],
    tests: [bothKinds],
  },
  "HOT-27": { routes: [...ownCard, ...cards], tests: [bothKinds] },
  "HOT-29": {
    routes: [...ownCard, ...cards, "GET /v1/scorecards/{id}/versions", "GET /v1/owed-scorecards"],
    tests: [
      saved,
      "scorecards: are no more than a number to a panelist, until their own is in",
      "scorecards: keeps both versions when it is changed after the others' were there to be read",
      "scorecards: hands in twelve cards, and is refused twelve times",
      "blindness: in the log, in what the queue carries, and in what webhooks are sent; nor who wrote one",
    ],
  },
  "MIR-06": {
    routes: [
      "POST /v1/interviews",
      "GET /v1/interviews",
      "GET /v1/interviews/{id}",
      "PATCH /v1/interviews/{id}",
      "POST /v1/interviews/{id}/start",
      "POST /v1/interviews/{id}/end",
      "POST /v1/interviews/{id}/no-show",
      ...ownCard,
      ...decisions,
    ],
    tests: [
      "interviews-course: begins and ends when somebody of it says so; its booking is completed with it",
      "interviews-course: is a no-show from its hour on, and never before",
      saved,
      decided,
      "debriefs: opens when all required cards are in; staff read them then, and what they come to",
    ],
  },
  "HOT-23": {
    routes: ["POST /v1/public/{tenant}/jobs/{slug}/applications", "POST /v1/applications/{id}/join", ...application],
    tests: [
      "guests: one applies without an account, and staff see all that was said, and what was agreed to",
      "guests: known and unknown get one answer, and whoever applied before changes nothing",
      "guests: who is made of what the guest said, with their consent, and keeps the application as it stands",
      "guests: or who has the guest's address already, and gets their consent with it",
      "agency-guest: finds in a guest of its careers page somebody it knew, brings both together, and places them",
    ],
  },
  "HOT-40": {
    routes: ["POST /v1/tags", "GET /v1/tags", "GET /v1/tags/{id}", "PATCH /v1/tags/{id}", "DELETE /v1/tags/{id}"],
    tests: ["tags: a tag is made, changed and deleted, and its name is taken once per kind"],
  },
  "HOT-41": {
    routes: [
      "PUT /v1/candidates/{id}/tags/{tag_id}",
      "DELETE /v1/candidates/{id}/tags/{tag_id}",
      "GET /v1/candidates/{id}/tags",
      "PUT /v1/members/{id}/tags/{tag_id}",
      "DELETE /v1/members/{id}/tags/{tag_id}",
      "GET /v1/members/{id}/tags",
    ],
    tests: [worn, "tags: candidates are found by what they wear, under its newest name, and by nothing that is gone"],
  },
};
