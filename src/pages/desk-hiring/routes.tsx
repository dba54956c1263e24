import type { PageRoute } from "#http/pages.ts";
import { pagesOf } from "../kit/member.tsx";
import { applicationPage } from "./application.tsx";
import { applicationPosts } from "./application-posts.ts";
import { dropCandidate, noteCandidate, showCandidate, tagOne } from "./candidate.tsx";
import { exportList, makeTag, showCandidates } from "./candidates.tsx";
import { considerOne, showConsider } from "./consider.tsx";
import { maxFormBytes, showImport, showImports, startImport } from "./imports.tsx";
import { showInbox } from "./inbox.tsx";
import { addJob, editJob, showEditJob, showNewJob } from "./job-form.tsx";
import { jobPosts, showJob, showJobs } from "./jobs.tsx";
import { mergeOne, showMerge } from "./merge.tsx";
import { keepNote } from "./notes.tsx";
import { showPipeline } from "./pipeline.tsx";
import { addCandidate, editCandidate, showEditCandidate, showNewCandidate } from "./profile.tsx";
import { addQuestion, saveKit, showKit } from "./stage-kit.tsx";
import { saveStages, showStages } from "./stages.tsx";
import { hiringWords } from "./words.ts";

const pages = pagesOf("hiring", hiringWords);
const { get, post } = pages;

/** The desk of whoever hires: what waits, who is where, who is who, and what is open. Words that are no ids come first. */
export const hiringPages: readonly PageRoute[] = [
  get("/desk", showInbox),
  get("/desk/pipeline", showPipeline),
  get("/desk/candidates", (visit) => showCandidates(visit)),
  get("/desk/candidates/new", showNewCandidate),
  post("/desk/candidates/new", addCandidate),
  post("/desk/candidates/export", exportList),
  get("/desk/candidates/{id}", showCandidate),
  get("/desk/candidates/{id}/edit", showEditCandidate),
  post("/desk/candidates/{id}/edit", editCandidate),
  get("/desk/candidates/{id}/merge", showMerge),
  post("/desk/candidates/{id}/merge", mergeOne),
  post("/desk/candidates/{id}/tags", tagOne),
  post("/desk/candidates/{id}/notes", noteCandidate),
  post("/desk/candidates/{id}/delete", dropCandidate),
  post("/desk/tags", makeTag),
  post("/desk/notes/{id}", keepNote),
  get("/desk/applications/new", showConsider),
  post("/desk/applications/new", considerOne),
  get("/desk/applications/{id}", (visit) => applicationPage(visit)),
  ...applicationPosts(pages),
  get("/desk/jobs", showJobs),
  get("/desk/jobs/new", showNewJob),
  post("/desk/jobs/new", addJob),
  get("/desk/jobs/{id}", showJob),
  get("/desk/jobs/{id}/edit", showEditJob),
  post("/desk/jobs/{id}/edit", editJob),
  get("/desk/jobs/{id}/stages", showStages),
  post("/desk/jobs/{id}/stages", saveStages),
  get("/desk/jobs/{id}/stages/{stage}", showKit),
  post("/desk/jobs/{id}/stages/{stage}", saveKit),
  post("/desk/jobs/{id}/stages/{stage}/questions", addQuestion),
  ...jobPosts(pages),
  get("/desk/imports", showImports),
  { ...post("/desk/imports", startImport), maxBytes: maxFormBytes },
  get("/desk/imports/{id}", showImport),
];
