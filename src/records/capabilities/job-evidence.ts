import type { Evidence } from "./evidence.ts";

const jobs = [
  "POST /v1/jobs",
  "GET /v1/jobs",
  "GET /v1/jobs/{id}",
  "PATCH /v1/jobs/{id}",
  "DELETE /v1/jobs/{id}",
  "POST /v1/jobs/{id}/open",
  "POST /v1/jobs/{id}/pause",
  "POST /v1/jobs/{id}/close",
];
const onShow = ["GET /v1/public/{tenant}/jobs", "GET /v1/public/{tenant}/jobs/{slug}"];
const everyField = "jobs: a job keeps every field it is given, is changed by a merge patch, and its ETag follows";
const edges = "jobs: a job is opened, paused and closed along its edges, and was posted when it was opened first";
const strangers = "jobs: anyone sees open public jobs, whom to ask when they show themselves, and no id of anything";

/** What shows the rows of jobs, of who hires, and of what is asked. */
export const jobEvidence: Readonly<Record<string, Evidence>> = {
  "CLY-08": { routes: jobs, tests: [everyField, edges] },
  "HOT-03": {
    routes: ["GET /v1/members/{id}/recruiter-profile", "PUT /v1/members/{id}/recruiter-profile"],
    tests: ["jobs: everybody says for themselves how candidates meet them, and an admin for anybody", strangers],
  },
  "HOT-11": {
    routes: [...jobs, "PUT /v1/jobs/{id}/stages", ...onShow],
    tests: [
      everyField,
      edges,
      strangers,
      "jobs: stages are named, ordered and taken out, but never from under somebody who stands there",
    ],
    note: "The client an agency hires for comes with clients.",
  },
  "HOT-12": {
    routes: ["POST /v1/jobs", "GET /v1/jobs", "GET /v1/jobs/{id}", "PATCH /v1/jobs/{id}", "DELETE /v1/jobs/{id}"],
    tests: [
      "jobs: a job is made from a template, which stays as it is",
      "questions: a job made from another's text is handed its kits, once",
    ],
  },
  "HOT-14": {
    routes: ["POST /v1/jobs", "PUT /v1/jobs/{id}/draft", "POST /v1/jobs/{id}/publish"],
    tests: ["jobs: a draft is saved again and again, unfinished, until it is published"],
  },
  "HOT-15": {
    routes: ["POST /v1/imports", "GET /v1/imports", "GET /v1/imports/{id}", "GET /v1/imports/{id}/rows"],
    tests: [
      "imports: makes and changes jobs, by the company's own id or by title and place, and taken in again changes nothing",
      "imports: says of each bad row which column is wrong and how, never what stands there, and takes in the others",
      "imports: goes on where it was and does no row twice, whether in a part, between parts, or after the last",
    ],
    note: "Candidates come by the same door, and leave by `GET /v1/candidate-export`.",
  },
  "HOT-16": {
    routes: ["POST /v1/jobs", "PATCH /v1/jobs/{id}", "GET /v1/jobs"],
    tests: [everyField, "jobs: jobs are found by every filter, and a page goes on where the last one ended"],
  },
  "HOT-25": {
    routes: [
      "POST /v1/bank-questions",
      "GET /v1/bank-questions",
      "GET /v1/bank-questions/{id}",
      "PATCH /v1/bank-questions/{id}",
      "DELETE /v1/bank-questions/{id}",
      "PUT /v1/stages/{id}/questions",
      "GET /v1/stages/{id}/kit",
      "GET /v1/interviews/{id}/kit",
    ],
    tests: [
      "questions: a question is made, found, changed and deleted",
      "questions: who interviews has the questions of the stage and the form of the card in hand",
    ],
  },
  "HOT-26": {
    routes: [
      "POST /v1/interviews/{id}/responses",
      "GET /v1/interviews/{id}/responses",
      "PATCH /v1/interviews/{id}/responses/{response_id}",
      "DELETE /v1/interviews/{id}/responses/{response_id}",
    ],
    tests: [
      "questions: is written down by who is in the interview, with the question as it was asked",
      "questions: nobody reads what another wrote down while they have yet to judge",
    ],
  },
  "MIR-05": { routes: [...jobs, ...onShow], tests: [everyField, strangers] },
};
