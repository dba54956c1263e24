// The form of a job: to create one, a template or a draft, and to change what it says.
import type * as z from "zod";
import { changeJob, createJob, getJob, listJobs } from "#hiring/jobs/contract.ts";
import { after, fromWire, toWire } from "#kernel/instant.ts";
import { addDays, dayMinutes, dayOfLocal, parseDate, printDate } from "#time/dates.ts";
import { localMinutes, toInstant, type ZoneId } from "#time/zones.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import {
  Choices,
  Faults,
  faultyTitle,
  Field,
  type FieldFault,
  ifMatchIn,
  Once,
  onceIn,
  Select,
  TextArea,
  Tick,
  typed,
  Version,
} from "../kit/forms.tsx";
import { placeOf } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { listIn, type Names, namesOf, oneOf, refusedBy, saying } from "./asking.ts";
import { Conflict, differences, isConflict, Own, peopleChoices, Room, saveWord, PayLine } from "./bits.tsx";
import type { Post } from "./jobs.tsx";
import { amountOf, minorOf } from "./money.ts";
import { type Words, wordsOf } from "./words.ts";

type Typed = Readonly<Record<string, string>>;
type Body = Omit<z.input<(typeof changeJob)["body"]>, "metadata">;

const texts = ["description", "requirements", "benefits", "location", "slug"] as const;
const choices = ["employment_type", "experience_level", "recruiter_id", "hiring_manager_id"] as const;
const periods = ["year", "month", "day", "hour"] as const;

const blank: Typed = { headcount: "1", is_public: "", is_remote: "", save_as: "open" };

const typedOf = (post: Post, zone: ZoneId): Typed => ({
  ...Object.fromEntries([...texts, ...choices].map((name) => [name, post[name] ?? ""])),
  title: post.title,
  is_public: post.is_public ? "yes" : "",
  is_remote: post.is_remote ? "yes" : "",
  headcount: String(post.headcount),
  deadline: post.deadline === null ? "" : printDate(dayOfLocal(localMinutes(zone, after(fromWire(post.deadline), -1)))),
  skills: skillsOf(post, true),
  preferred: skillsOf(post, false),
  ...salaryTyped(post),
});

const skillsOf = ({ skills }: Post, required: boolean): string =>
  skills
    .filter((skill) => skill.required === required)
    .map(({ name }) => name)
    .join(", ");

function salaryTyped({ salary }: Post): Typed {
  if (salary === null) return {};
  const { min_minor: min, max_minor: max, currency, per } = salary;
  const amount = (one: number | null) => (one === null ? "" : amountOf(one, currency));
  return { salary_min: amount(min), salary_max: amount(max), currency, per };
}

/** In the words of the API. Skills that stood there before keep their level and weight. */
function wordsIn(form: URLSearchParams, zone: ZoneId, was?: Post): Body {
  const text = (name: string) => typed(form, name) ?? null;
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
  const isKept = was?.deadline != null && typedOf(was, zone)["deadline"] === form.get("deadline");
  return isKept ? { ...words, deadline: was.deadline } : words;
}

function salaryIn(form: URLSearchParams): Body["salary"] {
  const [min, max] = [typed(form, "salary_min"), typed(form, "salary_max")];
  if (min === undefined && max === undefined) return null;
  const currency = (typed(form, "currency") ?? "").toUpperCase();
  const minor = (amount: string | undefined) => (amount === undefined ? null : minorOf(amount, currency));
  return { min_minor: minor(min), max_minor: minor(max), currency, per: oneOf(periods, form.get("per")) };
}

const fields = {
  ...Object.fromEntries(
    [...texts, ...choices, "title", "headcount", "deadline", "skills"].map((name) => [`/${name}`, name]),
  ),
  "/salary": "salary_min",
  "/salary/max_minor": "salary_max",
  "/salary/currency": "currency",
  "/template_id": "template",
};

const byCode: Readonly<Record<string, string>> = {
  "job.slug_taken": "slug",
  "job.unfinished": "title",
  "job.salary_reversed": "salary_min",
  "job.skill_twice": "skills",
  "job.deadline_past": "deadline",
};

const faultsOf = (visit: Visit, problem: Parameters<typeof refusedBy>[1]): FieldFault[] =>
  refusedBy(visit, problem, fields).map((fault) =>
    fault.field === "" ? { ...fault, field: byCode[problem.code] ?? "" } : fault,
  );

const saves = ["open", "draft", "template"] as const;

export async function showNewJob(visit: Visit): Promise<Response> {
  const template = visit.asked.url.searchParams.get("template");
  const from = template ? await need(visit.api.call(getJob, { param: { id: template } })) : undefined;
  const said = from === undefined ? blank : { ...typedOf(from, visit.zone), slug: "", deadline: "", template: from.id };
  return newPage(visit, { recruiter_id: visit.member, ...said, save_as: "open" }, [], 200);
}

async function newPage(visit: Visit, said: Typed, faults: readonly FieldFault[], status: number): Promise<Response> {
  const { api, speech, asked } = visit;
  const words = wordsOf(visit);
  const [templates, names] = await Promise.all([
    need(api.call(listJobs, { query: { kind: "template" }, page: { limit: 100 } })),
    namesOf(api),
  ]);
  const known = templates.data.map(({ id, title }) => ({ value: id, label: title }));
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.jobs.add, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <h1>{words.jobs.add}</h1>
      {known.length === 0 ? null : <Begin visit={visit} templates={known} value={said["template"]} />}
      <form method="post" action="/desk/jobs/new">
        <Once nonce={asked.form.get("once") ?? visit.nonce} />
        <input type="hidden" name="template" value={said["template"] ?? ""} />
        <JobFields visit={visit} said={said} faults={faults} names={names} />
        <Choices
          kind="radio"
          name="save_as"
          label={words.jobs.saveAs}
          values={[said["save_as"] ?? "open"]}
          choices={saves.map((value) => ({ value, label: words.jobs.saveAsKind[value] }))}
          speech={speech}
        />
        <p class="actions">
          <button type="submit">{words.jobs.create}</button>
          <a href="/desk/jobs">{kitWords[speech.language].cancel}</a>
        </p>
      </form>
    </Room>,
    status,
  );
}

