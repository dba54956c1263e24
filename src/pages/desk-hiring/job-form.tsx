// The form of a job: to create one, a template or a draft, and to change what it says.
import type * as z from "zod";
import { changeJob, createJob, getJob, listJobs } from "#hiring/jobs/contract.ts";
import { after, fromWire, toWire } from "#kernel/instant.ts";
import { addDays, dayMinutes, dayOfLocal, parseDate, printDate } from "#time/dates.ts";
import { localMinutes, toInstant, type ZoneId } from "#time/zones.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, standing } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, type Choice, Field, onceIn, Select, TextArea, Tick, typed } from "../kit/forms.tsx";
import { placeOf } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { type Names, namesIn, toChoices } from "../kit/names.ts";
import { need } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, oneOf, type Sheet, sheetOf, textIn } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { kitWords } from "../kit/words.ts";
import { listIn, saying } from "./asking.ts";
import { PayLine } from "./bits.tsx";
import { type Post, readJob } from "./jobs.tsx";
import { amountOf, minorOf } from "./money.ts";
import { type Words, wordsOf } from "./words.ts";

type Body = Omit<z.input<(typeof changeJob)["body"]>, "metadata">;

const texts = ["description", "requirements", "benefits", "location", "slug"] as const;
const choices = ["employment_type", "experience_level", "recruiter_id", "hiring_manager_id"] as const;
const periods = ["year", "month", "day", "hour"] as const;

/** What the form says of a job, or of the one that a new one begins with. */
const sheetOfJob = (post: Post, zone: ZoneId): Sheet =>
  sheetOf({
    ...Object.fromEntries([...texts, ...choices].map((name) => [name, post[name]])),
    title: post.title,
    is_public: post.is_public,
    is_remote: post.is_remote,
    headcount: post.headcount,
    deadline: dayOf(post, zone),
    skills: skillsOf(post, true),
    preferred: skillsOf(post, false),
    ...salaryTyped(post),
  });

/** The last day, while a deadline is the moment after it. */
const dayOf = ({ deadline }: Post, zone: ZoneId): string | null =>
  deadline === null ? null : printDate(dayOfLocal(localMinutes(zone, after(fromWire(deadline), -1))));

const skillsOf = ({ skills }: Post, required: boolean): string =>
  skills
    .filter((skill) => skill.required === required)
    .map(({ name }) => name)
    .join(", ");

function salaryTyped({ salary }: Post): Record<string, string> {
  if (salary === null) return {};
  const { min_minor: min, max_minor: max, currency, per } = salary;
  const amount = (one: number | null) => (one === null ? "" : amountOf(one, currency));
  return { salary_min: amount(min), salary_max: amount(max), currency, per };
}

/** In the words of the API. Skills that stood there before keep their level and weight. */
function wordsIn(form: URLSearchParams, zone: ZoneId, was?: Post): Body {
  const text = (name: string) => textIn(form, name);
  const deadline = parseDate(form.get("deadline") ?? "");
  const skill = (required: boolean) => (name: string) => {
    const known = was?.skills.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return { name, required, level: known?.level ?? null, weight: known?.weight ?? 1 };
  };
  const words = {
    ...Object.fromEntries([...texts, ...choices].map((name) => [name, text(name)])),
    title: form.get("title") ?? "",
    is_public: form.has("is_public"),
    is_remote: form.has("is_remote"),
    headcount: Number(form.get("headcount") ?? 1),
    deadline: deadline === undefined ? null : toWire(toInstant(zone, addDays(deadline, 1) * dayMinutes, "earlier")),
    salary: salaryIn(form),
    skills: [
      ...listIn(form.get("skills"), /[,;\n]/).map(skill(true)),
      ...listIn(form.get("preferred"), /[,;\n]/).map(skill(false)),
    ],
  };
  // A deadline nobody touched keeps its very moment.
  const isKept = was?.deadline != null && dayOf(was, zone) === form.get("deadline");
  return isKept ? { ...words, deadline: was.deadline } : words;
}

