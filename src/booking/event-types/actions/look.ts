import { publicTenant } from "#identity/gate/public-tenant.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import * as store from "../store.ts";

export async function list(
  scope: Scope,
  filter: store.EventTypeFilter,
  cut: Cut & { by: "created_at" | "title" },
): Promise<Outcome<Page<store.EventTypeWhole>>> {
  return done(await store.listEventTypes(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"event_type">): Promise<Outcome<store.EventTypeWhole>> {
  const found = await store.findEventType(scope, id);
  return found === undefined ? refuse("event_type.unknown") : done(found);
}

export { besidesReads } from "../store.ts";

/** What anyone is offered: without a version of its own, because it moves with two rows. */
export type Offered = { eventType: store.EventTypeOnOffer; tenant: Tenant };

export async function listPublic(context: Context, slug: string, cut: Cut): Promise<Outcome<Page<Offered>>> {
  const { tenant, offers } = await store.readPublicEventTypes(publicTenant(context, slug), cut);
  if (tenant === undefined) return refuse("tenant.unknown");
  return done({ ...offers, rows: offers.rows.map((eventType) => ({ eventType, tenant })) });
}

export async function getPublic(context: Context, tenantSlug: string, slug: string): Promise<Outcome<Offered>> {
  const { tenant, eventType } = await store.readPublicEventType(context, { tenant: tenantSlug, slug });
  if (tenant === undefined) return refuse("tenant.unknown");
  return eventType === undefined ? refuse("event_type.unknown") : done({ eventType, tenant });
}
