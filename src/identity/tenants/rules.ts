import { day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Policy } from "#platform/limiter/budget.ts";
import type { Address, Branding, OutsideAccess, Tenant } from "./tables.ts";

export type TenantCode =
  | "tenant.unknown"
  | "tenant.slug_reserved"
  | "tenant.slug_taken"
  | "tenant.domain_taken"
  | "tenant.not_demo"
  | "tenant.demo_end_invalid"
  | "tenant.suspended"
  | "tenant.demo_over";

/** Companies one person may open in a day. */
export const openingPolicy: Policy = { name: "tenants", quota: 10, windowSeconds: 86_400 };

/** First parts of paths that are ours: a company of that name would hide them, or be hidden. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  "v1",
  "docs",
  "manage",
  "dev",
  "app",
  "embed",
  "book",
  "sign-in",
  "account",
  "problems",
  "healthz",
  "readyz",
  "openapi.json",
  "llms.txt",
  "mcp",
  ".well-known",
  "invitations",
  "assets",
  "panel",
  "desk",
  "my",
  "welcome",
  "csp-reports",
  "logo",
]);

/** A company's name in addresses is none that we need ourselves. */
export function freeSlug(slug: string): Outcome<string, TenantCode> {
  return reservedSlugs.has(slug) ? refuse("tenant.slug_reserved", { pointer: "/slug" }) : done(slug);
}

const longestDemoDays = 365;

/** A demo ends after now and within a year. */
export function demoEnd(endsAt: Instant, now: Instant): Outcome<Instant, TenantCode> {
  if (endsAt > now && endsAt <= now + longestDemoDays * day) return done(endsAt);
  return refuse("tenant.demo_end_invalid", { pointer: "/demo/ends_at", limit_days: longestDemoDays });
}

/** Only a demo can be changed as one, or ended; an account that has left it never returns. */
export function stillDemo(tenant: Tenant): Outcome<true, TenantCode> {
  return tenant.status === "demo" ? done(true) : refuse("tenant.not_demo");
}

export const noAddress: Address = { street: null, postal_code: null, city: null, region: null, country: null };
export const noBranding: Branding = { logo_url: null, primary_colour: null, accent_colour: null };
export const noDemo = { demoEndsAt: null, demoFeatures: [], demoNotes: null };

type Patch<T> = { [K in keyof T]?: T[K] | undefined };

/** RFC 7396 over a record whose fields all stay: what is named changes, a null for the whole empties it. */
export function merged<T extends object>(present: T, patch: Patch<T> | null | undefined, empty: T): T {
  if (patch === null) return empty;
  const named = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
  return { ...present, ...Object.fromEntries(named) };
}

export type SettingsPatch = Record<string, string | null | undefined> | null | undefined;

/** Recorded settings: a null takes one away, a null for the whole takes all. */
export function mergedAccess(
  present: OutsideAccess,
  patch: { sso?: SettingsPatch; scim?: SettingsPatch } | null | undefined,
): OutsideAccess {
  if (patch === null) return { sso: {}, scim: {} };
  return { sso: settings(present.sso, patch?.sso), scim: settings(present.scim, patch?.scim) };
}

function settings(present: Record<string, string>, patch: SettingsPatch): Record<string, string> {
  if (patch === null) return {};
  const named = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
  const all = Object.entries({ ...present, ...Object.fromEntries(named) });
  return Object.fromEntries(all.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}
