import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, colour, idOut, instantOut, line, object, wireId } from "#http/wire.ts";
import { tagKinds } from "./tables.ts";

const tag = "Tags";
const kind = z.enum(tagKinds);

const Tag = z
  .strictObject({
    object: object("tag"),
    id: idOut("tag"),
    kind: kind.meta({ description: "Whom it is put on: candidates, or members who interview." }),
    name: z.string(),
    colour: z.string().nullable(),
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Tag" });

const TagAssignment = z
  .strictObject({
    object: object("tag_assignment"),
    tag_id: idOut("tag"),
    name: z.string(),
    colour: z.string().nullable(),
    subject_id: z.string().meta({ description: "The candidate or member who wears it." }),
    assigned_by: z.string(),
    assigned_at: instantOut,
  })
  .meta({ id: "TagAssignment" });

const param = z.object({ id: wireId("tag") });

export const listTags = op({
  id: "listTags",
  method: "get",
  path: "/v1/tags",
  tag,
  summary: "List tags",
  may: "candidates:read",
  query: z.object({ kind: anyOf(kind).optional(), name: line(60).optional() }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  status: 200,
  answer: Tag,
});

export const getTag = op({
  id: "getTag",
  method: "get",
  path: "/v1/tags/{id}",
  tag,
  summary: "Get a tag",
  may: "candidates:read",
  param,
  status: 200,
  answer: Tag,
  refusals: ["tag.unknown"],
});

export const createTag = op({
  id: "createTag",
  method: "post",
  path: "/v1/tags",
  tag,
  summary: "Make a tag",
  may: "candidates:write",
  body: z
    .strictObject({ kind: kind.default("candidate"), name: line(60), colour: colour.nullable().default(null) })
    .meta({ id: "TagCreate" }),
  status: 201,
  answer: Tag,
  refusals: ["tag.name_taken", "tag.too_many"],
  example: { body: { name: "Relocates", colour: "#1f4fa3" } },
});

export const changeTag = op({
  id: "changeTag",
  method: "patch",
  path: "/v1/tags/{id}",
  tag,
  summary: "Change a tag",
  may: "candidates:write",
  param,
  body: z.strictObject({ name: line(60).optional(), colour: colour.nullable().optional() }).meta({ id: "TagChange" }),
  status: 200,
  answer: Tag,
  refusals: ["tag.unknown", "tag.name_taken", "version.conflict"],
  example: { body: { colour: "#a31f4f" } },
});

export const deleteTag = op({
  id: "deleteTag",
  method: "delete",
  path: "/v1/tags/{id}",
  tag,
  summary: "Delete a tag",
  description: "Nobody wears it any more.",
  may: "candidates:write",
  param,
  status: 204,
  refusals: ["tag.unknown", "version.conflict"],
});

const onCandidate = z.object({ id: wireId("candidate"), tag_id: wireId("tag") });
const onMember = z.object({ id: wireId("member"), tag_id: wireId("tag") });

export const listCandidateTags = op({
  id: "listCandidateTags",
  method: "get",
  path: "/v1/candidates/{id}/tags",
  tag,
  summary: "List a candidate's tags",
  may: "candidates:read",
  param: z.object({ id: wireId("candidate") }),
  order: ["name.asc"],
  status: 200,
  answer: TagAssignment,
  refusals: ["candidate.unknown"],
});

export const tagCandidate = op({
  id: "tagCandidate",
  method: "put",
  path: "/v1/candidates/{id}/tags/{tag_id}",
  tag,
  summary: "Put a tag on a candidate",
  description: "Doing it twice is doing it once.",
  may: "candidates:write",
  param: onCandidate,
  status: 200,
  answer: TagAssignment,
  refusals: ["tag.unknown", "tag.wrong_kind", "candidate.unknown"],
});

export const untagCandidate = op({
  id: "untagCandidate",
  method: "delete",
  path: "/v1/candidates/{id}/tags/{tag_id}",
  tag,
  summary: "Take a tag off a candidate",
  may: "candidates:write",
  param: onCandidate,
  status: 204,
  refusals: ["tag.unknown", "candidate.unknown", "tag.not_assigned"],
});

export const listMemberTags = op({
  id: "listMemberTags",
  method: "get",
  path: "/v1/members/{id}/tags",
  tag,
  summary: "List an interviewer's tags",
  may: "members:read",
  param: z.object({ id: wireId("member") }),
  order: ["name.asc"],
  status: 200,
  answer: TagAssignment,
  refusals: ["member.unknown"],
});

export const tagMember = op({
  id: "tagMember",
  method: "put",
  path: "/v1/members/{id}/tags/{tag_id}",
  tag,
  summary: "Put a tag on an interviewer",
  description: "Doing it twice is doing it once.",
  may: "members:write",
  param: onMember,
  status: 200,
  answer: TagAssignment,
  refusals: ["tag.unknown", "tag.wrong_kind", "member.unknown"],
});

export const untagMember = op({
  id: "untagMember",
  method: "delete",
  path: "/v1/members/{id}/tags/{tag_id}",
  tag,
  summary: "Take a tag off an interviewer",
  may: "members:write",
  param: onMember,
  status: 204,
  refusals: ["tag.unknown", "member.unknown", "tag.not_assigned"],
});
