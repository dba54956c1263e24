import type { ScorecardForm } from "#hiring/forms/tables.ts";
import { endedWithout, hasBegun, stateOf } from "#hiring/interviews/rules.ts";
import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import type { PoolMember } from "#booking/pools/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, hour, type Instant, toWire } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { CardContent, Rating, Scorecard } from "./tables.ts";

export type ScorecardCode =
  | "scorecard.unknown"
  | "scorecard.sealed"
  | "scorecard.not_yours"
  | "scorecard.too_early"
  | "scorecard.not_held"
  | "scorecard.no_candidate"
  | "scorecard.submitted"
  | "scorecard.not_submitted"
  | "scorecard.incomplete"
  | "scorecard.unfit";

/** Somebody's part in an interview, as far as a card is asked of them for it. */
export type Duty = {
  participantId: Id<"participant">;
  interviewId: Id<"interview">;
  memberId: Id<"member">;
  card: Exclude<Participant["card"], "none">;
  submittedAt: Instant | null;
  attended: boolean | null;
  bookingStatus: Interview["bookingStatus"];
  isTraining: boolean;
  endsAt: Instant | null;
};

/** What a booking may have come to without anything having been there to judge. */
const neverHeld: ReadonlySet<Interview["bookingStatus"]> = new Set([...endedWithout, "no_show"]);

/** Whether this card may still come: it has not, and there is or will be something to judge. */
export const isOwed = (duty: Duty): boolean =>
  duty.submittedAt === null && duty.attended !== false && !neverHeld.has(duty.bookingStatus);

/** Cards that a debrief waits for: a trainee's is none of them. */
export const isMissing = (duty: Duty): boolean => duty.card === "required" && !duty.isTraining && isOwed(duty);

/** Whether a debrief waits, or has waited, for it. */
export const isCounted = (duty: Duty): boolean =>
  duty.card === "required" && !duty.isTraining && (duty.submittedAt !== null || isOwed(duty));

/** How many cards a debrief waits for, and how many of them are in. */
export type CardCounts = { required: number; submitted: number; missing: number };

export function countsOf(duties: readonly Duty[]): CardCounts {
  const [required, missing] = [duties.filter(isCounted).length, duties.filter(isMissing).length];
  return { required, submitted: required - missing, missing };
}

/** An open duty closes its bearer's eyes; one that nobody insists on, only until the cards lie open. */
export const blinds = (duty: Duty, isOpen: boolean): boolean => isOwed(duty) && (duty.card === "required" || !isOpen);

/** How much of the others' cards on one application somebody reads. */
export type Reading = "counts" | "status" | "contents";

/** What cards are about: an application, or an interview that belongs to none. */
export type Subject = Id<"application"> | Id<"interview">;

export const subjectOf = (of: {
  applicationId: Id<"application"> | null;
  interviewId: Id<"interview"> | null;
}): Subject => {
  const subject = of.applicationId ?? of.interviewId;
  if (subject === null) throw new Error("A card that is about nothing.");
  return subject;
};

export type Reader = { member: Id<"member"> | null; permissions: ReadonlySet<string> };

/** Who sees whose cards are in, and what they say once the debrief is open. */
export const isStaff = ({ permissions }: Reader): boolean =>
  permissions.has("scorecards:read") || permissions.has("decisions:write");

/** What one reads of others' cards: whoever sits on the panel is a panelist first, whatever else they may. */
export function readingOf(reader: Reader, duties: readonly Duty[], { isOpen }: { isOpen: boolean }): Reading {
  const own = duties.filter(({ memberId }) => memberId === reader.member);
  if (own.some((duty) => blinds(duty, isOpen))) return "counts";
  if (isStaff(reader) && isOpen) return "contents";
  const hasJudged = own.some(({ submittedAt }) => submittedAt !== null);
  if (hasJudged && reader.permissions.has("scorecards:write_own")) return "contents";
  return isStaff(reader) ? "status" : "counts";
}

/** Where there is no application there is no debrief: the cards of an interview lie open when all that count are in. */
export const isOpenByItself = (duties: readonly Duty[]): boolean => duties.some(isCounted) && !duties.some(isMissing);

const learners: ReadonlySet<string> = new Set(["shadow", "reverse_shadow"]);
const learning: ReadonlySet<string> = new Set(["trainee", "shadow", "reverse_shadow"]);

/** Who is still learning, by their part in this interview or by how they stand in the pool that sent them. */
export const isTrainee = (role: Participant["role"], standing: PoolMember["standing"] | null): boolean =>
  learners.has(role) || (standing !== null && learning.has(standing));

type Held = Pick<Interview, "canceledAt" | "bookingStatus" | "actualStart" | "actualEnd" | "startsAt">;

