import * as z from "zod";
import { op } from "#http/op.ts";
import { flag, idOut, instantOut, object, wireId } from "#http/wire.ts";
import { Tokens, tenantName } from "#identity/gate/wire-tokens.ts";
import { sessionEnds } from "./tables.ts";

const tag = "Sessions";

export const Session = z
  .strictObject({
    object: object("session"),
    id: idOut("session"),
    tenant_id: idOut("tenant")
      .nullable()
      .meta({ description: "Where it stands; null while its person belongs nowhere." }),
    current: z.boolean().meta({ description: "Whether this request was made with it." }),
    active: z.boolean(),
    method: z.enum(["mail_code", "mail_link"]),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    created_at: instantOut,
    last_used_at: instantOut,
    idle_until: instantOut.meta({ description: "Ends then unless it is used before." }),
    expires_at: instantOut,
    ended_at: instantOut.nullable(),
    ended_how: z.enum(sessionEnds).nullable(),
    version: z.int(),
  })
  .meta({ id: "Session" });

const param = z.object({ id: wireId("session") });
const filters = z.object({
  active: flag.optional().meta({ description: "Sessions that can still be used, or only those that cannot." }),
});
export const refreshSession = op({
  id: "refreshSession",
  method: "post",
  path: "/v1/sessions/refresh",
  tag,
  summary: "Exchange a refresh token",
  description:
    "Answers a fresh access token and the next refresh token. A refresh token is good once; for ten seconds the same client may ask again and gets the same successor. An older one ends the session: somebody else holds a copy.",
  may: "anyone",
  body: z.strictObject({ refresh_token: z.string().min(1).max(200) }).meta({ id: "Refresh" }),
  status: 200,
  answer: Tokens,
  refusals: ["session.over"],
  secret: true,
  repeats: true,
  example: { body: { refresh_token: "ilr_01m7vcswane8mvywz2zv3cdvd2.1.qGBb0bVQd2nV7vS9hYw0k3p8m0Q4h1m6bXo9sZk2f1E" } },
});

export const switchSession = op({
  id: "switchSession",
  method: "post",
  path: "/v1/sessions/switch",
  tag,
  summary: "Go on in another of one's tenants",
  description: "Answers an access token for that tenant. The session stays the same, and so does its refresh token.",
  may: "person",
  body: z.strictObject({ tenant: tenantName }).meta({ id: "SessionSwitch" }),
  status: 200,
  answer: Tokens,
  refusals: ["tenant.unknown", "session.over"],
  secret: true,
  repeats: true,
  example: { body: { tenant: "lumen" } },
});

export const listSessions = op({
  id: "listSessions",
  method: "get",
  path: "/v1/sessions",
  tag,
  summary: "List one's own sessions",
  may: "person",
  query: filters,
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Session,
});

export const getSession = op({
  id: "getSession",
  method: "get",
  path: "/v1/sessions/{id}",
  tag,
  summary: "Get one of one's own sessions",
  may: "person",
  param,
  drifts: true,
  status: 200,
  answer: Session,
  refusals: ["session.unknown"],
});

export const endSession = op({
  id: "endSession",
  method: "delete",
  path: "/v1/sessions/{id}",
  tag,
  summary: "End one of one's own sessions",
  description: "Its access tokens stop writing at once, and reading within half a minute.",
  may: "person",
  param,
  status: 204,
  refusals: ["session.unknown"],
});

export const signOut = op({
  id: "signOut",
  method: "post",
  path: "/v1/sessions/sign-out",
  tag,
  summary: "Sign out",
  may: "person",
  status: 204,
  repeats: true,
});

export const signOutEverywhere = op({
  id: "signOutEverywhere",
  method: "post",
  path: "/v1/sessions/sign-out-everywhere",
  tag,
  summary: "Sign out everywhere",
  description: "Ends every session of the person, this one too, in whichever tenant it stands.",
  may: "person",
  status: 204,
  repeats: true,
});

const memberParam = z.object({ id: wireId("member") });

export const listMemberSessions = op({
  id: "listMemberSessions",
  method: "get",
  path: "/v1/members/{id}/sessions",
  tag,
  summary: "List a member's sessions in this tenant",
  may: "sessions:write",
  param: memberParam,
  query: filters,
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Session,
  refusals: ["member.unknown"],
});

export const endMemberSessions = op({
  id: "endMemberSessions",
  method: "delete",
  path: "/v1/members/{id}/sessions",
  tag,
  summary: "End a member's sessions in this tenant",
  description: "Sessions of the same person in other tenants go on.",
  may: "sessions:write",
  param: memberParam,
  status: 204,
  refusals: ["member.unknown"],
});
