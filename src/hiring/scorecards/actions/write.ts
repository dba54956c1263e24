import { findApplication } from "#hiring/applications/client.ts";
import { formFor, formOfCard } from "#hiring/forms/actions.ts";
import type { ScorecardForm } from "#hiring/forms/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, announcer, commit, commitQuietly, veil } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { scorecardFacts } from "../facts.ts";
import {
  type CardVerb,
  type CardWords,
  cardAfter,
  complete,
  contentOf,
  emptyCard,
  isTrainee,
  judgeable,
  mayJudge,
  readingOf,
  subjectOf,
} from "../rules.ts";
import * as store from "../store.ts";
import type { CardContent, Scorecard } from "../tables.ts";
import { type Panel, panelOf, readerOf } from "./sight.ts";

const tell = announcer(scorecardFacts);

/** Everything one judges with: what it is about, the card as it is, and the form it is written on. */
type Desk = {
  author: Id<"member">;
  /** As a fact is filed: under the interview, or under the application where there is none. */
  about: { id: Id<"interview"> | Id<"application">; version: number };
  new: Pick<Scorecard, "kind" | "interviewId" | "applicationId" | "candidateId" | "participantId" | "isTraining">;
  card: Scorecard | undefined;
  form: ScorecardForm | undefined;
  panel: Panel;
};

export type KindOfInterview = "panelist" | "overall";

/** A key judges nobody. */
async function deskOf(
  scope: Scope,
  author: Id<"member"> | null,
  id: Id<"interview">,
  kind: KindOfInterview,
): Promise<Outcome<Desk>> {
  const { interview, seat, card } = await store.readDesk(scope, id, kind, author);
  if (interview === undefined) return refuse("interview.unknown");
  if (author === null) return refuse("scorecard.not_yours");
  const judge = mayJudge(kind, seat, interview.organizerId === author);
  if (!judge.ok) return judge;
  const held = judgeable(interview, scope.now);
  if (!held.ok) return held;
  const { applicationId } = interview;
  const [form, panel, application] = await Promise.all([
    card?.formId == null ? formFor(scope, interview) : formOfCard(scope, card.formId),
    panelOf(scope, subjectOf({ applicationId, interviewId: id })),
    applicationId === null ? undefined : findApplication(scope, applicationId),
  ]);
  const candidateId = interview.candidateId ?? application?.candidateId ?? null;
  if (candidateId === null) return refuse("scorecard.no_candidate");
  const standing = panel.duties.find(({ participantId }) => participantId === seat?.id);
  const isTraining = standing?.isTraining ?? (seat === undefined ? false : isTrainee(seat.role, null));
  const participantId = kind === "panelist" ? (seat?.id ?? null) : null;
  const about = { id, version: interview.version };
  const fresh = { kind, interviewId: id, applicationId, candidateId, participantId, isTraining };
  return done({ author, about, new: fresh, card, form, panel });
}

async function deskApart(scope: Scope, author: Id<"member"> | null, id: Id<"application">): Promise<Outcome<Desk>> {
  const { application, card } = await store.readDeskApart(scope, id, author);
  if (application === undefined) return refuse("application.unknown");
  if (author === null) return refuse("scorecard.not_yours");
  const { candidateId, stageId } = application;
  if (candidateId === null) return refuse("scorecard.no_candidate");
  const [form, panel] = await Promise.all([
    card?.formId == null
      ? formFor(scope, { formId: null, stageId, eventTypeId: null })
      : formOfCard(scope, card.formId),
    panelOf(scope, id),
  ]);
  const about = { id, version: application.version };
  const fresh = {
    kind: "application" as const,
    interviewId: null,
    applicationId: id,
    candidateId,
    participantId: null,
    isTraining: false,
  };
  return done({ author, about, new: fresh, card, form, panel });
}

