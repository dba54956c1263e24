// What one of a panel does by a link in a mail, without an account.
import { formFor } from "#hiring/forms/actions.ts";
import type { ScorecardForm } from "#hiring/forms/tables.ts";
import { replaceHost, type Replaced, respond } from "#hiring/interviews/actions.ts";
import type { InterviewWhole } from "#hiring/interviews/client.ts";
import { type Opened, openPanelLink, using } from "#hiring/panel-links/actions.ts";
import { submitFor } from "#hiring/scorecards/actions/write.ts";
import type { CardWords } from "#hiring/scorecards/rules.ts";
import type { Scorecard } from "#hiring/scorecards/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { answeringWith, type Context, type Scope } from "#platform/scope.ts";

/** What a link opens; of one for a card, the form it is written on. */
export type Shown = Opened & { form: ScorecardForm | undefined };

export async function show(context: Context, token: string): Promise<Outcome<Shown>> {
  const opened = await openPanelLink(context, token);
  if (!opened.ok) return opened;
  const { scope, link, interview } = opened.value;
  const form = link.purpose === "feedback" ? await formFor(scope, interview) : undefined;
  return done({ ...opened.value, form });
}

export type Answered = { interview: Id<"interview">; answer: "accepted" | "declined"; respondedAt: Instant };

/** Once; whoever changes their mind says so signed in, or by another link. */
async function answer(
  context: Context,
  token: string,
  words: Pick<Answered, "answer"> & { reason: string | null },
): Promise<Outcome<Answered>> {
  const opened = await openPanelLink(context, token, "respond");
  if (!opened.ok) return opened;
  const { scope, link, seat } = opened.value;

  const told = ({ id }: Pick<InterviewWhole, "id">): Answered => ({
    interview: id,
    answer: words.answer,
    respondedAt: scope.now,
  });
  const outcome = await respond(answeringWith(scope, told), link.interviewId, seat.id, {
    ...words,
    ...using(scope, link),
  });
  return outcome.ok ? done(told(outcome.value)) : outcome;
}

export const accept = (context: Context, token: string): Promise<Outcome<Answered>> =>
  answer(context, token, { answer: "accepted", reason: null });

export const decline = (context: Context, token: string, reason: string | null): Promise<Outcome<Answered>> =>
  answer(context, token, { answer: "declined", reason });

export type HandedIn = { interview: Id<"interview">; submittedAt: Instant };

/** A card by its author, who is whoever the link was written to. The card itself uses the link up. */
export async function giveFeedback(context: Context, token: string, words: CardWords): Promise<Outcome<HandedIn>> {
  const opened = await openPanelLink(context, token, "feedback");
  if (!opened.ok) return opened;
  const { scope, link, seat } = opened.value;
  if (seat.memberId === null) return refuse("panel_link.over");

  const told = ({ submittedAt }: Pick<Scorecard, "submittedAt">): HandedIn => ({
    interview: link.interviewId,
    submittedAt: submittedAt ?? scope.now,
  });
  const outcome = await submitFor(answeringWith(scope, told), seat.memberId, {
    interview: link.interviewId,
    kind: "panelist",
    words,
  });
  return outcome.ok ? done(told(outcome.value)) : outcome;
}

export type ReplaceWords = { to?: Id<"member"> | undefined; reason: string | null };

/** By staff, whatever the company's rules say of what happens by itself. */
export const replace = (
  scope: Scope,
  id: Id<"interview">,
  who: Id<"participant">,
  words: ReplaceWords,
): Promise<Outcome<Replaced>> => replaceHost(scope, id, who, words);
