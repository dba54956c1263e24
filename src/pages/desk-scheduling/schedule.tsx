// Whom an interview is with, and what it is: before it has a time.
import type * as z from "zod";
import { getApplication, listApplications } from "#hiring/applications/contract.ts";
import type { Application } from "#hiring/applications/shapes.ts";
import { getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { createInterview, createStageInterview, listInterviews } from "#hiring/interviews/contract.ts";
import { modes } from "#hiring/interviews/tables.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { seeOther } from "../kit/answers.ts";
import { Choices, Faults, faultyTitle, Field, Once, onceIn, Select, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filled, own } from "../kit/when.tsx";
import { askedFor, faultsOf, given, Pager, pageAsked, type Refused, saidIn } from "./parts.tsx";
import { eventTypesIn, type Names, namesIn, peopleChoices } from "./people.ts";
import { wordsFor } from "./words.ts";

/** So many people can be named in one form; more join on the interview's own page. */
const rows = [1, 2, 3, 4] as const;
const namedRoles = ["panelist", "lead", "shadow", "reverse_shadow", "observer", "coordinator"] as const;

export async function showSchedule(visit: Visit): Promise<Response> {
  const [application, candidate] = [askedFor(visit, "application"), askedFor(visit, "candidate")];
  if (application !== undefined || candidate !== undefined) return planPage(visit, { application, candidate });
  return choosePage(visit);
}

/** Whoever is considered now, whoever fits what was typed, and what was planned and has no time. */
async function choosePage(visit: Visit): Promise<Response> {
  const { api, may } = visit;
  const words = wordsFor(visit);
  const q = askedFor(visit, "q");
  const found =
    q === undefined || !may("candidates:read")
      ? undefined
      : (await need(api.call(listCandidates, { query: { q }, page: { limit: 20 } }))).data;
  const ids = found?.map(({ id }) => id).join(",");
  const expand = may("candidates:read") && may("jobs:read") ? "candidate,job,stage" : "";
  const [waiting, active] = await Promise.all([
    wished(
      api.call(listInterviews, {
        query: { status: "pending_schedule", audience: "one" },
        page: { limit: 10, order: "created_at.asc" },
        ...(may("candidates:read") ? { expand: "candidate" } : {}),
      }),
    ),
    ids === ""
      ? undefined
      : wished(
          api.call(listApplications, {
            query: { status: "active", ...given({ candidate_id: ids }) },
            page: pageAsked(visit, 20),
            ...(expand === "" ? {} : { expand }),
          }),
        ),
  ]);
  const others = (found ?? []).filter(({ id }) => active?.data.every((one) => one.candidate_id !== id));
  return deskResponse(
    <Room visit={visit} title={words.schedule.title} note={saidIn(visit)}>
      <h1>{words.schedule.title}</h1>
      <form method="get" class="finder" role="search">
        <Field
          name="q"
          type="search"
          label={words.schedule.find}
          hint={words.schedule.findHint}
          value={q ?? ""}
          optional
          speech={visit.speech}
        />
        <button type="submit">{words.search}</button>
      </form>
      <section aria-labelledby="active">
        <h2 id="active">{words.schedule.active}</h2>
        {(active?.data.length ?? 0) + others.length === 0 ? <p class="quiet">{words.schedule.none}</p> : null}
        <ul class="rows">
          {active?.data.map((one) => (
            <li>
              <div class="row-main">
                <strong dir="auto">{whoseName(one) ?? words.unnamed}</strong>
                <span class="quiet" dir="auto">
                  {[one.job?.title, one.stage?.name].filter(Boolean).join(" · ")}
                </span>
              </div>
              <a class="button plain" href={`/desk/schedule?application=${one.id}`}>
                {words.schedule.plan}
                <span class="unseen"> {own(whoseName(one) ?? "")}</span>
              </a>
            </li>
          ))}
          {others.map((one) => (
            <li>
              <div class="row-main">
                <strong dir="auto">{one.name}</strong>
                <span class="quiet">{words.schedule.planAlone}</span>
              </div>
              <a class="button plain" href={`/desk/schedule?candidate=${one.id}`}>
                {words.schedule.plan}
                <span class="unseen"> {own(one.name)}</span>
              </a>
            </li>
          ))}
        </ul>
        {active === undefined ? null : <Pager visit={visit} page={active} />}
      </section>
      {waiting === undefined || waiting.data.length === 0 ? null : (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{words.schedule.waiting}</h2>
          <ul class="rows">
            {waiting.data.map((one) => (
              <li>
                <div class="row-main">
                  <strong dir="auto">{one.title}</strong>
                  <span class="quiet" dir="auto">
                    {one.candidate?.name}
                  </span>
                </div>
                <a class="button plain" href={`/desk/schedule/${one.id}`}>
                  {words.interview.choose}
                  <span class="unseen"> {own(one.title)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Room>,
  );
}

type Applied = z.output<typeof Application>;

const whoseName = ({ candidate, guest }: Applied): string | undefined => candidate?.name ?? guest?.name;

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

async function planPage(visit: Visit, aim: Aim, refused?: Refused): Promise<Response> {
  const { speech, nonce } = visit;
  const words = wordsFor(visit);
  const [found, types, names] = await Promise.all([aimOf(visit, aim), eventTypesIn(visit), namesIn(visit)]);
  const faults = faultsOf(visit, refused, fieldsOfPlan);
  const form = refused?.form ?? new URLSearchParams();
  const title = filled(words.schedule.planFor, found.name ?? words.unnamed);
  const stages = found.job?.stages ?? [];
  const now = stages.find(({ id }) => id === found.application?.stage_id);
  const isStaged = stages.length > 0;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(title, faults, speech)}>
      <h1>{title}</h1>
      {found.job === undefined ? null : (
        <p class="quiet">
          <bdi>{found.job.title}</bdi>
        </p>
      )}
      <Faults faults={faults} speech={speech} />
      <form method="post" action="/desk/schedule" class="sheet">
        <Once nonce={nonce} />
        {found.application === undefined ? (
          <input type="hidden" name="candidate" value={found.candidate ?? ""} />
        ) : (
          <input type="hidden" name="application" value={found.application.id} />
        )}
        <Field
          name="title"
          label={words.interview.titleField}
          value={form.get("title") ?? ""}
          maxlength={200}
          dir="auto"
          faults={faults}
          speech={speech}
          {...(isStaged ? { optional: true, hint: words.schedule.titleHint } : {})}
        />
        {isStaged ? (
          <Select
            name="stage"
            label={words.schedule.stage}
            value={form.get("stage") ?? now?.id ?? ""}
            choices={stages.map(({ id, name }) => ({
              value: id,
              label: id === now?.id ? filled(words.schedule.stageNow, name) : name,
            }))}
            faults={faults}
            speech={speech}
          />
        ) : null}
        <Select
          name="type"
          label={words.schedule.eventType}
          hint={words.schedule.eventTypeHint}
          value={form.get("type") ?? ""}
          optional={isStaged}
          choices={[
            { value: "", label: isStaged ? words.schedule.eventTypeOfStage : "–" },
            ...types.map(({ id, title: name }) => ({ value: id, label: name })),
          ]}
          faults={faults}
          speech={speech}
        />
        <Choices
          name="mode"
          kind="radio"
          label={words.interview.kind}
          values={[form.get("mode") ?? "video"]}
          choices={modes.map((value) => ({ value, label: words.mode[value] }))}
          speech={speech}
        />
        <Field
          name="minutes"
          type="number"
          min={5}
          max={1440}
          label={words.schedule.lengthField}
          hint={words.schedule.lengthHint}
          value={form.get("minutes") ?? ""}
          optional
          faults={faults}
          speech={speech}
        />
        <NamedPeople visit={visit} names={names} form={form} />
        <TextArea
          name="description"
          label={words.interview.description}
          hint={words.schedule.describeHint}
          value={form.get("description") ?? ""}
          optional
          maxlength={10_000}
          faults={faults}
          speech={speech}
        />
        <p class="actions">
          <button type="submit">{words.schedule.next}</button>
        </p>
      </form>
    </Room>,
    refused?.problem.status,
  );
}

const NamedPeople = ({ visit, names, form }: { visit: Visit; names: Names; form: URLSearchParams }) => {
  const words = wordsFor(visit);
  const { speech } = visit;
  if (names.size === 0) return null;
  return (
    <fieldset>
      <legend>{words.schedule.people}</legend>
      <p class="quiet">{words.schedule.peopleHint}</p>
      {rows.map((row) => (
        <div class="pair">
          <Select
            name={`person-${row}`}
            label={filled(words.schedule.personN, String(row))}
            value={form.get(`person-${row}`) ?? ""}
            choices={peopleChoices(names, words.nobody)}
            optional
            speech={speech}
          />
          <Select
            name={`role-${row}`}
            label={filled(words.schedule.roleN, String(row))}
            value={form.get(`role-${row}`) ?? "panelist"}
            choices={namedRoles.map((value) => ({ value, label: words.role[value] }))}
            speech={speech}
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

const oneOf = <const T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.find((one) => one === value) ?? otherwise;

const seatsIn = (form: URLSearchParams) =>
  rows.flatMap((row) => {
    const member = typed(form, `person-${row}`);
    return member === undefined
      ? []
      : [{ member_id: member, role: oneOf(namedRoles, form.get(`role-${row}`), "panelist") }];
  });

/** Planned as its stage says, unless something else is to be booked; its time is chosen on the next page. */
export async function plan(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const aim = { application: typed(form, "application"), candidate: typed(form, "candidate") };
  const answer = await planned(visit, aim);
  if (answer.ok) return seeOther(`/desk/schedule/${answer.body.id}?said=planned`);
  return planPage(visit, aim, { problem: answer.problem, form });
}

async function planned({ api, asked: { form } }: Visit, { application, candidate }: Aim) {
  const headers = onceIn(form);
  const minutes = typed(form, "minutes");
  const words = {
    mode: oneOf(modes, form.get("mode"), "video"),
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