/** Whether the author reads the others' cards now, and whether they will once their own is in. */
function eyes(scope: Scope, { author, panel, new: fresh }: Pick<Desk, "author" | "panel" | "new">) {
  // Whoever writes a card may, be it without an account.
  const reader = { member: author, permissions: new Set([...scope.permissions, "scorecards:write_own"]) };
  const settled = panel.duties.map((duty) =>
    duty.participantId === fresh.participantId ? { ...duty, submittedAt: scope.now } : duty,
  );
  const reads = (duties: Panel["duties"]) => readingOf(reader, duties, panel) === "contents";
  return { before: reads(panel.duties), after: reads(settled) };
}

function nextCard(scope: Scope, desk: Desk, content: CardContent, status: Scorecard["status"]): Scorecard {
  const { card, form, author } = desk;
  const sees = eyes(scope, desk);
  const isIn = status === "submitted";
  return {
    ...(card ?? { tenantId: scope.tenant.id, id: scope.newId("scorecard"), createdAt: scope.now, authorId: author }),
    ...desk.new,
    formId: form?.id ?? null,
    formVersion: form?.version ?? null,
    status,
    content,
    submittedAt: card?.submittedAt ?? (isIn ? scope.now : null),
    sawOthersAt: card?.sawOthersAt ?? (sees.before || (isIn && sees.after) ? scope.now : null),
    updatedAt: scope.now,
    version: (card?.version ?? 0) + 1,
  };
}

/** Who begins the same card twice at once looks again. */
const begunMeanwhile = {
  "scorecards.tenant_id, scorecards.interview_id, scorecards.kind, scorecards.author_id": { code: "commit.missed" },
  "scorecards.tenant_id, scorecards.application_id, scorecards.author_id": { code: "commit.missed" },
};

/** What everybody may know: that a card is in, and of what. */
function told({ about, new: { interviewId, applicationId } }: Pick<Desk, "about" | "new">, is: "new" | "revised") {
  const said = { interviewId, applicationId };
  const announce = (type: keyof typeof scorecardFacts): Announcement =>
    veil(tell(type, about.id, about.version, null, said));
  if (interviewId === null) return announce(is === "new" ? "scorecard.submitted_apart" : "scorecard.revised_apart");
  return announce(is === "new" ? "scorecard.submitted" : "scorecard.revised");
}

const wordsOf = ({ card }: Desk): CardWords => card?.content ?? emptyCard;

async function saveAt(
  scope: Scope,
  desk: Desk,
  words: CardWords,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const prepared = prepare(desk, "save", words, ifMatch);
  if (!prepared.ok) return prepared;
  const after = nextCard(scope, desk, prepared.value.content, prepared.value.status);
  return commitQuietly(scope, {
    change: desk.card === undefined ? store.insertCard(scope, after) : store.updateCard(scope, desk.card, after),
    result: after,
    taken: begunMeanwhile,
  });
}

async function submitAt(
  scope: Scope,
  desk: Desk,
  words: CardWords | undefined,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const prepared = prepare(desk, "submit", words ?? wordsOf(desk), ifMatch);
  if (!prepared.ok) return prepared;
  const { content, status } = prepared.value;
  const whole = complete(content, desk.form);
  if (!whole.ok) return whole;
  const after = nextCard(scope, desk, content, status);
  const { participantId } = desk.new;
  return commit(scope, {
    change: desk.card === undefined ? store.insertCard(scope, after) : store.updateCard(scope, desk.card, after),
    fact: told(desk, "new"),
    also: [
      versionOf(scope, after, desk.card?.sawOthersAt != null || eyes(scope, desk).before),
      ...(participantId === null ? [] : [store.settleDuty(scope, participantId)]),
    ],
    result: after,
    taken: begunMeanwhile,
  });
}

/** The edge, the version and the form, which saving and handing in both have to pass. */
function prepare(
  { card, form }: Desk,
  verb: Exclude<CardVerb, "revise">,
  words: CardWords,
  ifMatch: number | undefined,
): Outcome<{ content: CardContent; status: Scorecard["status"] }> {
  const status = cardAfter(card, verb);
  if (!status.ok) return status;
  const current = seen(card ?? { version: 0 }, ifMatch);
  if (!current.ok) return current;
  const content = contentOf(words, form);
  return content.ok ? done({ content: content.value, status: status.value }) : content;
}

