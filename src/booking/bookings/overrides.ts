import { type Announcement, announcer } from "#platform/commit.ts";
import { limitFacts } from "./facts.ts";
import type { Plan } from "./plan.ts";

const tell = announcer(limitFacts);

/** What somebody's time was taken for. */
type Taken = { booking_id: string } | { hold_id: string };

/**
 * That rules were passed over is told of everybody whose time was taken so, even where none was found in the way: a limit may have
 * been reached since it was looked at, and the diary was told to mind none.
 */
export function overridesOf(plan: Plan | null, hosts: readonly { member: string }[], taken: Taken): Announcement[] {
  if (plan === null || plan.passedOver === null) return [];
  const { passedOver, terms, start, end, eventType } = plan;
  return hosts.map(({ member }) =>
    tell("limits.overridden", member, terms.get(member)?.policy?.version ?? 1, null, {
      ...taken,
      eventTypeId: eventType,
      startsAt: start,
      endsAt: end,
      passedOver: passedOver.get(member) ?? [],
    }),
  );
}
