import * as z from "zod";
import { op } from "#http/op.ts";
import { emailIn, idOut, instantOut, line, locale, object, phone, webUrl, wireId, zone } from "#http/wire.ts";
import { memberStatuses } from "#identity/members/tables.ts";
import { tenantStatuses } from "#identity/tenants/tables.ts";
import { userStatuses } from "./tables.ts";

const tag = "Me";

export const User = z
  .strictObject({
    object: object("user"),
    id: idOut("user"),
    email: z.string().nullable(),
    email_verified_at: instantOut.nullable(),
    given_name: z.string().nullable(),
    family_name: z.string().nullable(),
    display_name: z.string().nullable(),
    phone: z.string().nullable(),
    image_url: z.string().nullable(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
    status: z.enum(userStatuses),
    require_second_factor: z.boolean(),
    last_login_at: instantOut.nullable(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "User" });

export const Membership = z
  .strictObject({
    object: object("membership"),
    tenant: z.strictObject({
      id: idOut("tenant"),
      slug: z.string(),
      name: z.string(),
      mode: z.enum(["live", "test"]),
      status: z.enum(tenantStatuses),
    }),
    member_id: idOut("member"),
    status: z.enum(memberStatuses),
    roles: z.array(z.strictObject({ id: idOut("role"), key: z.string(), name: z.string() })),
    current: z.boolean().meta({ description: "Whether the access token of this request is for it." }),
    joined_at: instantOut,
  })
  .meta({ id: "Membership" });

export const Identity = z
  .strictObject({
    object: object("identity"),
    id: idOut("identity"),
    issuer: z.string(),
    subject: z.string(),
    kind: z.enum(["oidc", "oauth", "saml"]),
    scopes: z.array(z.string()),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Identity" });

export const Whoami = z
  .strictObject({
    object: object("whoami"),
    actor: z.strictObject({ kind: z.enum(["member", "key"]), id: z.union([idOut("member"), idOut("api_key")]) }),
    tenant: z.strictObject({ id: idOut("tenant"), slug: z.string(), mode: z.enum(["live", "test"]) }),
    permissions: z.array(z.string()),
  })
  .meta({ id: "Whoami" });

export const whoami = op({
  id: "whoami",
  method: "get",
  path: "/v1/whoami",
  tag,
  summary: "Ask what the credential is and what it may do",
  description: "For API keys and for people working in a tenant.",
  may: "tenant",
  status: 200,
  answer: Whoami,
});

export const getMe = op({
  id: "getMe",
  method: "get",
  path: "/v1/me",
  tag,
  summary: "Get oneself",
  may: "person",
  status: 200,
  answer: User,
});

export const changeMe = op({
  id: "changeMe",
  method: "patch",
  path: "/v1/me",
  tag,
  summary: "Change one's own profile",
  description: "The name shown in every tenant follows. An address is changed with `POST /v1/me/email`.",
  may: "person",
  body: z
    .strictObject({
      given_name: line(100).nullable().optional(),
      family_name: line(100).nullable().optional(),
      display_name: line(200).nullable().optional(),
      phone: phone.nullable().optional(),
      image_url: webUrl.nullable().optional(),
      time_zone: zone.nullable().optional(),
      locale: locale.nullable().optional(),
    })
    .meta({ id: "UserChange" }),
  status: 200,
  answer: User,
  refusals: ["version.conflict"],
  example: { body: { display_name: "Ada Okafor", time_zone: "Europe/Paris" } },
});

export const closeMe = op({
  id: "closeMe",
  method: "delete",
  path: "/v1/me",
  tag,
  summary: "Close one's own account",
  description:
    "Leaves every tenant, ends every session and frees the address. Refused while the person is the only active owner of a tenant. Erasing what is kept about a person is another matter.",
  may: "person",
  status: 204,
  refusals: ["user.last_owner", "version.conflict"],
});

export const listMemberships = op({
  id: "listMemberships",
  method: "get",
  path: "/v1/me/memberships",
  tag,
  summary: "List the tenants one belongs to",
  may: "person",
  order: ["joined_at.asc", "joined_at.desc"],
  status: 200,
  answer: Membership,
});

export const askEmailChange = op({
  id: "askEmailChange",
  method: "post",
  path: "/v1/me/email",
  tag,
  summary: "Ask to change one's address",
  description:
    "Mails a code to the new address, good once for ten minutes. The answer is the same whether or not anybody has it. Like sign-in mails, at most five in fifteen minutes go to one address; beyond that nothing is sent.",
  may: "person",
  body: z.strictObject({ email: emailIn }).meta({ id: "EmailChangeAsk" }),
  status: 202,
  answer: z
    .strictObject({ object: object("email_change"), id: idOut("sign_in"), email: z.string(), expires_at: instantOut })
    .meta({ id: "EmailChange" }),
  refusals: ["quota.exceeded"],
  example: { body: { email: "ada@okafor.example" } },
});

export const verifyEmailChange = op({
  id: "verifyEmailChange",
  method: "post",
  path: "/v1/me/email/verify",
  tag,
  summary: "Prove the new address",
  description: "The address becomes the person's, in every tenant; the old one gets a note.",
  may: "person",
  body: z
    .strictObject({ id: wireId("sign_in"), code: z.string().regex(/^\d{6}$/, "must be six digits") })
    .meta({ id: "EmailChangeProof" }),
  status: 200,
  answer: User,
  refusals: ["email_change.wrong_code", "email_change.over", "user.email_taken"],
  repeats: true,
  example: { body: { id: "sin_01m7vcswane8mvywz2zv3cdvd2", code: "123456" } },
});

export const listIdentities = op({
  id: "listIdentities",
  method: "get",
  path: "/v1/me/identities",
  tag,
  summary: "List one's identities at outside providers",
  may: "person",
  order: ["created_at.asc", "created_at.desc"],
  status: 200,
  answer: Identity,
});

export const removeIdentity = op({
  id: "removeIdentity",
  method: "delete",
  path: "/v1/me/identities/{id}",
  tag,
  summary: "Remove an identity at an outside provider",
  may: "person",
  param: z.object({ id: wireId("identity") }),
  status: 204,
  refusals: ["identity.unknown"],
});
