import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  colour,
  emailIn,
  idOut,
  instantIn,
  instantOut,
  line,
  locale,
  metadata,
  metadataPatch,
  object,
  phone,
  prose,
  slug,
  webUrl,
  wireId,
  zone,
} from "#http/wire.ts";

const tag = "Tenants";
const kind = z.enum(["employer", "agency", "team", "workspace"]);
const status = z.enum(["active", "suspended", "demo"]);
const mode = z.enum(["live", "test"]);
/** Where the account's objects are kept near to: the places the platform takes as hints. */
const region = z.enum(["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"]);

const noUserInfo = (text: string) => !/^https:\/\/[^/?#]*@/i.test(text);
const link = webUrl.refine(noUserInfo, "must not hold a user name or password");

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/,
    "must be a host name such as lumen.example",
  );

const Address = z
  .strictObject({
    street: z.string().nullable(),
    postal_code: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable().meta({ description: "State, province or prefecture." }),
    country: z.string().nullable().meta({ description: "ISO 3166-1, two letters." }),
  })
  .meta({ id: "Address" });

const Branding = z
  .strictObject({
    logo_url: z.string().nullable(),
    primary_colour: z.string().nullable(),
    accent_colour: z.string().nullable(),
  })
  .meta({ id: "Branding" });

const Demo = z
  .strictObject({ ends_at: instantOut.nullable(), features: z.array(z.string()), notes: z.string().nullable() })
  .meta({ id: "Demo" });

const recorded = z.record(z.string(), z.string());

