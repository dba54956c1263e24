import type { Id } from "#kernel/ids.ts";
import { type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { eventTypeFacts } from "../facts.ts";
import {
  faultsOfPeople,
  faultsOfQuestions,
  faultsOfRecipe,
  faultsOfSlug,
  judged,
  type QuestionWords,
} from "../rules.ts";
import * as store from "../store.ts";
import type { EventType } from "../tables.ts";
import { hostRows, peopleOf, poolRows, questionRows, type RecipeWords, recipeOf, rowOf } from "./words.ts";

const tell = announcer(eventTypeFacts);
const slugTaken = { "event_types.tenant_id, event_types.slug": { code: "event_type.slug_taken", pointer: "/slug" } };

export type EventTypeWords = RecipeWords & {
  slug: string;
  title: string;
  kind: EventType["kind"];
  durations: number[];
  hosts: { member_id: Id<"member">; schedule_id: Id<"schedule"> | null }[];
  pools: Id<"pool">[];
  questions: QuestionWords[];
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: EventTypeWords): Promise<Outcome<store.EventTypeWhole>> {
  const known = await store.readKnown(scope, words);

  const row = recipeOf(newborn(scope, words), words);
  const verdict = judged([
    ...faultsOfRecipe(row),
    ...faultsOfPeople(row.kind, words, known),
    ...faultsOfQuestions(words.questions, new Set()),
  ]);
  if (!verdict.ok) return verdict;
  const made: store.EventTypeWhole = {
    ...row,
    hosts: hostRows(row, words),
    pools: poolRows(row, words),
    questions: questionRows(row, words.questions, [], scope),
  };

  return commitNew(scope, made);
}

/** Everything that need not be said. */
function newborn(scope: Scope, words: EventTypeWords): EventType {
  const locations = words.locations ?? [{ kind: "video" as const, details: null }];
  return {
    tenantId: scope.tenant.id,
    id: scope.newId("event_type"),
    slug: words.slug,
    title: words.title,
    description: null,
    kind: words.kind,
    capacity: null,
    durations: words.durations,
    defaultMinutes: words.durations[0] ?? 0,
    incrementMinutes: null,
    offsetMinutes: 0,
    packed: false,
    beforeMinutes: 0,
    afterMinutes: 0,
    noticeMinutes: 0,
    horizon: null,
    limits: [],
    locations,
    defaultLocation: locations[0]?.kind ?? "video",
    confirmationRequired: false,
    cancellation: { allowed: true, cutoff_minutes: 0, reason_required: false },
    rescheduling: { allowed: true, cutoff_minutes: 0, max_times: null, reason_required: false },
    hidden: false,
    active: true,
    publicPage: true,
    branding: { colour: null, logo_url: null },
    timeZone: null,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
}

export async function duplicate(
  scope: Scope,
  id: Id<"event_type">,
  words: { slug: string; title?: string | undefined },
): Promise<Outcome<store.EventTypeWhole>> {
  const found = await store.findEventType(scope, id);
  if (found === undefined) return refuse("event_type.unknown");

  const verdict = judged(faultsOfSlug(words.slug));
  if (!verdict.ok) return verdict;
  const row: EventType = {
    ...rowOf(found),
    id: scope.newId("event_type"),
    slug: words.slug,
    title: words.title ?? found.title,
    // A copy is looked at before it is on offer.
    active: false,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  const people = peopleOf(found);
  const asked = found.questions.map((question) => ({ ...question, id: undefined }));
  const made: store.EventTypeWhole = {
    ...row,
    hosts: hostRows(row, people),
    pools: poolRows(row, people),
    questions: questionRows(row, asked, [], scope),
  };

  return commitNew(scope, made);
}

const commitNew = (scope: Scope, made: store.EventTypeWhole): Promise<Outcome<store.EventTypeWhole>> =>
  commit(scope, {
    change: store.insertEventType(scope, rowOf(made)),
    fact: tell("event_type.created", made.id, 1, null, { ...rowOf(made), ...peopleOf(made) }),
    also: [
      ...store.replacePeople(scope, made.id, peopleOf(made)),
      ...store.replaceQuestions(scope, made.id, made.questions),
    ],
    result: made,
    taken: slugTaken,
  });
