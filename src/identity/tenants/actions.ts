import { exceeded } from "#http/guard.ts";
import { mergeMetadata } from "#http/wire.ts";
import { arriving } from "#identity/gate/arrival.ts";
import { bumpEpoch, forgetStanding } from "#identity/gate/standing.ts";
import { findPerson, welcome } from "#identity/members/actions/welcome.ts";
import { builtIns } from "#identity/roles/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Context, type PersonContext, type Scope } from "#platform/scope.ts";
import { tenantFacts } from "./facts.ts";
import * as rules from "./rules.ts";
import * as store from "./store.ts";
import type { Address, Branding, Tenant } from "./tables.ts";

const tell = announcer(tenantFacts);
const taken = {
  "tenants.slug": { code: "tenant.slug_taken", pointer: "/slug" },
  "tenants.domain": { code: "tenant.domain_taken", pointer: "/domain" },
};

/** A company as an auditor reads it: its epoch is machinery, not news. */
function audited(tenant: Tenant) {
  const { epoch: _, ...told } = tenant;
  return told;
}

type Patch<T> = { [K in keyof T]?: T[K] | undefined };

/** What making and changing a company have in common. */
type ProfileWords = {
  organization_name?: string | undefined;
  kind?: Tenant["kind"] | undefined;
  domain?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  website?: string | null | undefined;
  address?: Patch<Address> | null | undefined;
  description?: string | null | undefined;
  branding?: Patch<Branding> | null | undefined;
  time_zone?: string | undefined;
  locale?: string | undefined;
  region?: string | null | undefined;
  outside_access?: { sso?: rules.SettingsPatch; scim?: rules.SettingsPatch } | null | undefined;
};

export type TenantWords = ProfileWords & {
  name: string;
  slug: string;
  mode: Tenant["mode"];
  demo: { ends_at: Instant; features: string[]; notes: string | null } | null;
  metadata: Record<string, string>;
};

export async function create(context: PersonContext, words: TenantWords): Promise<Outcome<Tenant>> {
  const person = await findPerson(context);
  if (person === undefined) return refuse("credentials.revoked");

  const id = context.newId("tenant");
  const member = context.newId("member");
  const scope = arriving(context, { id, slug: words.slug, mode: words.mode }, member);
  const slug = rules.freeSlug(words.slug);
  if (!slug.ok) return slug;
  const end = words.demo === null ? done(null) : rules.demoEnd(words.demo.ends_at, scope.now);
  if (!end.ok) return end;
  const verdict = await askBudget(context.bindings, `tenants ${person.id}`, rules.openingPolicy);
  if (!verdict.allowed) return { ok: false, refusal: exceeded(rules.openingPolicy, verdict) };
  const tenant = profiled(newborn(scope, words), words);
  const builtIn = builtIns(scope);
  const owner = welcome(scope, person, { id: member, roles: [builtIn.owner], teams: [], invitedBy: null });

  return commit(scope, {
    change: store.insertTenant(scope, tenant),
    fact: tell("tenant.created", id, 1, null, audited(tenant)),
    also: [builtIn.insert, ...owner.statements],
    alsoFacts: [owner.fact],
    result: tenant,
    taken,
  });
}