type BeginProps = { visit: Visit; templates: readonly { value: string; label: string }[]; value: string | undefined };

const Begin = ({ visit, templates, value }: BeginProps) => {
  const words = wordsOf(visit);
  return (
    <form method="get" action="/desk/jobs/new" class="choose">
      <p class="field">
        <label for="template">{words.jobs.template}</label>
        <select id="template" name="template">
          <option value="">{words.jobs.noTemplate}</option>
          {templates.map(({ value: own, label }) => (
            <option value={own} selected={own === value}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <button type="submit" class="plain">
        {words.jobs.useTemplate}
      </button>
    </form>
  );
};

export async function addJob(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
    zone,
  } = visit;
  const save = oneOf(saves, form.get("save_as"));
  const template = typed(form, "template");
  const answer = await api.call(createJob, {
    body: {
      ...wordsIn(form, zone),
      kind: save === "template" ? "template" : "job",
      status: save === "open" ? "open" : "draft",
      ...(template === undefined ? {} : { template_id: template }),
    },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(saying(`/desk/jobs/${answer.body.id}`, "created"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  return newPage(visit, Object.fromEntries(form), faultsOf(visit, problem), problem.status);
}

const readJob = ({ api, asked }: Visit): Promise<Post> =>
  need(api.call(getJob, { param: { id: asked.param["id"] ?? "" } }));

export async function showEditJob(visit: Visit): Promise<Response> {
  const post = await readJob(visit);
  return editPage(visit, post, { said: typedOf(post, visit.zone), faults: [], status: 200 });
}

type Edited = { said: Typed; faults: readonly FieldFault[]; status: number; now?: Typed };

async function editPage(visit: Visit, post: Post, { said, faults, status, now }: Edited): Promise<Response> {
  const { speech } = visit;
  const words = wordsOf(visit);
  const names = await namesOf(visit.api);
  const here = `/desk/jobs/${post.id}`;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(`${words.jobs.edit}: ${post.title}`, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={here}>
          <Own>{post.title}</Own>
        </a>
      </p>
      <h1>{words.jobs.edit}</h1>
      {now === undefined ? null : <Conflict visit={visit} rows={differences(labelsOf(words), now, said)} keep={here} />}
      <form method="post" action={`${here}/edit`}>
        <Version version={post.version} />
        <JobFields visit={visit} said={said} faults={faults} names={names} />
        <p class="actions">
          <button type="submit">{saveWord(visit)}</button>
          <a href={here}>{kitWords[speech.language].cancel}</a>
        </p>
      </form>
    </Room>,
    status,
  );
}

export async function editJob(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
    zone,
  } = visit;
  const was = await readJob(visit);
  const answer = await api.call(changeJob, {
    param: { id: was.id },
    body: wordsIn(form, zone, was),
    headers: ifMatchIn(form),
  });
  if (answer.ok) return seeOther(saying(`/desk/jobs/${was.id}`, "saved"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  const told = { said: Object.fromEntries(form), faults: faultsOf(visit, problem), status: problem.status };
  if (isConflict(problem)) return editPage(visit, was, { ...told, now: typedOf(was, zone) });
  // Whoever has not seen the new version yet sends the old one again, and is told again.
  return editPage(visit, { ...was, version: Number(form.get("version")) || was.version }, told);
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

type FieldsProps = { visit: Visit; said: Typed; faults: readonly FieldFault[]; names: Names };

const JobFields = ({ visit, said, faults, names }: FieldsProps) => {
  const words = wordsOf(visit);
  const { jobs } = words;
  const { speech } = visit;
  const common = (name: string, label: string) => ({ name, label, value: said[name] ?? "", faults, speech });
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
        <Tick name="is_remote" label={jobs.isRemote} checked={said["is_remote"] === "yes"} />
        <Select {...common("employment_type", jobs.employment)} choices={listed(jobs.employments)} optional />
        <Select {...common("experience_level", jobs.level)} choices={listed(jobs.levels)} optional />
        <PayLine
          label={jobs.salary}
          optional={kitWords[speech.language].optional}
          parts={[
            { name: "salary_min", label: jobs.salaryMin, digits: true },
            { name: "salary_max", label: jobs.salaryMax, digits: true },
            { name: "currency", label: words.person.currency },
            {
              name: "per",
              label: words.person.per,
              choices: periods.map((value) => ({ value, label: words.person.pers[value] })),
            },
          ]}
          said={said}
          faults={faults}
        />
        <Field {...common("headcount", jobs.headcount)} type="number" min={1} max={10000} />
        <Field
          {...common("deadline", jobs.deadline)}
          type="date"
          hint={`${jobs.deadlineHint} ${placeOf(visit.zone)}.`}
          optional
        />
        <Select {...common("recruiter_id", jobs.recruiter)} choices={peopleChoices(names, words.nobody)} optional />
        <Select {...common("hiring_manager_id", jobs.manager)} choices={peopleChoices(names, words.nobody)} optional />
        <Tick name="is_public" label={jobs.isPublic} checked={said["is_public"] === "yes"} />
        <Field {...common("slug", jobs.slug)} hint={jobs.slugHint} dir="ltr" optional />
      </fieldset>
    </div>
  );
};
