// What an interview is, before it has a time.
import type * as z from "zod";
import { getApplication } from "#hiring/applications/contract.ts";
import type { Application } from "#hiring/applications/shapes.ts";
import { getCandidate } from "#hiring/candidates/contract.ts";
import { createInterview, createStageInterview } from "#hiring/interviews/contract.ts";
import { modes } from "#hiring/interviews/tables.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, onceIn, Select, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, type Lines } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { filled as fill } from "../kit/when.tsx";
import { eventTypesIn, type Names, namesIn, toChoices } from "../kit/names.ts";
import { among } from "./acts.ts";
import { given } from "./parts.tsx";
import { wordsFor } from "./words.ts";

/** So many people can be named in one form; more join on the interview's own page. */
const rows = [1, 2, 3, 4] as const;
const namedRoles = ["panelist", "lead", "shadow", "reverse_shadow", "observer", "coordinator"] as const;

type Applied = z.output<typeof Application>;

export const whoseName = ({ candidate, guest }: Applied): string | undefined => candidate?.name ?? guest?.name;

type Aim = { application: string | undefined; candidate: string | undefined };

async function aimOf({ api, may }: Visit, { application, candidate }: Aim) {
  if (application !== undefined) {
    const expand = may("candidates:read") ? { expand: "candidate" } : {};
    const found = await need(api.call(getApplication, { param: { id: application }, ...expand }));
    const job = may("jobs:read") ? await wished(api.call(getJob, { param: { id: found.job_id } })) : undefined;
    return { name: whoseName(found), application: found, candidate: undefined, job };
  }
  const found = await need(api.call(getCandidate, { param: { id: candidate ?? "" } }));
  return { name: found.name, application: undefined, candidate: found.id, job: undefined };
}