function salaryIn(form: URLSearchParams): Body["salary"] {
  const [min, max] = [typed(form, "salary_min"), typed(form, "salary_max")];
  if (min === undefined && max === undefined) return null;
  const currency = (typed(form, "currency") ?? "").toUpperCase();
  const minor = (amount: string | undefined) => (amount === undefined ? null : minorOf(amount, currency));
  return { min_minor: minor(min), max_minor: minor(max), currency, per: oneOf(form, "per", periods) };
}

const fields = {
  ...Object.fromEntries(
    [...texts, ...choices, "title", "headcount", "deadline", "skills"].map((name) => [`/${name}`, name]),
  ),
  "/salary": "salary_min",
  "/salary/max_minor": "salary_max",
  "/salary/currency": "currency",
  "/template_id": "template",
  "job.slug_taken": "slug",
  "job.unfinished": "title",
  "job.salary_reversed": "salary_min",
  "job.skill_twice": "skills",
  "job.deadline_past": "deadline",
};

const saves = ["open", "draft", "template"] as const;

export async function showNewJob(visit: Visit): Promise<Response> {
  const template = visit.asked.url.searchParams.get("template");
  const from = template ? await need(visit.api.call(getJob, { param: { id: template } })) : undefined;
  const sheet = from === undefined ? sheetOf({ headcount: 1 }) : sheetOfJob(from, visit.zone);
  if (from !== undefined) sheet.set("template", from.id);
  for (const own of ["slug", "deadline"]) sheet.delete(own);
  if (!sheet.get("recruiter_id")) sheet.set("recruiter_id", visit.member);
  return newPage(visit, { sheet });
}