export const Tenant = z
  .strictObject({
    object: object("tenant"),
    id: idOut("tenant"),
    slug: z.string(),
    name: z.string(),
    organization_name: z.string(),
    kind,
    mode,
    status,
    domain: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    address: Address,
    description: z.string().nullable(),
    branding: Branding,
    time_zone: z.string(),
    locale: z.string(),
    region: z.string().nullable(),
    demo: Demo.nullable().meta({ description: "Null unless the status is `demo`." }),
    outside_access: z
      .strictObject({ sso: recorded, scim: recorded })
      .meta({ description: "Recorded; nothing acts on these settings yet." }),
    metadata: metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Tenant" });

/** What somebody sees of a company they belong to, whatever they may do there. */
export const Workplace = z
  .strictObject({
    object: object("tenant"),
    id: idOut("tenant"),
    slug: z.string(),
    name: z.string(),
    organization_name: z.string(),
    kind,
    mode,
    status,
    description: z.string().nullable(),
    branding: Branding,
    website: z.string().nullable(),
    time_zone: z.string(),
    locale: z.string(),
    member: z.strictObject({
      id: idOut("member"),
      status: z.enum(["active", "suspended", "deactivated"]),
      role_keys: z.array(z.string()),
    }),
    created_at: instantOut,
    updated_at: instantOut,
  })
  .meta({ id: "Workplace" });

export const TenantProfile = z
  .strictObject({
    object: object("tenant_profile"),
    slug: z.string(),
    name: z.string(),
    organization_name: z.string(),
    description: z.string().nullable(),
    branding: Branding,
    website: z.string().nullable(),
    time_zone: z.string(),
    locale: z.string(),
    version: z.int(),
  })
  .meta({ id: "TenantProfile" });

const addressIn = z.strictObject({
  street: line(300).nullable().optional(),
  postal_code: line(20).nullable().optional(),
  city: line(100).nullable().optional(),
  region: line(100).nullable().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a country's two letters such as FR")
    .nullable()
    .optional(),
});

const brandingIn = z.strictObject({
  logo_url: link.nullable().optional(),
  primary_colour: colour.nullable().optional(),
  accent_colour: colour.nullable().optional(),
});

const feature = line(60);
const features = z
  .array(feature)
  .max(50)
  .refine((list) => new Set(list).size === list.length, "must name each feature once");

const setting = line(300).nullable().optional();
const settingLink = link.nullable().optional();
/** A closed list of names: a secret has no place to be written to. */
const accessIn = z.strictObject({
  sso: z
    .strictObject({
      provider: setting,
      protocol: z.enum(["oidc", "saml"]).nullable().optional(),
      issuer: settingLink,
      client_id: setting,
      domain: domain.nullable().optional(),
      metadata_url: settingLink,
      entity_id: setting,
    })
    .nullable()
    .optional(),
  scim: z.strictObject({ provider: setting, base_url: settingLink, default_role: setting }).nullable().optional(),
});

const fields = {
  organization_name: line(200).optional(),
  kind: kind.optional(),
  domain: domain
    .nullable()
    .optional()
    .meta({ description: "Unique among all companies; not proved, and grants nothing." }),
  email: emailIn.nullable().optional(),
  phone: phone.nullable().optional(),
  website: link.nullable().optional(),
  address: addressIn.nullable().optional(),
  description: prose(5_000).nullable().optional(),
  branding: brandingIn.nullable().optional(),
  time_zone: zone.optional(),
  locale: locale.optional(),
  region: region.nullable().optional(),
  outside_access: accessIn.nullable().optional(),
};

export const createTenant = op({
  id: "createTenant",
  method: "post",
  path: "/v1/tenants",
  tag,
  summary: "Make a company",
  description: "Whoever makes a company becomes its first owner. Switch the session to it to act there.",
  may: "person",
  body: z
    .strictObject({
      ...fields,
      name: line(200),
      slug: slug,
      mode: mode.default("live"),
      demo: z
        .strictObject({
          ends_at: instantIn,
          features: features.default([]),
          notes: prose(2_000).nullable().default(null),
        })
        .nullable()
        .default(null)
        .meta({ description: "Makes the account a demo that ends by itself." }),
      metadata: metadata.default({}),
    })
    .meta({ id: "TenantCreate" }),
  status: 201,
  answer: Tenant,
  refusals: ["tenant.slug_reserved", "tenant.slug_taken", "tenant.domain_taken", "tenant.demo_end_invalid"],
  example: { body: { name: "Lumen Robotics", slug: "lumen-robotics", kind: "employer", time_zone: "Europe/Paris" } },
});

export const listTenants = op({
  id: "listTenants",
  method: "get",
  path: "/v1/tenants",
  tag,
  summary: "List the companies you belong to",
  may: "person",
  query: z.object({ kind: anyOf(kind).optional(), status: anyOf(status).optional() }),
  order: ["created_at.asc", "created_at.desc", "name.asc", "name.desc"],
  status: 200,
  answer: Workplace,
});

export const getMyTenant = op({
  id: "getMyTenant",
  method: "get",
  path: "/v1/tenants/{id}",
  tag,
  summary: "Get a company you belong to",
  may: "person",
  param: z.object({ id: wireId("tenant") }),
  status: 200,
  answer: Workplace,
  refusals: ["tenant.unknown"],
});

export const getTenant = op({
  id: "getTenant",
  method: "get",
  path: "/v1/tenant",
  tag,
  summary: "Get the company the credential is for",
  may: "tenant:read",
  status: 200,
  answer: Tenant,
  refusals: ["tenant.unknown"],
});

export const changeTenant = op({
  id: "changeTenant",
  method: "patch",
  path: "/v1/tenant",
  tag,
  summary: "Change the company's profile and settings",
  may: "tenant:write",
  body: z
    .strictObject({
      ...fields,
      name: line(200).optional(),
      slug: slug.optional(),
      demo: z
        .strictObject({
          ends_at: instantIn.optional(),
          features: features.optional(),
          notes: prose(2_000).nullable().optional(),
        })
        .optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "TenantChange" }),
  status: 200,
  answer: Tenant,
  refusals: [
    "tenant.unknown",
    "tenant.slug_reserved",
    "tenant.slug_taken",
    "tenant.domain_taken",
    "tenant.not_demo",
    "tenant.demo_end_invalid",
    "version.conflict",
  ],
  example: { body: { description: "Builds lamps that think.", branding: { primary_colour: "#1f4fa3" } } },
});

export const endDemo = op({
  id: "endDemo",
  method: "post",
  path: "/v1/tenant/end-demo",
  tag,
  summary: "Turn a demo into an ordinary account",
  description:
    "Possible while the demo runs. One that is over, like one that is suspended, only the operator can bring back.",
  may: "tenant:write",
  status: 200,
  answer: Tenant,
  refusals: ["tenant.unknown", "tenant.not_demo", "version.conflict"],
});

export const deleteTenant = op({
  id: "deleteTenant",
  method: "delete",
  path: "/v1/tenant",
  tag,
  summary: "Close the company's account",
  description:
    "Every session and key here stops writing at once, and reading within half a minute. The slug is never given to another company; the domain becomes free.",
  may: "tenant:delete",
  ifMatch: "required",
  status: 204,
  refusals: ["tenant.unknown", "version.conflict", "version.required"],
});

export const getPublicTenant = op({
  id: "getPublicTenant",
  method: "get",
  path: "/v1/public/{tenant}",
  tag,
  summary: "Get a company's public profile",
  may: "anyone",
  param: z.object({ tenant: slug }),
  status: 200,
  answer: TenantProfile,
  cache: "public, max-age=15",
  refusals: ["tenant.unknown"],
});
