import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { Fold, Moment, Press } from "../kit/room.tsx";
import { whoDid } from "../timeline/lines.tsx";
import type { Post, StepName } from "./jobs.tsx";
import { sayMoney } from "./money.ts";
import { wordsOf } from "./words.ts";

type Props = { visit: Visit; post: Post };

/** What may be done from where a job stands; the API knows the same edges. */
const steps: Readonly<Record<Post["status"], readonly StepName[]>> = {
  draft: ["open", "close"],
  open: ["pause", "close"],
  paused: ["open", "close"],
  closed: ["open"],
};

export const JobSteps = ({ visit, post }: Props) => {
  const words = wordsOf(visit).jobs;
  const button = (name: StepName | "publish", main: boolean) => (
    <Press
      action={`/desk/jobs/${post.id}/${name}`}
      version={post.version}
      label={words.steps[name]}
      kind={main ? "main" : "plain"}
    />
  );
  return (
    <>
      {post.kind === "draft" ? button("publish", true) : null}
      {post.kind === "job" ? steps[post.status].map((name) => button(name, name === "open")) : null}
      {post.kind === "template" ? (
        <a class="button" href={`/desk/jobs/new?template=${post.id}`}>
          {words.useTemplate}
        </a>
      ) : null}
      <a href={`/desk/jobs/${post.id}/edit`}>{words.edit}</a>
    </>
  );
};

/** The way through a job: at each stage what is booked there and what is asked. */
export const StagesPart = ({ visit, post }: Props) => {
  const words = wordsOf(visit);
  const stages = post.stages.toSorted((one, other) => one.position - other.position);
  return (
    <section aria-labelledby="stages">
      <h2 id="stages">{words.jobs.way}</h2>
      <ol class="stages">
        {stages.map(({ id, name, kind }) => (
          <li>
            <span>
              <bdi>{name}</bdi> <span class="quiet">{words.stages.kinds[kind]}</span>
            </span>
            <a href={`/desk/jobs/${post.id}/stages/${id}`}>
              {words.jobs.kit}
              <span class="unseen">
                : <bdi>{name}</bdi>
              </span>
            </a>
          </li>
        ))}
      </ol>
      {visit.may("jobs:write") ? (
        <p>
          <a href={`/desk/jobs/${post.id}/stages`}>{words.jobs.editStages}</a>
        </p>
      ) : null}
    </section>
  );
};

export const salaryOf = ({ salary }: Post, locale: string, pers: Readonly<Record<string, string>>): string | null => {
  if (salary === null) return null;
  const { min_minor: min, max_minor: max, currency, per } = salary;
  const said = [min, max].flatMap((one) => (one === null ? [] : [sayMoney(locale, one, currency)]));
  return `${[...new Set(said)].join(" – ")} / ${pers[per]}`;
};

export const JobFacts = ({ visit, post, names }: Props & { names: Names }) => {
  const words = wordsOf(visit);
  const { jobs } = words;
  const skills = (required: boolean) =>
    post.skills
      .filter((skill) => skill.required === required)
      .map(({ name }) => name)
      .join(", ");
  const rows = [
    [jobs.employment, post.employment_type === null ? null : jobs.employments[post.employment_type]],
    [jobs.level, post.experience_level === null ? null : jobs.levels[post.experience_level]],
    [jobs.salary, salaryOf(post, visit.speech.locale, words.person.pers)],
    [jobs.headcount, sayNumber(visit.speech, post.headcount)],
    [jobs.recruiter, post.recruiter_id === null ? null : whoDid(visit, names, post.recruiter_id)],
    [jobs.manager, post.hiring_manager_id === null ? null : whoDid(visit, names, post.hiring_manager_id)],
    [jobs.skills, skills(true)],
    [jobs.preferred, skills(false)],
    [jobs.public, post.is_public ? jobs.isPublic : jobs.notPublic],
  ] as const;
  return (
    <section aria-labelledby="about">
      <h2 id="about">{jobs.about}</h2>
      <dl class="facts">
        {rows.map(([label, value]) =>
          value === null || value === "" ? null : (
            <>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ),
        )}
        {post.deadline === null ? null : (
          <>
            <dt>{jobs.deadline}</dt>
            <dd>
              <Moment visit={visit} at={post.deadline} />
            </dd>
          </>
        )}
      </dl>
      <Texts visit={visit} post={post} />
      {visit.may("jobs:write") ? (
        <Fold label={jobs.delete} tone="alarm">
          <p>{jobs.deleteText}</p>
          <Press action={`/desk/jobs/${post.id}/delete`} version={post.version} label={jobs.deleteSure} kind="alarm" />
        </Fold>
      ) : null}
    </section>
  );
};

const Texts = ({ visit, post }: Props) => {
  const { jobs } = wordsOf(visit);
  const texts = [
    [jobs.description, post.description],
    [jobs.requirements, post.requirements],
    [jobs.benefits, post.benefits],
  ] as const;
  return (
    <>
      {texts.map(([label, text]) =>
        text === null || text === "" ? null : (
          <>
            <h3>{label}</h3>
            <p class="prewrap" dir="auto">
              {text}
            </p>
          </>
        ),
      )}
    </>
  );
};
