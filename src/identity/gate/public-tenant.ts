import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Context, Scope } from "#platform/scope.ts";

/**
 * A company as strangers name it, found inside the very statements that ask about it, so that a public question takes one round
 * trip. A closed or suspended company, or a demo that is over, is found by none of them. For reading only: nothing can be written under such an id.
 */
export function publicTenant(context: Context, slug: string): Scope {
  const found = sql`(select id from tenants where slug = ${slug} and deleted_at is null and status <> 'suspended'
    and (status <> 'demo' or demo_ends_at is null or demo_ends_at > ${context.now}))`;
  // Statements take an id or a query that finds one; both stand where a parameter would.
  const id = found as unknown as Id<"tenant">;
  return { ...context, actor: { kind: "public" }, tenant: { id, slug, mode: "live" }, permissions: new Set() };
}
