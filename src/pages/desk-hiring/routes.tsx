import type { PageRoute } from "#http/pages.ts";
import { forMembers } from "../kit/member.tsx";
import { showApplication } from "./application.tsx";
import { acting, actNames } from "./application-posts.ts";
import { dropCandidate, noteCandidate, showCandidate, tagOne } from "./candidate.tsx";
import { exportList, makeTag, showCandidates } from "./candidates.tsx";
import { considerOne, showConsider } from "./consider.tsx";
import { maxFormBytes, showImport, showImports, startImport } from "./imports.tsx";
import { showInbox } from "./inbox.tsx";
import { addJob, editJob, showEditJob, showNewJob } from "./job-form.tsx";
import { dropJob, noteJob, publishOne, showJob, showJobs, stepNames, stepping } from "./jobs.tsx";
import { mergeOne, showMerge } from "./merge.tsx";
import { keepNote } from "./notes.tsx";
import { showPipeline } from "./pipeline.tsx";
import { addCandidate, editCandidate, showEditCandidate, showNewCandidate } from "./profile.tsx";
import { addQuestion, saveKit, showKit } from "./stage-kit.tsx";
import { saveStages, showStages } from "./stages.tsx";

type Show = Parameters<typeof forMembers>[0];

const page = (path: string, show: Show): PageRoute => ({ method: "get", path, render: forMembers(show) });
const form = (path: string, take: Show): PageRoute => ({ method: "post", path, render: forMembers(take) });

/** The desk of whoever hires: what waits, who is where, who is who, and what is open. Words that are no ids come first. */
export const hiringPages: readonly PageRoute[] = [
  page("/desk", showInbox),
  page("/desk/pipeline", showPipeline),
  page("/desk/candidates", showCandidates),
  page("/desk/candidates/new", showNewCandidate),
  form("/desk/candidates/new", addCandidate),
  form("/desk/candidates/export", exportList),
  page("/desk/candidates/{id}", showCandidate),
  page("/desk/candidates/{id}/edit", showEditCandidate),
  form("/desk/candidates/{id}/edit", editCandidate),
  page("/desk/candidates/{id}/merge", showMerge),
  form("/desk/candidates/{id}/merge", mergeOne),
  form("/desk/candidates/{id}/tags", tagOne),
  form("/desk/candidates/{id}/notes", noteCandidate),
  form("/desk/candidates/{id}/delete", dropCandidate),
  form("/desk/tags", makeTag),
  form("/desk/notes/{id}", keepNote),
  page("/desk/applications/new", showConsider),
  form("/desk/applications/new", considerOne),
  page("/desk/applications/{id}", showApplication),
  ...actNames.map((name) => form(`/desk/applications/{id}/${name}`, acting(name))),
  page("/desk/jobs", showJobs),
  page("/desk/jobs/new", showNewJob),
  form("/desk/jobs/new", addJob),
  page("/desk/jobs/{id}", showJob),
  page("/desk/jobs/{id}/edit", showEditJob),
  form("/desk/jobs/{id}/edit", editJob),
  page("/desk/jobs/{id}/stages", showStages),
  form("/desk/jobs/{id}/stages", saveStages),
  page("/desk/jobs/{id}/stages/{stage}", showKit),
  form("/desk/jobs/{id}/stages/{stage}", saveKit),
  form("/desk/jobs/{id}/stages/{stage}/questions", addQuestion),
  ...stepNames.map((name) => form(`/desk/jobs/{id}/${name}`, stepping(name))),
  form("/desk/jobs/{id}/publish", publishOne),
  form("/desk/jobs/{id}/delete", dropJob),
  form("/desk/jobs/{id}/notes", noteJob),
  page("/desk/imports", showImports),
  { ...form("/desk/imports", startImport), maxBytes: maxFormBytes },
  page("/desk/imports/{id}", showImport),
];
