import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, line, object, wireId } from "#http/wire.ts";
import { actions } from "#kernel/fact.ts";
import { type Kind, prefixes } from "#kernel/ids.ts";

const tag = "Audit trail";
const maxExported = 1_000;
const action = z.enum(actions);
const kinds = Object.keys(prefixes) as [Kind, ...Kind[]];
const body = z.record(z.string(), z.unknown()).nullable();

export const AuditEvent = z
  .strictObject({
    object: object("audit_event"),
    id: idOut("fact"),
    seq: z.int().meta({ description: "Counts this company's events from 1, without gaps." }),
    type: z.string().meta({ description: "What happened, as `noun.verb` in the past tense." }),
    action,
    actor: z.string().meta({ description: "Who did it: the id of a member, key or user, or `system` or `public`." }),
    entity_type: z.enum(kinds),
    entity_id: z.string(),
    version: z.int().meta({ description: "The entity's version after the event." }),
    before: body,
    after: body,
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    session_id: idOut("session").nullable(),
    request_id: z.string(),
    at: instantOut,
  })
  .meta({ id: "AuditEvent" });

/** An id of any kind, or a word that stands for no one in particular. */
const word = z.string().regex(/^[a-z]+(?:_[0-9a-z]{26,64})?$/, "must be an id, `system` or `public`");

const filters = {
  actor: anyOf(word).optional(),
  action: anyOf(action).optional(),
  type: anyOf(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).optional(),
  entity_type: anyOf(z.enum(kinds)).optional(),
  entity_id: anyOf(word).optional(),
  version: anyOf(z.string().regex(/^\d{1,15}$/)).optional(),
  before: line(200).optional().meta({ description: "Events whose state before holds this text, in any case." }),
  after: line(200).optional().meta({ description: "Events whose state after holds this text, in any case." }),
  ip: anyOf(
    z
      .string()
      .max(45)
      .regex(/^[0-9a-fA-F:.]+$/),
  ).optional(),
  user_agent: line(200).optional().meta({ description: "Events whose user agent holds this text, in any case." }),
  session_id: anyOf(wireId("session")).optional(),
  request_id: anyOf(word).optional(),
  at_after: instantIn.optional(),
  at_before: instantIn.optional(),
} as const;

export const listAuditEvents = op({
  id: "listAuditEvents",
  method: "get",
  path: "/v1/audit-events",
  tag,
  summary: "Read the audit trail",
  description:
    "Everything that was ever done in this company, written in one with the change itself. Events never change or go.",
  may: "audit:read",
  query: z.object(filters),
  order: ["seq.desc", "seq.asc"],
  status: 200,
  answer: AuditEvent,
});

export const getAuditEvent = op({
  id: "getAuditEvent",
  method: "get",
  path: "/v1/audit-events/{id}",
  tag,
  summary: "Get an audit event",
  may: "audit:read",
  param: z.object({ id: wireId("fact") }),
  status: 200,
  answer: AuditEvent,
  refusals: ["audit_event.unknown"],
});

export const AuditExport = z
  .strictObject({
    object: object("audit_export"),
    id: idOut("audit_export"),
    exported_at: instantOut,
    events: z.array(AuditEvent),
    has_more: z.boolean(),
    last_seq: z.int().nullable().meta({ description: "Where the next export goes on, as its `seq_after`." }),
  })
  .meta({ id: "AuditExport" });

export const exportAuditEvents = op({
  id: "exportAuditEvents",
  method: "post",
  path: "/v1/audit-exports",
  tag,
  summary: "Take a copy of the audit trail",
  description: "Up to 1,000 events in one document, oldest first, filtered like the list. The copy is itself an event.",
  may: "audit:read",
  // Each copy is one more that left, so a retry is told of again.
  repeats: true,
  body: z
    .strictObject({
      ...filters,
      seq_after: z.int().min(0).default(0),
      limit: z.int().min(1).max(maxExported).default(maxExported),
    })
    .meta({ id: "AuditExportAsk" }),
  status: 200,
  answer: AuditExport,
  example: { body: { action: "login,logout", at_after: "2026-11-01T00:00:00Z" } },
});