async function newPage(visit: Visit, filled: Filled): Promise<Response> {
  const words = wordsOf(visit).jobs;
  const [templates, names] = await Promise.all([
    need(visit.api.call(listJobs, { query: { kind: "template" }, page: { limit: 100 } })),
    namesIn(visit),
  ]);
  const known = templates.data.map(({ id, title }) => ({ value: id, label: title }));
  const template = filled.sheet.get("template") ?? "";
  const back = { href: "/desk/jobs", label: words.title };
  return deskResponse(
    <Room visit={visit} title={words.add} back={back} faults={filled.faults}>
      {known.length === 0 ? null : <Begin visit={visit} templates={known} value={template} />}
      <SheetForm visit={visit} filled={filled} version={undefined} back={back.href} save={words.create}>
        <input type="hidden" name="template" value={template} />
        <JobFields visit={visit} filled={filled} names={names} />
        <Choices
          kind="radio"
          name="save_as"
          label={words.saveAs}
          values={[oneOf(filled.sheet, "save_as", saves)]}
          choices={worded(saves, words.saveAsKind)}
          speech={visit.speech}
        />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

type BeginProps = { visit: Visit; templates: readonly Choice[]; value: string };

const Begin = ({ visit, templates, value }: BeginProps) => {
  const words = wordsOf(visit).jobs;
  return (
    <form method="get" action="/desk/jobs/new" class="choose">
      <Select
        name="template"
        label={words.template}
        value={value}
        choices={[{ value: "", label: words.noTemplate }, ...templates]}
        required={false}
      />
      <button type="submit" class="plain">
        {words.useTemplate}
      </button>
    </form>
  );
};

export function addJob(visit: Visit): Promise<PageAnswer> {
  const { api, asked, zone } = visit;
  const { form } = asked;
  const save = oneOf(form, "save_as", saves);
  const template = typed(form, "template");
  const made = api.call(createJob, {
    body: {
      ...wordsIn(form, zone),
      kind: save === "template" ? "template" : "job",
      status: save === "open" ? "open" : "draft",
      ...(template === undefined ? {} : { template_id: template }),
    },
    headers: onceIn(form),
  });
  return act(visit, made, { to: ({ id }) => saying(`/desk/jobs/${id}`, "made"), again: newPage, fields });
}

export async function showEditJob(visit: Visit): Promise<Response> {
  const post = await readJob(visit);
  return editPage(visit, post, { sheet: sheetOfJob(post, visit.zone) });
}

async function editPage(visit: Visit, post: Post, filled: Filled): Promise<Response> {
  const names = await namesIn(visit);
  const here = `/desk/jobs/${post.id}`;
  return deskResponse(
    <Room
      visit={visit}
      title={`${wordsOf(visit).jobs.edit}: ${post.title}`}
      back={{ href: here, label: post.title }}
      faults={filled.faults}
    >
      <SheetForm visit={visit} filled={filled} version={post.version} back={here}>
        <JobFields visit={visit} filled={filled} names={names} />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

export async function editJob(visit: Visit): Promise<PageAnswer> {
  const was = await readJob(visit);
  const here = `/desk/jobs/${was.id}`;
  const asked = visit.api.call(changeJob, {
    ...standing(visit),
    body: wordsIn(visit.asked.form, visit.zone, was),
  });
  return act(visit, asked, {
    to: saying(here, "saved"),
    again: (_, filled) => editPage(visit, was, filled),
    fields,
    clash: () => ({
      action: `${here}/edit`,
      back: here,
      theirs: sheetOfJob(was, visit.zone),
      version: was.version,
      labels: labelsOf(wordsOf(visit)),
    }),
  });
}

const labelsOf = ({ jobs }: Words): Record<string, string> => ({
  title: jobs.name,
  description: jobs.description,
  requirements: jobs.requirements,
  benefits: jobs.benefits,
  location: jobs.location,
  employment_type: jobs.employment,
  experience_level: jobs.level,
  salary_min: jobs.salaryMin,
  salary_max: jobs.salaryMax,
  headcount: jobs.headcount,
  deadline: jobs.deadline,
  slug: jobs.slug,
  skills: jobs.skills,
  preferred: jobs.preferred,
});

type FieldsProps = { visit: Visit; filled: Filled; names: Names };

const JobFields = ({ visit, filled, names }: FieldsProps) => {
  const words = wordsOf(visit);
  const { jobs } = words;
  const { line, tick } = filling(filled, visit.speech);
  const common = (name: string, label: string) => ({ ...line(name), label });
  const listed = (all: Readonly<Record<string, string>>) => [
    { value: "", label: words.unknown },
    ...Object.entries(all).map(([value, label]) => ({ value, label })),
  ];
  return (
    <div class="groups">
      <fieldset>
        <legend>{jobs.text}</legend>
        <Field {...common("title", jobs.name)} dir="auto" maxlength={255} />
        <TextArea {...common("description", jobs.description)} rows={6} optional />
        <TextArea {...common("requirements", jobs.requirements)} rows={4} optional />
        <TextArea {...common("benefits", jobs.benefits)} rows={3} optional />
        <TextArea {...common("skills", jobs.skills)} hint={jobs.skillsHint} rows={2} optional />
        <TextArea {...common("preferred", jobs.preferred)} hint={jobs.skillsHint} rows={2} optional />
      </fieldset>
      <fieldset>
        <legend>{words.person.details}</legend>
        <Field {...common("location", jobs.location)} dir="auto" optional />
        <Tick {...tick("is_remote")} label={jobs.isRemote} />
        <Select {...common("employment_type", jobs.employment)} choices={listed(jobs.employments)} optional />
        <Select {...common("experience_level", jobs.level)} choices={listed(jobs.levels)} optional />
        <PayLine
          label={jobs.salary}
          optional={kitWords[visit.speech.language].optional}
          parts={[
            { name: "salary_min", label: jobs.salaryMin, digits: true },
            { name: "salary_max", label: jobs.salaryMax, digits: true },
            { name: "currency", label: words.person.currency },
            {
              name: "per",
              label: words.person.per,
              choices: worded(periods, words.person.pers),
            },
          ]}
          filled={filled}
        />
        <Field {...common("headcount", jobs.headcount)} type="number" min={1} max={10000} />
        <Field
          {...common("deadline", jobs.deadline)}
          type="date"
          hint={`${jobs.deadlineHint} ${placeOf(visit.zone)}.`}
          optional
        />
        <Select {...common("recruiter_id", jobs.recruiter)} choices={toChoices(names, words.nobody)} optional />
        <Select {...common("hiring_manager_id", jobs.manager)} choices={toChoices(names, words.nobody)} optional />
        <Tick {...tick("is_public")} label={jobs.isPublic} />
        <Field {...common("slug", jobs.slug)} hint={jobs.slugHint} dir="ltr" optional />
      </fieldset>
    </div>
  );
};
