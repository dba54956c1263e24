import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, line, object, phone, prose, webUrl, wireId } from "#http/wire.ts";

const tag = "Recruiters";

export const RecruiterProfile = z
  .strictObject({
    object: object("recruiter_profile"),
    member_id: idOut("member"),
    headline: z.string().nullable(),
    bio: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    specialties: z.array(z.string()),
    is_public: z
      .boolean()
      .meta({ description: "Whether the public pages of their jobs show all this, with their name." }),
    created_at: instantOut.nullable(),
    updated_at: instantOut.nullable().meta({ description: "Null while nothing was ever said, which is version 0." }),
    version: z.int(),
  })
  .meta({ id: "RecruiterProfile" });

const param = z.object({ id: wireId("member") });

export const getRecruiterProfile = op({
  id: "getRecruiterProfile",
  method: "get",
  path: "/v1/members/{id}/recruiter-profile",
  tag,
  summary: "Get a member as candidates meet them",
  may: "members:read",
  param,
  status: 200,
  answer: RecruiterProfile,
  refusals: ["member.unknown"],
});

export const replaceRecruiterProfile = op({
  id: "replaceRecruiterProfile",
  method: "put",
  path: "/v1/members/{id}/recruiter-profile",
  tag,
  summary: "Say how candidates meet a member",
  description:
    "The whole document, one's own; anybody's with `members:write`. While nothing was said the ETag is `\"0\"`.",
  may: "tenant",
  param,
  ifMatch: "required",
  body: z
    .strictObject({
      headline: line(200).nullable().default(null),
      bio: prose(4_000).nullable().default(null),
      phone: phone.nullable().default(null),
      website: webUrl.nullable().default(null),
      specialties: z.array(line(80)).max(50).default([]),
      is_public: z.boolean().default(false),
    })
    .meta({ id: "RecruiterProfileWords" }),
  status: 200,
  answer: RecruiterProfile,
  refusals: ["member.unknown", "recruiter_profile.not_yours", "version.conflict", "version.required"],
  example: { body: { headline: "Hires engineers", specialties: ["Backend", "Platform"], is_public: true } },
});
