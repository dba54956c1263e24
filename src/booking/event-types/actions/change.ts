import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { eventTypeFacts } from "../facts.ts";
import {
  faultsOfPeople,
  faultsOfQuestions,
  faultsOfRecipe,
  judged,
  type People,
  type QuestionWords,
} from "../rules.ts";
import * as store from "../store.ts";
import type { EventType } from "../tables.ts";
import { hostRows, peopleOf, poolRows, questionRows, type RecipeWords, recipeOf, rowOf } from "./words.ts";

const tell = announcer(eventTypeFacts);
const slugTaken = { "event_types.tenant_id, event_types.slug": { code: "event_type.slug_taken", pointer: "/slug" } };

export type EventTypePatch = RecipeWords & { metadata?: Record<string, string | null> | undefined };

/** The version a caller has seen, of an event type that is there. */
async function current(
  scope: Scope,
  id: Id<"event_type">,
  ifMatch: number | undefined,
): Promise<Outcome<store.EventTypeWhole>> {
  const found = await store.findEventType(scope, id);
  if (found === undefined) return refuse("event_type.unknown");
  const standing = seen(found, ifMatch);
  return standing.ok ? done(found) : standing;
}

const next = (scope: Scope, row: EventType): EventType => ({ ...row, updatedAt: scope.now, version: row.version + 1 });

export async function change(
  scope: Scope,
  id: Id<"event_type">,
  patch: EventTypePatch,
  ifMatch: number | undefined,
): Promise<Outcome<store.EventTypeWhole>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const found = loaded.value;
  const before = rowOf(found);
  const after = next(scope, {
    ...recipeOf(before, patch),
    metadata: mergeMetadata(before.metadata, patch.metadata),
  });
  // Whoever gave it may have left since; that stands in nobody's way until the question comes up.
  const asked = after.kind !== before.kind ? "/kind" : after.active && !before.active ? "/active" : undefined;
  const people = peopleOf(found);
  const known = asked === undefined ? undefined : await store.readKnown(scope, people);

  const verdict = judged([
    ...faultsOfRecipe(after),
    ...(known && asked ? faultsOfPeople(after.kind, people, known, { hosts: asked, pools: asked }) : []),
  ]);
  if (!verdict.ok) return verdict;

  return commit(scope, {
    change: store.updateEventType(scope, before, after),
    fact: tell("event_type.changed", id, after.version, before, after),
    result: { ...found, ...after },
    taken: slugTaken,
  });
}

export async function setHosts(
  scope: Scope,
  id: Id<"event_type">,
  people: People,
  ifMatch: number | undefined,
): Promise<Outcome<store.EventTypeWhole>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const found = loaded.value;
  const known = await store.readKnown(scope, people);

  const verdict = judged(faultsOfPeople(found.kind, people, known));
  if (!verdict.ok) return verdict;
  const before = rowOf(found);
  const after = next(scope, before);

  return commit(scope, {
    change: store.updateEventType(scope, before, after),
    fact: tell("event_type.hosts_changed", id, after.version, peopleOf(found), people),
    also: store.replacePeople(scope, id, people),
    result: { ...found, ...after, hosts: hostRows(after, people), pools: poolRows(after, people) },
  });
}

export async function setQuestions(
  scope: Scope,
  id: Id<"event_type">,
  words: readonly QuestionWords[],
  ifMatch: number | undefined,
): Promise<Outcome<store.EventTypeWhole>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const found = loaded.value;

  const verdict = judged(faultsOfQuestions(words, new Set(found.questions.map((question) => question.id))));
  if (!verdict.ok) return verdict;
  const before = rowOf(found);
  const after = next(scope, before);
  const questions = questionRows(after, words, found.questions, scope);

  return commit(scope, {
    change: store.updateEventType(scope, before, after),
    fact: tell(
      "event_type.questions_changed",
      id,
      after.version,
      { questions: found.questions.map(told) },
      { questions: questions.map(told) },
    ),
    also: store.replaceQuestions(scope, id, questions),
    result: { ...found, ...after, questions },
  });
}

const told = ({ id, type, label, required, options, validation }: store.EventTypeWhole["questions"][number]) => ({
  id,
  type,
  label,
  required,
  options,
  validation,
});

export async function remove(scope: Scope, id: Id<"event_type">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;

  const before = rowOf(loaded.value);
  const after: EventType = { ...next(scope, before), deletedAt: scope.now, deletedBy: actorWord(scope.actor) };

  return commit(scope, {
    change: store.updateEventType(scope, before, after),
    fact: tell("event_type.deleted", id, after.version, before, null),
    result: null,
  });
}