export async function planPage(
  visit: Visit,
  aim: Aim,
  filled: Filled = { sheet: new URLSearchParams() },
): Promise<Response> {
  const words = wordsFor(visit).schedule;
  const [found, types, names] = await Promise.all([aimOf(visit, aim), eventTypesIn(visit), namesIn(visit)]);
  const { application, candidate, job } = found;
  const form = filling(filled, visit.speech);
  return deskResponse(
    <Room
      visit={visit}
      title={fill(words.planFor, found.name ?? wordsFor(visit).unnamed)}
      back={{ href: "/desk/schedule", label: words.title }}
      faults={filled.faults}
    >
      {job === undefined ? null : (
        <p class="quiet">
          <bdi>{job.title}</bdi>
        </p>
      )}
      <SheetForm visit={visit} filled={filled} version={undefined} back="/desk/schedule" save={words.next}>
        {application === undefined ? (
          <input type="hidden" name="candidate" value={candidate ?? ""} />
        ) : (
          <input type="hidden" name="application" value={application.id} />
        )}
        <What visit={visit} form={form} stages={job?.stages ?? []} now={application?.stage_id} types={types} />
        <How visit={visit} form={form} />
        <NamedPeople visit={visit} names={names} form={form} />
        <TextArea
          {...form.line("description")}
          label={wordsFor(visit).interview.description}
          hint={words.describeHint}
          optional
          maxlength={10_000}
        />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

type Part = { visit: Visit; form: Lines };
type WhatProps = Part & {
  stages: readonly { id: string; name: string }[];
  /** The stage they are at. */
  now: string | undefined;
  types: Names;
};

/** What it is called and books: as the stage says, unless something else is said here. */
const What = ({ visit, form, stages, now, types }: WhatProps) => {
  const words = wordsFor(visit).schedule;
  const isStaged = stages.length > 0;
  const places = stages.map(({ id, name }) => ({ value: id, label: id === now ? fill(words.stageNow, name) : name }));
  return (
    <>
      <Field
        {...form.line("title")}
        label={wordsFor(visit).interview.titleField}
        maxlength={200}
        dir="auto"
        {...(isStaged ? { optional: true, hint: words.titleHint } : {})}
      />
      {isStaged ? <Select {...form.line("stage", now)} label={words.stage} choices={places} /> : null}
      <Select
        {...form.line("type")}
        label={words.eventType}
        hint={words.eventTypeHint}
        optional={isStaged}
        choices={toChoices(types, isStaged ? words.eventTypeOfStage : "–")}
      />
    </>
  );
};

const How = ({ visit, form }: Part) => {
  const words = wordsFor(visit);
  return (
    <>
      <Choices
        name="mode"
        kind="radio"
        label={words.interview.kind}
        values={[form.line("mode", "video").value ?? ""]}
        choices={worded(modes, words.mode)}
        speech={visit.speech}
      />
      <Field
        {...form.line("minutes")}
        type="number"
        min={5}
        max={1440}
        label={words.schedule.lengthField}
        hint={words.schedule.lengthHint}
        optional
      />
    </>
  );
};

const NamedPeople = ({ visit, names, form }: Part & { names: Names }) => {
  const words = wordsFor(visit);
  if (names.size === 0) return null;
  return (
    <fieldset>
      <legend>{words.schedule.people}</legend>
      <p class="quiet">{words.schedule.peopleHint}</p>
      {rows.map((row) => (
        <div class="pair">
          <Select
            {...form.line(`person-${row}`)}
            label={fill(words.schedule.personN, String(row))}
            choices={toChoices(names, words.nobody)}
            optional
          />
          <Select
            {...form.line(`role-${row}`, "panelist")}
            label={fill(words.schedule.roleN, String(row))}
            choices={worded(namedRoles, words.role)}
          />
        </div>
      ))}
    </fieldset>
  );
};

const fieldsOfPlan = {
  "/title": "title",
  "/stage_id": "stage",
  "/event_type_id": "type",
  "/minutes": "minutes",
  "/description": "description",
  "/participants": "person-1",
  ...Object.fromEntries(rows.map((row) => [`/participants/${row - 1}`, `person-${row}`])),
};

const seatsIn = (form: URLSearchParams) =>
  rows.flatMap((row) => {
    const member = typed(form, `person-${row}`);
    return member === undefined
      ? []
      : [{ member_id: member, role: among(namedRoles, form.get(`role-${row}`)) ?? "panelist" }];
  });

/** Planned as its stage says, unless something else is to be booked; its time is chosen on the next page. */
export function plan(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const aim = { application: typed(form, "application"), candidate: typed(form, "candidate") };
  return act(visit, planned(visit, aim), {
    to: ({ id }) => `/desk/schedule/${id}?said=planned`,
    again: (_, filled) => planPage(visit, aim, filled),
    fields: fieldsOfPlan,
  });
}

async function planned({ api, asked: { form } }: Visit, { application, candidate }: Aim) {
  const headers = onceIn(form);
  const minutes = typed(form, "minutes");
  const words = {
    mode: among(modes, form.get("mode")) ?? "video",
    participants: seatsIn(form),
    description: typed(form, "description") ?? null,
    ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
  };
  const [title, type, stage] = [typed(form, "title"), typed(form, "type"), typed(form, "stage") ?? null];
  if (application !== undefined && type === undefined)
    return api.call(createStageInterview, {
      param: { id: application },
      body: { ...words, stage_id: stage, ...given({ title }) },
      headers,
    });
  const named = title ?? (application === undefined ? undefined : await stageName(api, application, stage));
  return api.call(createInterview, {
    body: {
      ...words,
      title: named ?? "",
      stage_id: stage,
      event_type_id: type ?? null,
      application_id: application ?? null,
      candidate_id: application === undefined ? (candidate ?? null) : null,
    },
    headers,
  });
}

async function stageName(api: Visit["api"], application: string, stage: string | null): Promise<string | undefined> {
  const found = await wished(api.call(getApplication, { param: { id: application } }));
  const job = found && (await wished(api.call(getJob, { param: { id: found.job_id } })));
  return job?.stages.find(({ id }) => id === (stage ?? found?.stage_id))?.name;
}
