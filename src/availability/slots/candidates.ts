import { after, type Instant, minute as minuteMs } from "#kernel/instant.ts";
import { layersOf, type Reason } from "./layers.ts";
import { minuteFrom } from "./minutes.ts";
import type { Host, Question } from "./question.ts";
import { joinable } from "./sessions.ts";
import { sheetOf } from "./sheet.ts";
import { castOf, closesFor, reachOf } from "./slots.ts";

/** Without a reason against them, the host can take the meeting. */
export type Candidate = { id: string; pool: string | null; reasons: readonly Reason[] };

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
  return { open: openTo(question, judged), hosts: judged };
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

function openTo({ recipe, hosts }: Question, judged: readonly Candidate[]): number {
  const canTake = new Set(judged.filter(({ reasons }) => reasons.length === 0).map(({ id }) => id));
  const { fixed, pools } = castOf(recipe, hosts, ({ id }: Host) => canTake.has(id));
  if (fixed.length + pools.length === 0 || fixed.includes(false)) return 0;
  if (recipe.kind === "group") return recipe.capacity;
  return pools.length === 0 ? 1 : Math.min(...pools.map((members) => members.filter(Boolean).length));
}
