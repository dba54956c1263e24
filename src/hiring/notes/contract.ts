import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, object, prose, wireId } from "#http/wire.ts";
import { visibilities } from "./tables.ts";

const tag = "Notes";
const visibility = z.enum(visibilities).meta({
  description:
    "`team`: whoever may read what it is about. `recruiters`: whoever may change candidates. `private`: its author alone.",
});
const text = prose(10_000).refine((body) => body.trim() !== "", "must say something");

const Note = z
  .strictObject({
    object: object("note"),
    id: idOut("note"),
    subject_id: z.string().meta({ description: "The candidate, application, interview or job it is about." }),
    author_id: idOut("member").nullable().meta({ description: "Null: written by a program." }),
    body: z.string(),
    visibility,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Note" });

const param = z.object({ id: wireId("note") });
const body = z.strictObject({ body: text, visibility: visibility.default("team") }).meta({ id: "NoteCreate" });
const example = { body: { body: "Would rather begin in spring." } };
const order = ["created_at.desc", "created_at.asc"] as const;

export const listCandidateNotes = op({
  id: "listCandidateNotes",
  method: "get",
  path: "/v1/candidates/{id}/notes",
  tag,
  summary: "List the notes on a candidate",
  may: "candidates:read",
  param: z.object({ id: wireId("candidate") }),
  order,
  status: 200,
  answer: Note,
  refusals: ["candidate.unknown"],
});

export const createCandidateNote = op({
  id: "createCandidateNote",
  method: "post",
  path: "/v1/candidates/{id}/notes",
  tag,
  summary: "Write a note on a candidate",
  may: "candidates:write",
  param: z.object({ id: wireId("candidate") }),
  body,
  status: 201,
  home: "/v1/notes",
  answer: Note,
  refusals: ["candidate.unknown", "note.no_author"],
  example,
});

export const listApplicationNotes = op({
  id: "listApplicationNotes",
  method: "get",
  path: "/v1/applications/{id}/notes",
  tag,
  summary: "List the notes on an application",
  may: "applications:read",
  param: z.object({ id: wireId("application") }),
  order,
  status: 200,
  answer: Note,
  refusals: ["application.unknown"],
});

export const createApplicationNote = op({
  id: "createApplicationNote",
  method: "post",
  path: "/v1/applications/{id}/notes",
  tag,
  summary: "Write a note on an application",
  may: "applications:write",
  param: z.object({ id: wireId("application") }),
  body,
  status: 201,
  home: "/v1/notes",
  answer: Note,
  refusals: ["application.unknown", "note.no_author"],
  example,
});

export const listInterviewNotes = op({
  id: "listInterviewNotes",
  method: "get",
  path: "/v1/interviews/{id}/notes",
  tag,
  summary: "List the notes on an interview",
  may: "interviews:read",
  param: z.object({ id: wireId("interview") }),
  order,
  status: 200,
  answer: Note,
  refusals: ["interview.unknown"],
});

export const createInterviewNote = op({
  id: "createInterviewNote",
  method: "post",
  path: "/v1/interviews/{id}/notes",
  tag,
  summary: "Write a note on an interview",
  may: "interviews:write_own",
  param: z.object({ id: wireId("interview") }),
  body,
  status: 201,
  home: "/v1/notes",
  answer: Note,
  refusals: ["interview.unknown", "note.no_author"],
  example,
});

export const listJobNotes = op({
  id: "listJobNotes",
  method: "get",
  path: "/v1/jobs/{id}/notes",
  tag,
  summary: "List the notes on a job",
  may: "jobs:read",
  param: z.object({ id: wireId("job") }),
  order,
  status: 200,
  answer: Note,
  refusals: ["job.unknown"],
});

export const createJobNote = op({
  id: "createJobNote",
  method: "post",
  path: "/v1/jobs/{id}/notes",
  tag,
  summary: "Write a note on a job",
  may: "jobs:write",
  param: z.object({ id: wireId("job") }),
  body,
  status: 201,
  home: "/v1/notes",
  answer: Note,
  refusals: ["job.unknown", "note.no_author"],
  example,
});

export const getNote = op({
  id: "getNote",
  method: "get",
  path: "/v1/notes/{id}",
  tag,
  summary: "Get a note",
  description: "It takes what reading its subject takes besides, and to be one of those it is for.",
  may: "candidates:read",
  param,
  status: 200,
  answer: Note,
  refusals: ["note.unknown"],
});

export const changeNote = op({
  id: "changeNote",
  method: "patch",
  path: "/v1/notes/{id}",
  tag,
  summary: "Change a note",
  description: "Its author changes it, nobody else.",
  may: "candidates:read",
  param,
  body: z.strictObject({ body: text.optional(), visibility: visibility.optional() }).meta({ id: "NoteChange" }),
  status: 200,
  answer: Note,
  refusals: ["note.unknown", "note.not_yours", "version.conflict"],
  example: { body: { visibility: "recruiters" } },
});

export const deleteNote = op({
  id: "deleteNote",
  method: "delete",
  path: "/v1/notes/{id}",
  tag,
  summary: "Delete a note",
  description: "Its author does, or whoever may change candidates and sees it.",
  may: "candidates:read",
  param,
  status: 204,
  refusals: ["note.unknown", "note.not_yours", "version.conflict"],
});