function newborn(scope: Scope, words: TenantWords): Tenant {
  return {
    id: scope.tenant.id,
    slug: words.slug,
    name: words.name,
    organizationName: words.name,
    kind: "employer",
    mode: words.mode,
    status: words.demo === null ? "active" : "demo",
    domain: null,
    email: null,
    phone: null,
    website: null,
    address: rules.noAddress,
    description: null,
    branding: rules.noBranding,
    timeZone: "UTC",
    locale: "en",
    region: null,
    demoEndsAt: words.demo?.ends_at ?? null,
    demoFeatures: words.demo?.features ?? [],
    demoNotes: words.demo?.notes ?? null,
    outsideAccess: { sso: {}, scim: {} },
    metadata: words.metadata,
    epoch: 1,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
}

const or = <T>(named: T | undefined, standing: T): T => (named === undefined ? standing : named);

/** The named fields over those that stand. */
function profiled(tenant: Tenant, words: ProfileWords): Tenant {
  return {
    ...tenant,
    organizationName: or(words.organization_name, tenant.organizationName),
    kind: or(words.kind, tenant.kind),
    domain: or(words.domain, tenant.domain),
    email: or(words.email, tenant.email),
    phone: or(words.phone, tenant.phone),
    website: or(words.website, tenant.website),
    address: rules.merged(tenant.address, words.address, rules.noAddress),
    description: or(words.description, tenant.description),
    branding: rules.merged(tenant.branding, words.branding, rules.noBranding),
    timeZone: or(words.time_zone, tenant.timeZone),
    locale: or(words.locale, tenant.locale),
    region: or(words.region, tenant.region),
    outsideAccess: rules.mergedAccess(tenant.outsideAccess, words.outside_access),
  };
}

export async function list(
  context: PersonContext,
  filter: store.TenantFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<store.Belonging>>> {
  return done(await store.listBelongings(context, filter, cut));
}

export async function getMine(context: PersonContext, id: Id<"tenant">): Promise<Outcome<store.Belonging>> {
  const tenant = await store.findBelonging(context, id);
  return tenant === undefined ? refuse("tenant.unknown") : done(tenant);
}

export async function get(scope: Scope): Promise<Outcome<Tenant>> {
  const tenant = await store.findTenant(scope);
  return tenant === undefined ? refuse("tenant.unknown") : done(tenant);
}

export async function getPublic(context: Context, slug: string): Promise<Outcome<Tenant>> {
  const tenant = await store.findPublicTenant(context, slug);
  return tenant === undefined ? refuse("tenant.unknown") : done(tenant);
}

export type TenantPatch = ProfileWords & {
  name?: string | undefined;
  slug?: string | undefined;
  demo?:
    | { ends_at?: Instant | undefined; features?: string[] | undefined; notes?: string | null | undefined }
    | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(scope: Scope, patch: TenantPatch, ifMatch: number | undefined): Promise<Outcome<Tenant>> {
  const tenant = await store.findTenant(scope);
  if (tenant === undefined) return refuse("tenant.unknown");

  const current = seen(tenant, ifMatch);
  if (!current.ok) return current;
  const slug = patch.slug === undefined ? done(tenant.slug) : rules.freeSlug(patch.slug);
  if (!slug.ok) return slug;
  const demo = patchDemo(scope, tenant, patch.demo);
  if (!demo.ok) return demo;
  const after: Tenant = {
    ...profiled(tenant, patch),
    ...demo.value,
    slug: slug.value,
    name: patch.name ?? tenant.name,
    metadata: mergeMetadata(tenant.metadata, patch.metadata),
    updatedAt: scope.now,
    version: tenant.version + 1,
  };

  return commitProfile(scope, "tenant.changed", tenant, after);
}

function patchDemo(scope: Scope, tenant: Tenant, patch: TenantPatch["demo"]) {
  const standing = { demoEndsAt: tenant.demoEndsAt, demoFeatures: tenant.demoFeatures, demoNotes: tenant.demoNotes };
  if (patch === undefined) return done(standing);
  const demo = rules.stillDemo(tenant);
  if (!demo.ok) return demo;
  const end = patch.ends_at === undefined ? done(tenant.demoEndsAt) : rules.demoEnd(patch.ends_at, scope.now);
  if (!end.ok) return end;
  return done({
    demoEndsAt: end.value,
    demoFeatures: patch.features ?? standing.demoFeatures,
    demoNotes: patch.notes === undefined ? standing.demoNotes : patch.notes,
  });
}

export async function endDemo(scope: Scope, ifMatch: number | undefined): Promise<Outcome<Tenant>> {
  const tenant = await store.findTenant(scope);
  if (tenant === undefined) return refuse("tenant.unknown");

  const current = seen(tenant, ifMatch);
  if (!current.ok) return current;
  const demo = rules.stillDemo(tenant);
  if (!demo.ok) return demo;
  const after: Tenant = {
    ...tenant,
    ...rules.noDemo,
    status: "active",
    updatedAt: scope.now,
    version: tenant.version + 1,
  };

  return commitProfile(scope, "tenant.demo_ended", tenant, after);
}

async function commitProfile(
  scope: Scope,
  type: keyof typeof tenantFacts,
  before: Tenant,
  after: Tenant,
): Promise<Outcome<Tenant>> {
  const standingMoves = before.status !== after.status || before.demoEndsAt !== after.demoEndsAt;
  const outcome = await commit(scope, {
    change: store.updateTenant(scope, before, after),
    fact: tell(type, after.id, after.version, audited(before), audited(after)),
    also: standingMoves ? [bumpEpoch(scope)] : [],
    result: after,
    taken,
  });
  if (outcome.ok) forgetStanding(scope, after.id);
  return outcome;
}

export async function remove(scope: Scope, ifMatch: number | undefined): Promise<Outcome<null>> {
  const tenant = await store.findTenant(scope);
  if (tenant === undefined) return refuse("tenant.unknown");

  const current = seen(tenant, ifMatch);
  if (!current.ok) return current;
  const after: Tenant = {
    ...tenant,
    // The domain belongs to whoever has it; the slug stays ours, so that old links never lead to strangers.
    domain: null,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: tenant.version + 1,
  };

  const outcome = await commit(scope, {
    change: store.updateTenant(scope, tenant, after),
    fact: tell("tenant.deleted", tenant.id, after.version, audited(tenant), null),
    also: [bumpEpoch(scope)],
    result: null,
  });
  if (outcome.ok) forgetStanding(scope, tenant.id);
  return outcome;
}
