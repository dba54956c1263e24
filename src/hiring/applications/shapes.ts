// The words of applications on the wire.
import * as z from "zod";
import { candidateStatuses } from "#hiring/candidates/tables.ts";
import { jobStatuses, stageKinds } from "#hiring/jobs/tables.ts";
import { emailIn, idOut, instantOut, line, metadata, metadataPatch, object, phone, prose, webUrl } from "#http/wire.ts";
import { applicationStatuses } from "./tables.ts";

export const status = z.enum(applicationStatuses);

export const words = {
  source: "Where the application comes from.",
  medium: "By what kind of channel.",
  campaign: "Of which campaign.",
  referrer: "The address or person that sent them.",
  round: "The place of its stage among the stages of its job; the first is 0.",
  reason: "Why it was last rejected, withdrawn, hired or opened again.",
};

const consentOut = z
  .strictObject({ text: z.string(), at: instantOut })
  .meta({ description: "What they agreed to, in the words they saw, and when." });

export const Guest = z
  .strictObject({
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    consent: consentOut.nullable(),
  })
  .meta({ id: "ApplicationGuest", description: "Who applied without being on record as a candidate." });

export const Application = z
  .strictObject({
    object: object("application"),
    id: idOut("application"),
    job_id: idOut("job"),
    candidate_id: idOut("candidate").nullable().meta({ description: "Null while it is a guest's." }),
    stage_id: idOut("stage"),
    round: z.int().meta({ description: words.round }),
    status,
    reason: z.string().nullable().meta({ description: words.reason }),
    recruiter_id: idOut("member").nullable(),
    guest: Guest.nullable(),
    joined_at: instantOut.nullable().meta({ description: "When the guest became a candidate." }),
    cover_letter: z.string().nullable(),
    resume_url: z.string().nullable(),
    source: z.string().nullable().meta({ description: words.source }),
    medium: z.string().nullable().meta({ description: words.medium }),
    campaign: z.string().nullable().meta({ description: words.campaign }),
    referrer: z.string().nullable().meta({ description: words.referrer }),
    external_id: z.string().nullable(),
    applied_at: instantOut,
    ended_at: instantOut.nullable(),
    metadata,
    candidate: z
      .strictObject({ id: idOut("candidate"), name: z.string(), email: z.string(), status: z.enum(candidateStatuses) })
      .nullable()
      .optional(),
    job: z
      .strictObject({ id: idOut("job"), title: z.string(), status: z.enum(jobStatuses) })
      .nullable()
      .optional(),
    stage: z
      .strictObject({ id: idOut("stage"), name: z.string(), kind: z.enum(stageKinds) })
      .nullable()
      .optional(),
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Application" });

export const sourceWord = line(100);

/** Where it comes from, as it is said by whoever makes an application. */
export const sourcesIn = {
  source: sourceWord.nullable().default(null).meta({ description: words.source, example: "careers_page" }),
  medium: sourceWord.nullable().default(null).meta({ description: words.medium, example: "organic" }),
  campaign: sourceWord.nullable().default(null).meta({ description: words.campaign, example: "spring" }),
  referrer: line(500).nullable().default(null).meta({ description: words.referrer }),
};

export const papersIn = {
  cover_letter: prose(20_000).nullable().default(null),
  resume_url: webUrl.nullable().default(null),
};

export const guestIn = {
  name: line(200),
  email: emailIn,
  phone: phone.nullable().default(null),
};

export const changes = {
  cover_letter: prose(20_000).nullable().optional(),
  resume_url: webUrl.nullable().optional(),
  source: sourceWord.nullable().optional().meta({ description: words.source }),
  medium: sourceWord.nullable().optional().meta({ description: words.medium }),
  campaign: sourceWord.nullable().optional().meta({ description: words.campaign }),
  referrer: line(500).nullable().optional().meta({ description: words.referrer }),
  external_id: line(200).nullable().optional(),
  metadata: metadataPatch.optional(),
};
