import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  emailIn,
  idOut,
  instantIn,
  instantOut,
  locale,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";
import { defaultDays, maxDays } from "./rules.ts";

const tag = "Invitations";
const status = z.enum(["pending", "expired", "accepted", "revoked"]);

export const Invitation = z
  .strictObject({
    object: object("invitation"),
    id: idOut("invitation"),
    email: z.string(),
    role_ids: z.array(idOut("role")),
    team_ids: z.array(idOut("team")),
    message: z.string().nullable(),
    locale: z.string().nullable(),
    status,
    sent_at: instantOut,
    sent_count: z.int(),
    expires_at: instantOut,
    invited_by: z.string(),
    accepted_at: instantOut.nullable(),
    accepted_by: idOut("member").nullable(),
    revoked_at: instantOut.nullable(),
    revoked_by: z.string().nullable(),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Invitation" });

/** What the holder of a good link learns before signing in. */
export const InvitationView = z
  .strictObject({
    object: object("invitation_view"),
    tenant_name: z.string(),
    branding: z.strictObject({
      logo_url: z.string().nullable(),
      primary_colour: z.string().nullable(),
      accent_colour: z.string().nullable(),
    }),
    invited_by: z.string().nullable().meta({ description: "The inviter's name; null when a program invited." }),
    email: z.string().meta({ description: "The invited address, masked." }),
    expires_at: instantOut,
  })
  .meta({ id: "InvitationView" });

export const InvitationAcceptance = z
  .strictObject({
    object: object("invitation_acceptance"),
    tenant_id: idOut("tenant"),
    tenant_slug: z.string(),
    tenant_name: z.string(),
    member_id: idOut("member"),
    joined_at: instantOut,
  })
  .meta({ id: "InvitationAcceptance" });

const param = z.object({ id: wireId("invitation") });
const distinct = (list: readonly string[]) => new Set(list).size === list.length;
const roleIds = z.array(wireId("role")).min(1).max(20).refine(distinct, "must name each role once");
const teamIds = z.array(wireId("team")).max(20).refine(distinct, "must name each team once");
const token = z.string().min(1).max(300);

export const listInvitations = op({
  id: "listInvitations",
  method: "get",
  path: "/v1/invitations",
  tag,
  summary: "List invitations",
  description: "Accepted and revoked invitations stay in the list.",
  may: "invitations:read",
  query: z.object({
    status: anyOf(status).optional(),
    email: anyOf(emailIn).optional(),
    invited_by: anyOf(z.union([wireId("member"), wireId("api_key")])).optional(),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
    expires_after: instantIn.optional(),
    expires_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc", "expires_at.asc", "expires_at.desc"],
  status: 200,
  answer: Invitation,
});

export const getInvitation = op({
  id: "getInvitation",
  method: "get",
  path: "/v1/invitations/{id}",
  tag,
  summary: "Get an invitation",
  may: "invitations:read",
  param,
  drifts: true,
  status: 200,
  answer: Invitation,
  refusals: ["invitation.unknown"],
});

export const createInvitation = op({
  id: "createInvitation",
  method: "post",
  path: "/v1/invitations",
  tag,
  summary: "Invite somebody",
  description:
    "By mail, with roles up to the caller's own. It opens nothing until that very address has signed in and accepts.",
  may: "invitations:write",
  body: z
    .strictObject({
      email: emailIn,
      role_ids: roleIds,
      team_ids: teamIds.default([]),
      message: prose(2_000).nullable().default(null),
      locale: locale.nullable().default(null),
      expires_in_days: z.int().min(1).max(maxDays).default(defaultDays),
      metadata: metadata.default({}),
    })
    .meta({ id: "InvitationCreate" }),
  status: 201,
  answer: Invitation,
  refusals: [
    "invitation.already_member",
    "invitation.pending",
    "invitation.role_unknown",
    "invitation.team_unknown",
    "invitation.too_often",
    "role.beyond_yours",
  ],
  example: { body: { email: "iris@lumen.example", role_ids: ["rol_01h455vb4pex5vsknk084sn02q"] } },
});

export const changeInvitation = op({
  id: "changeInvitation",
  method: "patch",
  path: "/v1/invitations/{id}",
  tag,
  summary: "Change an open invitation",
  description: "No mail goes out; the link that was sent stays good.",
  may: "invitations:write",
  param,
  body: z
    .strictObject({
      role_ids: roleIds.optional(),
      team_ids: teamIds.optional(),
      message: prose(2_000).nullable().optional(),
      locale: locale.nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "InvitationChange" }),
  status: 200,
  answer: Invitation,
  refusals: [
    "invitation.unknown",
    "invitation.settled",
    "invitation.role_unknown",
    "invitation.team_unknown",
    "role.beyond_yours",
    "version.conflict",
  ],
  example: { body: { message: "Looking forward to working with you." } },
});

export const resendInvitation = op({
  id: "resendInvitation",
  method: "post",
  path: "/v1/invitations/{id}/resend",
  tag,
  summary: "Send an invitation again",
  description: "With a new link and a new expiry; the links sent before die. At most ten times.",
  may: "invitations:write",
  param,
  status: 200,
  answer: Invitation,
  refusals: [
    "invitation.unknown",
    "invitation.settled",
    "invitation.sent_enough",
    "invitation.too_often",
    "invitation.role_unknown",
    "version.conflict",
  ],
});

export const revokeInvitation = op({
  id: "revokeInvitation",
  method: "post",
  path: "/v1/invitations/{id}/revoke",
  tag,
  summary: "Revoke an invitation",
  may: "invitations:write",
  param,
  status: 200,
  answer: Invitation,
  refusals: ["invitation.unknown", "invitation.settled", "version.conflict"],
});

export const deleteInvitation = op({
  id: "deleteInvitation",
  method: "delete",
  path: "/v1/invitations/{id}",
  tag,
  summary: "Revoke an invitation",
  description: "The same as `revoke`, without an answer. The invitation stays in the list as revoked.",
  may: "invitations:write",
  param,
  status: 204,
  refusals: ["invitation.unknown", "invitation.settled", "version.conflict"],
});

export const viewInvitation = op({
  id: "viewInvitation",
  method: "post",
  path: "/v1/invitations/view",
  tag,
  summary: "See what a link invites to",
  may: "anyone",
  repeats: true,
  body: z.strictObject({ token }).meta({ id: "InvitationLink" }),
  status: 200,
  answer: InvitationView,
  refusals: ["invitation.unknown", "invitation.over"],
  example: { body: { token: "inv_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" } },
});

export const acceptInvitation = op({
  id: "acceptInvitation",
  method: "post",
  path: "/v1/invitations/accept",
  tag,
  summary: "Accept an invitation",
  description:
    "Only for whoever is signed in with the invited address. Switch the session to the company to act there.",
  may: "person",
  body: z.strictObject({ token }).meta({ id: "InvitationAccept" }),
  status: 200,
  answer: InvitationAcceptance,
  refusals: ["invitation.unknown", "invitation.over", "invitation.not_yours", "invitation.already_member"],
  example: { body: { token: "inv_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" } },
});
