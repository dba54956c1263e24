import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit, failUnlessStill } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { formFacts } from "./facts.ts";
import { type CriterionWords, criteriaOf, judgedForm } from "./rules.ts";
import * as store from "./store.ts";
import type { ScorecardForm } from "./tables.ts";

const tell = announcer(formFacts);
const nameTaken = {
  "scorecard_forms.tenant_id, scorecard_forms.name": { code: "scorecard_form.name_taken", pointer: "/name" },
};

export const list = async (
  scope: Scope,
  filter: store.FormFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<ScorecardForm>>> => done(await store.listForms(scope, filter, cut));

export async function get(scope: Scope, id: Id<"scorecard_form">): Promise<Outcome<ScorecardForm>> {
  const form = await store.findForm(scope, id);
  return form === undefined ? refuse("scorecard_form.unknown") : done(form);
}

/** What the card of an interview is written on: its own form, else its stage's, else its event type's; undefined where none is said. */
export const formFor = (scope: Scope, { formId, stageId, eventTypeId }: Named): Promise<ScorecardForm | undefined> =>
  store.formNamed(
    scope,
    sql`coalesce(${formId},
      (select stage.form_id from job_stages stage where stage.tenant_id = ${scope.tenant.id} and stage.id = ${stageId}),
      (select usual.form_id from event_type_forms usual where usual.tenant_id = ${scope.tenant.id}
        and usual.event_type_id = ${eventTypeId}))`,
  );

type Named = {
  formId: Id<"scorecard_form"> | null;
  stageId: Id<"stage"> | null;
  eventTypeId: Id<"event_type"> | null;
};

/** The form of a card that was begun, whatever became of the form since. */
export const formOfCard = (scope: Scope, id: Id<"scorecard_form">): Promise<ScorecardForm | undefined> =>
  store.formNamed(scope, sql`${id}`);

/** Whether a form may be chosen for what is judged from now on. */
export async function choosable(
  scope: Scope,
  id: Id<"scorecard_form">,
  pointer: string,
): Promise<Outcome<ScorecardForm>> {
  const form = await store.findForm(scope, id);
  if (form === undefined) return refuse("scorecard_form.unknown", { pointer });
  return form.active ? done(form) : refuse("scorecard_form.inactive", { pointer });
}

export type FormWords = {
  name: string;
  description: string | null;
  scale: number;
  scale_labels: string[];
  criteria: CriterionWords[];
  recommendation_required: boolean;
  comments_required: boolean;
  active: boolean;
};

/** A criterion's id is the random part of an id of ours: it needs to differ from others, and nobody looks it up. */
const freshCriterion = (scope: Scope) => () => scope.newId("scorecard_form").slice("scf_".length);

export async function create(scope: Scope, words: FormWords): Promise<Outcome<ScorecardForm>> {
  const form: ScorecardForm = {
    tenantId: scope.tenant.id,
    id: scope.newId("scorecard_form"),
    name: words.name,
    description: words.description,
    scale: words.scale,
    scaleLabels: words.scale_labels,
    criteria: criteriaOf(words.criteria, freshCriterion(scope)),
    recommendationRequired: words.recommendation_required,
    commentsRequired: words.comments_required,
    active: words.active,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const verdict = judgedForm(form);
  if (!verdict.ok) return verdict;

  return commit(scope, {
    change: store.insertForm(scope, form),
    fact: tell("scorecard_form.created", form.id, 1, null, form),
    result: form,
    taken: nameTaken,
  });
}

export type FormPatch = { [K in keyof FormWords]?: FormWords[K] | undefined };

export async function change(
  scope: Scope,
  id: Id<"scorecard_form">,
  patch: FormPatch,
  ifMatch: number | undefined,
): Promise<Outcome<ScorecardForm>> {
  const form = await store.findForm(scope, id);
  if (form === undefined) return refuse("scorecard_form.unknown");
  const current = seen(form, ifMatch);
  if (!current.ok) return current;

  const after: ScorecardForm = {
    ...form,
    name: patch.name ?? form.name,
    description: patch.description === undefined ? form.description : patch.description,
    scale: patch.scale ?? form.scale,
    scaleLabels: patch.scale_labels ?? form.scaleLabels,
    criteria: patch.criteria === undefined ? form.criteria : criteriaOf(patch.criteria, freshCriterion(scope)),
    recommendationRequired: patch.recommendation_required ?? form.recommendationRequired,
    commentsRequired: patch.comments_required ?? form.commentsRequired,
    active: patch.active ?? form.active,
    updatedAt: scope.now,
    version: form.version + 1,
  };
  const verdict = judgedForm(after);
  if (!verdict.ok) return verdict;

  return commit(scope, {
    change: store.updateForm(scope, form, after),
    fact: tell("scorecard_form.changed", id, after.version, form, after),
    result: after,
    taken: nameTaken,
  });
}

export async function remove(
  scope: Scope,
  id: Id<"scorecard_form">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const form = await store.findForm(scope, id);
  if (form === undefined) return refuse("scorecard_form.unknown");
  const current = seen(form, ifMatch);
  if (!current.ok) return current;
  if (await store.isInUse(scope, id)) return refuse("scorecard_form.in_use");

  const after: ScorecardForm = {
    ...form,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: form.version + 1,
  };
  return commit(scope, {
    change: store.retireForm(scope, form, after),
    fact: tell("scorecard_form.deleted", id, after.version, form, null),
    result: null,
  });
}

/** The form an event type's cards are written on; null where none is said. */
export type GivenForm = { eventTypeId: Id<"event_type">; formId: Id<"scorecard_form"> | null };

export async function formOfEventType(scope: Scope, id: Id<"event_type">): Promise<Outcome<GivenForm>> {
  const { eventType, given } = await store.readGiven(scope, id);
  if (eventType === undefined) return refuse("event_type.unknown");
  return done({ eventTypeId: id, formId: given?.formId ?? null });
}

export async function assign(
  scope: Scope,
  id: Id<"event_type">,
  formId: Id<"scorecard_form"> | null,
): Promise<Outcome<GivenForm>> {
  const { eventType, given } = await store.readGiven(scope, id);
  if (eventType === undefined) return refuse("event_type.unknown");
  const result: GivenForm = { eventTypeId: id, formId };
  if ((given?.formId ?? null) === formId) return done(result);
  const chosen = formId === null ? done(null) : await choosable(scope, formId, "/form_id");
  if (!chosen.ok) return chosen;

  const fact = tell("scorecard_form.assigned", id, eventType.version, given ?? null, result);
  if (formId === null)
    return given === undefined
      ? done(result)
      : commit(scope, { change: store.deleteGiven(scope, given), fact, result });
  const row = { tenantId: scope.tenant.id, eventTypeId: id, formId, createdAt: scope.now };
  return commit(scope, {
    change: given === undefined ? store.insertGiven(scope, row) : store.updateGiven(scope, given, row),
    fact,
    also: [failUnlessStill(scope, store.stillChosen(scope, formId))],
    result,
    // Two who say it first at once: the second looks again.
    taken: { "event_type_forms.tenant_id, event_type_forms.event_type_id": { code: "commit.missed" } },
  });
}
