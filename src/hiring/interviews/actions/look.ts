import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Scope } from "#platform/scope.ts";
import { type InterviewCut, type InterviewFilter, listInterviews } from "../search.ts";
import * as store from "../store.ts";

export async function get(scope: Scope, id: Id<"interview">): Promise<Outcome<store.InterviewWhole>> {
  const interview = await store.findInterview(scope, id);
  return interview === undefined ? refuse("interview.unknown") : done(interview);
}

export async function list(
  scope: Scope,
  { mine, ...filter }: InterviewFilter & { mine?: "true" | undefined },
  cut: InterviewCut,
): Promise<Outcome<Page<store.InterviewWhole>>> {
  const members = mine === undefined ? filter.member_id : ownAmong(scope, filter.member_id);
  const page = await listInterviews(scope, { ...filter, member_id: members }, cut);
  return done({ ...page, rows: await store.wholeOf(scope, page.rows) });
}

/** Of those who were asked for, the caller; nobody where that is none of them, or no member. */
function ownAmong({ actor }: Scope, asked: readonly Id<"member">[] | undefined): Id<"member">[] {
  if (actor.kind !== "member") return [];
  return asked === undefined || asked.includes(actor.member) ? [actor.member] : [];
}
