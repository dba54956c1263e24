import type { Id } from "#kernel/ids.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { standingOf } from "./standing.ts";

/**
 * A tenant's scope for the system itself: reactions, reminders, mails. A closed tenant opens too: what was announced
 * is finished.
 */
export async function openTenant(context: Context, id: Id<"tenant">): Promise<Scope | undefined> {
  const standing = await standingOf(context, id);
  if (standing === undefined) return undefined;
  const { slug, mode } = standing;
  return { ...context, actor: { kind: "system" }, tenant: { id, slug, mode }, permissions: new Set() };
}
