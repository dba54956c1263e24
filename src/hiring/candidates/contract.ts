import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  emailIn,
  idOut,
  instantOut,
  line,
  locale,
  metadata,
  metadataPatch,
  object,
  phone,
  prose,
  webUrl,
  wireId,
  zone,
} from "#http/wire.ts";
import { candidateStatuses, saidStatuses } from "./tables.ts";

const tag = "Candidates";
const status = z.enum(candidateStatuses);
const saidStatus = z.enum(saidStatuses);

const Pay = z
  .strictObject({
    amount_minor: z.int().min(0).max(1_000_000_000_000).meta({ description: "In the smallest unit of the currency." }),
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency of ISO 4217 such as EUR"),
    per: z.enum(["hour", "day", "month", "year"]),
  })
  .meta({ id: "Pay" });

const Consent = z
  .strictObject({
    purpose: line(60).meta({ description: "What was agreed to, in a word: `process`, `talent_pool`, `recording`." }),
    text: prose(2_000).meta({ description: "The words they saw." }),
    at: z.iso.datetime({ offset: true }),
    until: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .meta({ id: "CandidateConsent" });

const CandidateTag = z
  .strictObject({ id: idOut("tag"), name: z.string(), colour: z.string().nullable() })
  .meta({ id: "CandidateTag" });

export const Candidate = z
  .strictObject({
    object: object("candidate"),
    id: idOut("candidate"),
    name: z.string(),
    email: z.string().meta({ description: "The address that is written to." }),
    other_emails: z.array(z.string()),
    phone: z.string().nullable(),
    location: z.string().nullable(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
    current_company: z.string().nullable(),
    current_title: z.string().nullable(),
    years_of_experience: z.number().nullable(),
    current_pay: Pay.nullable().optional().meta({ description: "Only for holders of `candidates:write`." }),
    expected_pay: Pay.nullable().optional().meta({ description: "Only for holders of `candidates:write`." }),
    notice_period_days: z.int().nullable(),
    resume_url: z.string().nullable(),
    skills: z.array(z.string()),
    status: status.meta({
      description:
        "Told by applications and interviews, and by `said_status` where those say nothing or it is `on_hold`.",
    }),
    said_status: saidStatus.nullable(),
    current_round: z.int().meta({ description: "How many stages on the furthest of their open applications is." }),
    owner_id: idOut("member").nullable(),
    source: z.string().nullable(),
    medium: z.string().nullable(),
    campaign: z.string().nullable(),
    consents: z.array(Consent),
    external_id: z.string().nullable(),
    tags: z.array(CandidateTag).optional().meta({ description: "Present when `expand=tags` was asked for." }),
    metadata,
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Candidate" });

const param = z.object({ id: wireId("candidate") });
const emails = z.array(emailIn).max(9);
const skills = z.array(line(80)).max(50);
const consents = z.array(Consent).max(20);
const years = z.int().min(0).max(80);
const notice = z.int().min(0).max(730);

/** What may be said of a candidate, none of which must be. */
const details = z
  .strictObject({
    phone: phone.nullable(),
    location: line(200).nullable(),
    time_zone: zone.nullable(),
    locale: locale.nullable(),
    current_company: line(200).nullable(),
    current_title: line(200).nullable(),
    years_of_experience: years.nullable(),
    current_pay: Pay.nullable(),
    expected_pay: Pay.nullable(),
    notice_period_days: notice.nullable(),
    resume_url: webUrl.nullable(),
    said_status: saidStatus.nullable(),
    source: line(100).nullable(),
    medium: line(100).nullable(),
    campaign: line(100).nullable(),
    external_id: line(100).nullable(),
    other_emails: emails,
    skills,
    consents,
  })
  .partial();

export const listCandidates = op({
  id: "listCandidates",
  method: "get",
  path: "/v1/candidates",
  tag,
  summary: "List and search candidates",
  description:
    "`q` finds every one of its words at the beginning of a word of name, addresses, company, title, skills or tags, in any case and " +
    "without accents; in scripts without blanks, anywhere. Newest first, however many there are.",
  may: "candidates:read",
  query: z.object({
    q: line(200).optional(),
    status: anyOf(status).optional(),
    tag_id: anyOf(wireId("tag")).optional().meta({ commaSeparated: true, description: "Any of these." }),
    skill: anyOf(line(80)).optional().meta({ commaSeparated: true, description: "All of these." }),
    owner_id: anyOf(wireId("member")).optional(),
    email: emailIn.optional().meta({ description: "Whose address this is, if anybody's." }),
    external_id: line(100).optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  expand: ["tags"],
  status: 200,
  answer: Candidate,
});

export const getCandidate = op({
  id: "getCandidate",
  method: "get",
  path: "/v1/candidates/{id}",
  tag,
  summary: "Get a candidate",
  may: "candidates:read",
  param,
  expand: ["tags"],
  status: 200,
  answer: Candidate,
  drifts: true,
  refusals: ["candidate.unknown", "candidate.merged"],
});

export const createCandidate = op({
  id: "createCandidate",
  method: "post",
  path: "/v1/candidates",
  tag,
  summary: "Add a candidate",
  description:
    "One candidate per company and address. Who has an address already is told by `candidate_id` of the refusal `candidate.email_taken`.",
  may: "candidates:write",
  body: details
    .extend({
      name: line(200),
      email: emailIn,
      owner_id: wireId("member")
        .nullable()
        .optional()
        .meta({ description: "Left out: whoever adds them, if a member." }),
      metadata: metadata.default({}),
    })
    .meta({ id: "CandidateCreate" }),
  status: 201,
  answer: Candidate,
  refusals: ["candidate.email_taken", "candidate.external_id_taken", "candidate.owner_unknown"],
  example: {
    body: { name: "Ida Example", email: "ida@candidate.example", skills: ["TypeScript", "SQL"], source: "referral" },
  },
});

export const changeCandidate = op({
  id: "changeCandidate",
  method: "patch",
  path: "/v1/candidates/{id}",
  tag,
  summary: "Change a candidate",
  description: "Lists (`other_emails`, `skills`, `consents`) are replaced as a whole.",
  may: "candidates:write",
  param,
  body: details
    .extend({
      name: line(200).optional(),
      email: emailIn.optional(),
      owner_id: wireId("member").nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "CandidateChange" }),
  status: 200,
  answer: Candidate,
  refusals: [
    "candidate.unknown",
    "candidate.merged",
    "candidate.email_taken",
    "candidate.external_id_taken",
    "candidate.owner_unknown",
    "version.conflict",
  ],
  example: { body: { said_status: "contacted" } },
});

export const deleteCandidate = op({
  id: "deleteCandidate",
  method: "delete",
  path: "/v1/candidates/{id}",
  tag,
  summary: "Delete a candidate",
  description:
    "They leave every list and give their addresses back. Whoever is being considered is kept until that is over.",
  may: "candidates:write",
  param,
  status: 204,
  refusals: ["candidate.unknown", "candidate.merged", "candidate.in_process", "version.conflict"],
});
