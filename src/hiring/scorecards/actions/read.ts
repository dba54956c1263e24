import { formFor, formOfCard } from "#hiring/forms/actions.ts";
import type { ScorecardForm } from "#hiring/forms/tables.ts";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import {
  type CardCounts,
  countsOf,
  dueOf,
  isStaff,
  mayJudge,
  type Reading,
  readingOf,
  type Subject,
  subjectOf,
} from "../rules.ts";
import * as store from "../store.ts";
import type { Scorecard, ScorecardVersion } from "../tables.ts";
import { blindOn, panelOf, panelsOf, readerOf } from "./sight.ts";

/** A card as the caller sees it: with what it says, or only that it is in. */
export type CardSeen = { card: Scorecard; isSealed: boolean };

/** What is about one interview of an application is about the application. */
async function subjectAsked(scope: Scope, filter: store.CardFilter): Promise<Subject | undefined> {
  if (filter.application_id !== undefined) return filter.application_id;
  if (filter.interview_id === undefined) return undefined;
  const interview = await store.findInterview(scope, filter.interview_id);
  return interview && subjectOf({ applicationId: interview.applicationId, interviewId: interview.id });
}

async function sightOf(scope: Scope, filter: store.CardFilter): Promise<store.Sight> {
  const reader = readerOf(scope);
  if (isStaff(reader)) return { author: reader.member, others: { except: await blindOn(scope) } };
  const subject = reader.member === null ? undefined : await subjectAsked(scope, filter);
  if (subject === undefined) return { author: reader.member, others: null };
  const { duties, isOpen } = await panelOf(scope, subject);
  const reading: Reading = readingOf(reader, duties, { isOpen });
  return { author: reader.member, others: reading === "contents" ? { except: [] } : null };
}

export async function list(scope: Scope, filter: store.CardFilter, cut: Cut): Promise<Outcome<Page<CardSeen>>> {
  const page = await store.listCards(scope, filter, await sightOf(scope, filter), cut);
  const reader = readerOf(scope);
  const others = page.rows.filter(({ authorId }) => authorId !== reader.member);
  const panels = await panelsOf(scope, [...new Set(others.map(subjectOf))]);
  const rows = page.rows.flatMap((card): CardSeen[] => {
    if (card.authorId === reader.member) return [{ card, isSealed: false }];
    const panel = panels.get(subjectOf(card)) ?? { duties: [], isOpen: false };
    const reading = readingOf(reader, panel.duties, panel);
    // Whoever was put on a panel since the list was cut is blind already.
    return reading === "counts" ? [] : [{ card, isSealed: reading !== "contents" }];
  });
  return done({ ...page, rows });
}

async function look(scope: Scope, id: Id<"scorecard">): Promise<Outcome<CardSeen>> {
  const card = await store.findCard(scope, id);
  if (card === undefined) return refuse("scorecard.unknown");
  const reader = readerOf(scope);
  if (card.authorId === reader.member) return done({ card, isSealed: false });
  const { duties, isOpen } = await panelOf(scope, subjectOf(card));
  const reading = readingOf(reader, duties, { isOpen });
  if (reading === "counts" || card.status === "draft") return refuse("scorecard.sealed");
  return done({ card, isSealed: reading !== "contents" });
}

export const get = look;

export async function versions(scope: Scope, id: Id<"scorecard">, cut: Cut): Promise<Outcome<Page<ScorecardVersion>>> {
  const seen = await look(scope, id);
  if (!seen.ok) return seen;
  if (seen.value.isSealed) return refuse("scorecard.sealed");
  return done(await store.listVersions(scope, id, cut));
}

/** What an interviewer's page needs. */
export type Sheet = {
  interviewId: Id<"interview"> | null;
  applicationId: Id<"application"> | null;
  kind: Scorecard["kind"];
  form: ScorecardForm | undefined;
  dueAt: Instant | null;
  card: Scorecard | undefined;
  cards: CardCounts;
};

export async function sheet(scope: Scope, id: Id<"interview">, kind: "panelist" | "overall"): Promise<Outcome<Sheet>> {
  const { member } = readerOf(scope);
  const { interview, seat, card, settings } = await store.readDesk(scope, id, kind, member);
  if (interview === undefined) return refuse("interview.unknown");
  if (member === null) return refuse("scorecard.not_yours");
  const judge = mayJudge(kind, seat, interview.organizerId === member);
  if (!judge.ok) return judge;
  const [form, duties] = await Promise.all([
    card?.formId == null ? formFor(scope, interview) : formOfCard(scope, card.formId),
    store.dutiesIn(scope, id),
  ]);
  const { applicationId } = interview;
  const dueAt = dueOf(interview.actualEnd ?? interview.endsAt, settingsOf(settings));
  return done({ interviewId: id, applicationId, kind, form, dueAt, card, cards: countsOf(duties) });
}

export async function sheetApart(scope: Scope, id: Id<"application">): Promise<Outcome<Sheet>> {
  const { member } = readerOf(scope);
  const { application, card } = await store.readDeskApart(scope, id, member);
  if (application === undefined) return refuse("application.unknown");
  if (member === null) return refuse("scorecard.not_yours");
  const [form, { duties }] = await Promise.all([
    card?.formId == null
      ? formFor(scope, { formId: null, stageId: application.stageId, eventTypeId: null })
      : formOfCard(scope, card.formId),
    panelOf(scope, id),
  ]);
  const cards = countsOf(duties);
  return done({ interviewId: null, applicationId: id, kind: "application", form, dueAt: null, card, cards });
}

export type OwedShown = store.Owed & { dueAt: Instant; isOverdue: boolean };

/** The cards that the caller owes; a key owes none. */
export async function owed(
  scope: Scope,
  filter: { required?: boolean | undefined },
  cut: Cut,
): Promise<Outcome<Page<OwedShown>>> {
  const { member } = readerOf(scope);
  return done(member === null ? { rows: [], next: null } : await owedBy(scope, member, filter, cut));
}

/** The cards that a member owes, of interviews that are over. */
export async function owedBy(
  scope: Scope,
  member: Id<"member">,
  filter: { required?: boolean | undefined },
  cut: Cut,
): Promise<Page<OwedShown>> {
  const [page, settings] = await Promise.all([store.listOwed(scope, member, filter, cut), settingsStatement(scope)]);
  const rows = page.rows.map((row): OwedShown => {
    const dueAt = dueOf(row.endsAt, settingsOf(settings)) ?? row.endsAt;
    return { ...row, dueAt, isOverdue: dueAt <= scope.now };
  });
  return { ...page, rows };
}