const versionOf = (scope: Scope, { tenantId, id, version, content }: Scorecard, afterOthers: boolean) =>
  store.insertVersion(scope, { tenantId, scorecardId: id, version, content, afterOthers, at: scope.now });

export async function save(
  scope: Scope,
  id: Id<"interview">,
  kind: KindOfInterview,
  words: CardWords,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const desk = await deskOf(scope, readerOf(scope).member, id, kind);
  return desk.ok ? saveAt(scope, desk.value, words, ifMatch) : desk;
}

export async function submit(
  scope: Scope,
  id: Id<"interview">,
  kind: KindOfInterview,
  words: CardWords | undefined,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const desk = await deskOf(scope, readerOf(scope).member, id, kind);
  return desk.ok ? submitAt(scope, desk.value, words, ifMatch) : desk;
}

export type Submission = { interview: Id<"interview">; kind: KindOfInterview; words: CardWords | undefined };

/** Hands in a card for a member who is known otherwise than by a session: by a link in a mail of theirs. */
export async function submitFor(
  scope: Scope,
  author: Id<"member">,
  { interview, kind, words }: Submission,
): Promise<Outcome<Scorecard>> {
  const desk = await deskOf(scope, author, interview, kind);
  return desk.ok ? submitAt(scope, desk.value, words, undefined) : desk;
}

export async function saveApart(
  scope: Scope,
  id: Id<"application">,
  words: CardWords,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const desk = await deskApart(scope, readerOf(scope).member, id);
  return desk.ok ? saveAt(scope, desk.value, words, ifMatch) : desk;
}

export async function submitApart(
  scope: Scope,
  id: Id<"application">,
  words: CardWords | undefined,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const desk = await deskApart(scope, readerOf(scope).member, id);
  return desk.ok ? submitAt(scope, desk.value, words, ifMatch) : desk;
}

export type CardPatch = { [K in keyof CardWords]?: CardWords[K] | undefined };

/** Changes a card that is in; what it said stands beside it for ever. */
export async function revise(
  scope: Scope,
  id: Id<"scorecard">,
  patch: CardPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Scorecard>> {
  const card = await store.findCard(scope, id);
  if (card === undefined) return refuse("scorecard.unknown");
  if (card.authorId !== readerOf(scope).member) return refuse("scorecard.not_yours");
  const [form, panel, about] = await Promise.all([
    card.formId === null ? undefined : formOfCard(scope, card.formId),
    panelOf(scope, subjectOf(card)),
    aboutOf(scope, card),
  ]);
  if (about === undefined) return refuse("scorecard.not_held");
  const desk: Desk = { author: card.authorId, about, new: card, card, form, panel };
  const content = revised(desk, card, patch, ifMatch);
  if (!content.ok) return content;

  const after = nextCard(scope, desk, content.value, "submitted");
  return commit(scope, {
    change: store.updateCard(scope, card, after),
    fact: told(desk, "revised"),
    also: [versionOf(scope, after, card.sawOthersAt !== null || eyes(scope, desk).before)],
    result: after,
  });
}

/** What a card says after the change. What was judged stays judged, though the form asks for other things since. */
function revised(
  desk: Desk,
  card: Scorecard,
  { ratings, ...patch }: CardPatch,
  ifMatch: number | undefined,
): Outcome<CardContent> {
  const edge = cardAfter(card, "revise");
  if (!edge.ok) return edge;
  const current = seen(card, ifMatch);
  if (!current.ok) return current;
  const said = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const words = { ...card.content, ...said };
  const fit = ratings === undefined ? done(words) : contentOf({ ...words, ratings }, desk.form);
  if (!fit.ok) return fit;
  const form = desk.form && { ...desk.form, criteria: ratings === undefined ? [] : desk.form.criteria };
  const whole = complete(fit.value, form);
  return whole.ok ? fit : whole;
}

async function aboutOf(scope: Scope, { interviewId, applicationId }: Scorecard): Promise<Desk["about"] | undefined> {
  if (interviewId !== null) return store.findInterview(scope, interviewId);
  return applicationId === null ? undefined : findApplication(scope, applicationId);
}
