// When a candidate can: they are asked by a link, and answer by it once.
import { askWindows, giveWindows } from "#hiring/interviews/actions.ts";
import { findInterview } from "#hiring/interviews/client.ts";
import type { Window } from "#hiring/interviews/rules.ts";
import type { Interview } from "#hiring/interviews/tables.ts";
import { openPanelLink, using } from "#hiring/panel-links/actions.ts";
import { newPanelLink } from "#hiring/panel-links/client.ts";
import type { PanelLink } from "#hiring/panel-links/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { answeringWith, type Context, type Scope } from "#platform/scope.ts";

export type Asked = { interview: Interview; link: PanelLink };

export async function ask(scope: Scope, id: Id<"interview">, ifMatch: number | undefined): Promise<Outcome<Asked>> {
  const interview = await findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const seat = interview.participants.find(({ role }) => role === "candidate");
  if (seat === undefined)
    return refuse(interview.audience === "many" ? "interview.for_many" : "interview.candidate_missing");
  const { row: link, statement } = newPanelLink(scope, "windows", interview, seat);
  const told = (asked: Interview): Asked => ({ interview: asked, link });
  const outcome = await askWindows(answeringWith(scope, told), id, () => ({ also: [statement] }), ifMatch);
  return outcome.ok ? done(told(outcome.value)) : outcome;
}

export async function give(context: Context, token: string, windows: readonly Window[]): Promise<Outcome<Interview>> {
  const opened = await openPanelLink(context, token, "windows");
  if (!opened.ok) return opened;
  const { scope, link, interview } = opened.value;
  return giveWindows(scope, interview.id, windows, using(scope, link));
}
