import { after, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import { groupsOf, sentBy } from "./distinct.ts";
import { layersOf, type Reason } from "./layers.ts";
import { minuteFrom } from "./minutes.ts";
import type { Host, Question } from "./question.ts";
import { joinable } from "./sessions.ts";
import { sheetOf } from "./sheet.ts";
import { castOf, closesFor, reachOf } from "./slots.ts";

/**
 * Without a reason against them, the host can take the meeting, and different people can come for all pools that have
 * members in common with theirs. Needed elsewhere: free, but there anyway, or nobody else is left for another pool.
 */
export type Candidate = { id: string; pool: string | null; reasons: readonly (Reason | "needed_elsewhere")[] };

/** `open` is what an offer of this start would say; at none it cannot be booked, and the hosts' reasons say why. */
export type Candidates = { open: number; hosts: readonly Candidate[] };

/**
 * Who could take a meeting that begins at this very moment. The question's range plays no part, and neither does the
 * grid: a start that was offered stays good when the grid has moved, and staff may choose any.
 */
export function candidates(asked: Question, start: Instant, minutes: number): Candidates {
  const question = { ...asked, range: { start, end: after(start, minuteMs) } };
  const from = minuteFrom(start);
  const closes = closesFor(question, minutes);
  const judged = question.hosts.map((host): Candidate => {
    const layers = layersOf(question, host, minutes, closes, from, from + minutes);
    const reasons = layers.filter(({ removed }) => removed.length > 0).map(({ reason }) => reason);
    return { id: host.id, pool: host.pool, reasons };
  });
  const seats = question.recipe.kind === "group" ? seatsAt(question, from, minutes, closes) : undefined;
  if (seats !== undefined) return { open: seats, hosts: judged.map((one) => ({ ...one, reasons: [] })) };
  return together(question, judged);
}

/** The seats left in a session that began to fill at this start; undefined when there is none to join. */
function seatsAt(question: Question, from: number, minutes: number, closes: number): number | undefined {
  const [host] = question.hosts;
  if (host === undefined) return undefined;
  const reach = reachOf(question, minutes);
  const only = { ...reach, from, until: from + 1, horizon: { ...reach.horizon, closes } };
  const sessions = joinable(sheetOf(question, host, only), question.recipe, only);
  return sessions.find((session) => session.minutes === minutes)?.seatsLeft;
}

/** What those who are free can do together; `judged` is in the order of the hosts. */
function together({ recipe, hosts }: Question, judged: readonly Candidate[]): Candidates {
  const free = new Set(hosts.filter((_, place) => judged[place]?.reasons.length === 0));
  const { fixed, pools } = castOf(recipe, hosts);
  const ready = pools.map(({ members }) => ({ members: members.filter((host) => free.has(host)) }));
  const sent = groupsOf(ready).flatMap(sentBy);
  const chosen = new Set<Host>([...fixed, ...sent.flat()]);
  const isThere = fixed.length + pools.length > 0 && fixed.every((host) => free.has(host));
  const most = recipe.kind === "group" ? recipe.capacity : 1;
  return {
    open: isThere ? Math.min(...(pools.length === 0 ? [most] : sent.map((members) => members.length))) : 0,
    hosts: judged.map((one, place) => {
      const host = hosts[place] as Host;
      return free.has(host) && !chosen.has(host) ? { ...one, reasons: ["needed_elsewhere"] } : one;
    }),
  };
}
