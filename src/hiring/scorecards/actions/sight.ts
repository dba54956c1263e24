import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";
import {
  blinds,
  dueOf,
  type Duty,
  isMissing,
  isOpenByItself,
  type Reader,
  type Reading,
  readingOf,
  type Subject,
  subjectOf,
} from "../rules.ts";
import * as store from "../store.ts";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import type { Instant } from "#kernel/instant.ts";

type About = { applicationId: Id<"application"> | null; interviewId: Id<"interview"> | null };

/** Whoever asks, as far as cards go. A key sits on no panel. */
export const readerOf = ({ actor, permissions }: Scope): Reader => ({
  member: actor.kind === "member" ? actor.member : null,
  permissions,
});

/** Who owes cards on one subject, and whether they lie open. */
export type Panel = { duties: readonly Duty[]; isOpen: boolean };

/** The panels of several subjects, in two trips. */
export async function panelsOf(scope: Scope, subjects: readonly Subject[]): Promise<ReadonlyMap<Subject, Panel>> {
  const [duties, open] = await Promise.all([store.dutiesOn(scope, subjects), store.openAmong(scope, subjects)]);
  const bySubject = Map.groupBy(duties, ({ subject }) => subject);
  return new Map(
    subjects.map((subject) => {
      const own = bySubject.get(subject) ?? [];
      const isOpen = open.has(subject) || (subject.startsWith("itv_") && isOpenByItself(own));
      return [subject, { duties: own, isOpen }];
    }),
  );
}

export async function panelOf(scope: Scope, subject: Subject): Promise<Panel> {
  const panels = await panelsOf(scope, [subject]);
  return panels.get(subject) ?? { duties: [], isOpen: false };
}

/** How much of others' cards on this application, or on this interview that belongs to none, the caller reads. */
export async function readingOn(scope: Scope, about: About): Promise<Reading> {
  const { duties, isOpen } = await panelOf(scope, subjectOf(about));
  return readingOf(readerOf(scope), duties, { isOpen });
}

/** Whether the caller may read what others say of this application, or of this interview that belongs to none. */
export const mayRead = async (scope: Scope, about: About): Promise<boolean> =>
  (await readingOn(scope, about)) === "contents";

/**
 * Of which applications and lone interviews the caller may see nothing that tells who has judged: they have yet to judge there
 * themselves. For whoever lists what is owed by others.
 */
export async function blindOn(scope: Scope): Promise<readonly Subject[]> {
  const { member } = readerOf(scope);
  if (member === null) return [];
  const owed = await store.dutiesOwedBy(scope, member);
  const open = await store.openAmong(
    scope,
    owed.map(({ subject }) => subject),
  );
  const closed = owed.filter((duty) => blinds(duty, open.has(duty.subject)));
  return [...new Set(closed.map(({ subject }) => subject))];
}

export type Missing = {
  participantId: Id<"participant">;
  memberId: Id<"member">;
  dueAt: Instant | null;
};

/** Who still owes a card of this interview that the debrief waits for, and when it was or will be due. */
export async function missingCards(scope: Scope, interview: Id<"interview">): Promise<readonly Missing[]> {
  const [duties, settings] = await Promise.all([store.dutiesIn(scope, interview), settingsStatement(scope)]);
  return duties.filter(isMissing).map(({ participantId, memberId, endsAt }) => ({
    participantId,
    memberId,
    dueAt: dueOf(endsAt, settingsOf(settings)),
  }));
}