/** Whether an interview can be judged: it has begun, and it was held. */
export function judgeable(interview: Held, now: Instant): Outcome<true, ScorecardCode> {
  const state = stateOf(interview);
  if (state === "canceled" || state === "no_show") return refuse("scorecard.not_held", { interview_status: state });
  if (hasBegun(interview, now)) return done(true);
  const { startsAt } = interview;
  return refuse("scorecard.too_early", startsAt === null ? {} : { begins_at: toWire(startsAt) });
}

export type Seat = Pick<Participant, "role" | "card">;

/** Who judges an interview: each panelist of whom a card is asked; its whole, whoever leads or organizes it. */
export function mayJudge(
  kind: "panelist" | "overall",
  seat: Seat | undefined,
  isOrganizer: boolean,
): Outcome<true, ScorecardCode> {
  const isJudge =
    kind === "overall" ? isOrganizer || seat?.role === "lead" : seat !== undefined && seat.card !== "none";
  return isJudge ? done(true) : refuse("scorecard.not_yours");
}

/** What can happen to a card, and what it is then. What is not here does not happen. */
export const cardEdges = {
  none: { save: "draft", submit: "submitted" },
  draft: { save: "draft", submit: "submitted" },
  submitted: { revise: "submitted" },
} as const satisfies Record<"none" | Scorecard["status"], Partial<Record<CardVerb, Scorecard["status"]>>>;

export type CardVerb = "save" | "submit" | "revise";

/** Along which edge a card goes, or why it does not. */
export function cardAfter(
  card: Pick<Scorecard, "status"> | undefined,
  verb: CardVerb,
): Outcome<Scorecard["status"], ScorecardCode> {
  const from: Partial<Record<CardVerb, Scorecard["status"]>> = cardEdges[card?.status ?? "none"];
  const to = from[verb];
  if (to !== undefined) return done(to);
  return refuse(card?.status === "submitted" ? "scorecard.submitted" : "scorecard.not_submitted");
}

export type RatingWords = { criterion_id: string; value: number | null; comment: string | null };
export type CardWords = Omit<CardContent, "ratings"> & { ratings: readonly RatingWords[] };

type Form = Pick<ScorecardForm, "criteria" | "scale" | "recommendationRequired" | "commentsRequired">;

/** A card in the words of its form, as they are now; without a form there are no criteria to judge. */
export function contentOf(words: CardWords, form: Form | undefined): Outcome<CardContent, ScorecardCode> {
  const criteria = new Map(form?.criteria.map((criterion) => [criterion.id, criterion]));
  const errors: Fault[] = [];
  const ratings: Rating[] = [];
  const seen = new Set<string>();
  for (const [at, { criterion_id, value, comment }] of words.ratings.entries()) {
    const criterion = criteria.get(criterion_id);
    if (criterion === undefined || seen.has(criterion_id))
      errors.push({ pointer: `/ratings/${at}/criterion_id`, code: "scorecard.unfit" });
    else if (value !== null && (value < 1 || value > (form?.scale ?? 0)))
      errors.push({ pointer: `/ratings/${at}/value`, code: "scorecard.unfit", detail: `1 to ${form?.scale}` });
    else ratings.push({ criterion_id, label: criterion.label, value, comment });
    seen.add(criterion_id);
  }
  return errors.length > 0 ? refuse("scorecard.unfit", { errors }) : done({ ...words, ratings });
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === "";

const saysNothing = ({ rating, recommendation, strengths, concerns, comments }: CardContent): boolean =>
  rating === null && recommendation === null && [strengths, concerns, comments].every(isBlank);

/** What a card must say before it can be handed in: what its form asks for, and without a form anything at all. */
export function complete(content: CardContent, form: Form | undefined): Outcome<true, ScorecardCode> {
  const judged = new Set(content.ratings.filter(({ value }) => value !== null).map((rating) => rating.criterion_id));
  const unjudged = form?.criteria.filter(({ id, required }) => required && !judged.has(id)) ?? [];
  const errors: Fault[] = unjudged.map(({ id }) => ({
    pointer: "/ratings",
    code: "scorecard.incomplete",
    detail: id,
  }));
  if (form === undefined) {
    if (saysNothing(content)) errors.push({ pointer: "/comments", code: "scorecard.incomplete" });
  } else {
    if (form.recommendationRequired && content.recommendation === null)
      errors.push({ pointer: "/recommendation", code: "scorecard.incomplete" });
    if (form.commentsRequired && isBlank(content.comments))
      errors.push({ pointer: "/comments", code: "scorecard.incomplete" });
  }
  return errors.length > 0 ? refuse("scorecard.incomplete", { errors }) : done(true);
}

/** A card is due so long after its interview has ended; one that has no time yet is due at none. */
export const dueOf = (endsAt: Instant | null, { cardDueHours }: { cardDueHours: number }): Instant | null =>
  endsAt === null ? null : after(endsAt, cardDueHours * hour);

export const emptyCard: CardContent = {
  ratings: [],
  rating: null,
  recommendation: null,
  strengths: null,
  concerns: null,
  comments: null,
};
