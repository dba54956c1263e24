import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Scope } from "#platform/scope.ts";
import { type InterviewShown, type Wish, withBeside } from "../beside.ts";
import { type InterviewCut, type InterviewFilter, listInterviews } from "../search.ts";
import * as store from "../store.ts";

const neededFor = { candidate: "candidates:read", job: "jobs:read" } as const;

/** Nobody sees by way of an interview what they may not see by itself. */
function maySee({ permissions }: Scope, wish: Wish): Outcome<true> {
  const missing = [...wish].map((name) => neededFor[name]).find((permission) => !permissions.has(permission));
  return missing === undefined ? done(true) : refuse("permission.missing", { permission: missing });
}

const nothing: Wish = new Set();

export async function get(scope: Scope, id: Id<"interview">, wish = nothing): Promise<Outcome<InterviewShown>> {
  const may = maySee(scope, wish);
  if (!may.ok) return may;
  const found = await store.findInterview(scope, id);
  if (found === undefined) return refuse("interview.unknown");
  const [interview = found] = await withBeside(scope, [found], wish);
  return done(interview);
}

export async function list(
  scope: Scope,
  { mine, ...filter }: InterviewFilter & { mine?: "true" | undefined },
  cut: InterviewCut,
  wish = nothing,
): Promise<Outcome<Page<InterviewShown>>> {
  const may = maySee(scope, wish);
  if (!may.ok) return may;
  const members = mine === undefined ? filter.member_id : ownAmong(scope, filter.member_id);
  const page = await listInterviews(scope, { ...filter, member_id: members }, cut);
  return done({ ...page, rows: await withBeside(scope, await store.wholeOf(scope, page.rows), wish) });
}

/** Of those who were asked for, the caller; nobody where that is none of them, or no member. */
function ownAmong({ actor }: Scope, asked: readonly Id<"member">[] | undefined): Id<"member">[] {
  if (actor.kind !== "member") return [];
  return asked === undefined || asked.includes(actor.member) ? [actor.member] : [];
}
