import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Belonging } from "./store.ts";
import type { Tenant } from "./tables.ts";

export const tenantRoutes = routes()
  .on(contract.createTenant, (context, { body }) => actions.create(context, body), tenantView)
  .list(contract.listTenants, (context, { query, page }) => actions.list(context, query, page), workplaceView)
  .on(contract.getMyTenant, (context, { param }) => actions.getMine(context, param.id), workplaceView)
  .on(contract.getTenant, (scope) => actions.get(scope), tenantView)
  .on(contract.changeTenant, (scope, { body, ifMatch }) => actions.change(scope, body, ifMatch), tenantView)
  .on(contract.endDemo, (scope, { ifMatch }) => actions.endDemo(scope, ifMatch), tenantView)
  .on(
    contract.deleteTenant,
    (scope, { ifMatch }) => actions.remove(scope, ifMatch),
    () => undefined,
  )
  .on(contract.getPublicTenant, (context, { param }) => actions.getPublic(context, param.tenant), profileView);

function faceView(tenant: Tenant) {
  return {
    slug: tenant.slug,
    name: tenant.name,
    organization_name: tenant.organizationName,
    description: tenant.description,
    branding: tenant.branding,
    website: tenant.website,
    time_zone: tenant.timeZone,
    locale: tenant.locale,
  };
}

function profileView(tenant: Tenant) {
  return {
    object: "tenant_profile" as const,
    ...faceView(tenant),
    version: tenant.version,
  };
}

function workplaceView({ tenant, member }: Belonging) {
  const { id, status, roleKeys } = member;
  return {
    object: "tenant" as const,
    id: tenant.id,
    ...faceView(tenant),
    kind: tenant.kind,
    mode: tenant.mode,
    status: tenant.status,
    member: { id, status, role_keys: roleKeys },
    created_at: toWire(tenant.createdAt),
    updated_at: toWire(tenant.updatedAt),
  };
}

function tenantView(tenant: Tenant) {
  const { demoEndsAt, demoFeatures, demoNotes } = tenant;
  return {
    object: "tenant" as const,
    id: tenant.id,
    ...faceView(tenant),
    kind: tenant.kind,
    mode: tenant.mode,
    status: tenant.status,
    domain: tenant.domain,
    email: tenant.email,
    phone: tenant.phone,
    address: tenant.address,
    region: tenant.region,
    demo:
      tenant.status === "demo" ? { ends_at: toWireOrNull(demoEndsAt), features: demoFeatures, notes: demoNotes } : null,
    outside_access: tenant.outsideAccess,
    metadata: tenant.metadata,
    created_at: toWire(tenant.createdAt),
    updated_at: toWire(tenant.updatedAt),
    version: tenant.version,
  };
}
