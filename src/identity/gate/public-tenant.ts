import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context, Scope } from "#platform/scope.ts";

/**
 * A company as strangers name it, found inside the very statements that ask about it, so that a public question takes one round
 * trip. A closed or suspended company, or a demo that is over, is found by none of them. For reading only: nothing can be written under such an id.
 */
export function publicTenant(context: Context, slug: string): Scope {
  const id = tenantAt(slug, context.now);
  return { ...context, actor: { kind: "public" }, tenant: { id, slug, mode: "live" }, permissions: new Set() };
}

/** Statements take an id or a query that finds one: both stand where a parameter would. */
export const tenantAt = (slug: string, now: Instant): Id<"tenant"> =>
  sql`(select id from tenants where slug = ${slug} and deleted_at is null and status <> 'suspended'
    and (status <> 'demo' or demo_ends_at is null or demo_ends_at > ${now}))` as unknown as Id<"tenant">;

/** Whether somebody came by the company's address, and its id is found inside of what is asked. */
export const isByAddress = ({ tenant }: Pick<Scope, "tenant">): boolean => typeof (tenant.id as unknown) !== "string";
