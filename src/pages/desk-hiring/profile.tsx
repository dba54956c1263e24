// The form of a candidate's profile: to add somebody, and to change what is known.
import type * as z from "zod";
import { type Candidate, changeCandidate, createCandidate, getCandidate } from "#hiring/candidates/contract.ts";
import { zoneNames } from "#time/zones.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import {
  Faults,
  faultyTitle,
  Field,
  type FieldFault,
  ifMatchIn,
  Once,
  onceIn,
  Select,
  TextArea,
  typed,
  Version,
} from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { listIn, type Names, namesOf, refusedBy, saying } from "./asking.ts";
import { Conflict, differences, isConflict, Own, peopleChoices, Room, saveWord, PayLine } from "./bits.tsx";
import { amountOf, minorOf } from "./money.ts";
import { type Words, wordsOf } from "./words.ts";

type Person = z.output<typeof Candidate>;
type Pay = NonNullable<Person["current_pay"]>;

const pays = ["current_pay", "expected_pay"] as const;
const periods = ["year", "month", "day", "hour"] as const;
const plain = [
  "name",
  "email",
  "phone",
  "location",
  "time_zone",
  "locale",
  "current_company",
  "current_title",
  "years_of_experience",
  "notice_period_days",
  "resume_url",
  "said_status",
  "owner_id",
  "source",
  "medium",
  "campaign",
  "external_id",
] as const;

type Typed = Readonly<Record<string, string>>;

/** What the form says of somebody who is known. */
function typedOf(person: Person): Typed {
  const said = Object.fromEntries(plain.map((name) => [name, String(person[name] ?? "")]));
  const lists = { other_emails: person.other_emails.join("\n"), skills: person.skills.join(", ") };
  return {
    ...said,
    ...lists,
    ...payTyped("current_pay", person.current_pay),
    ...payTyped("expected_pay", person.expected_pay),
  };
}

const payTyped = (name: string, pay: Pay | null | undefined): Typed =>
  pay == null
    ? {}
    : {
        [`${name}_amount`]: amountOf(pay.amount_minor, pay.currency),
        [`${name}_currency`]: pay.currency,
        [`${name}_per`]: pay.per,
      };

const typedIn = (form: URLSearchParams): Typed => Object.fromEntries(form);

/** Labels of the fields, also for whoever compares two versions. */
const labelsOf = ({ person }: Words): Record<string, string> => ({
  name: person.name,
  email: person.email,
  other_emails: person.otherEmails,
  phone: person.phone,
  location: person.location,
  time_zone: person.zone,
  locale: person.locale,
  current_company: person.company,
  current_title: person.jobTitle,
  years_of_experience: person.years,
  skills: person.skills,
  notice_period_days: person.notice,
  resume_url: person.resume,
  said_status: person.saidStatus,
  owner_id: person.owner,
  source: person.source,
  medium: person.medium,
  campaign: person.campaign,
  external_id: person.externalId,
  current_pay_amount: `${person.currentPay}: ${person.amount}`,
  expected_pay_amount: `${person.expectedPay}: ${person.amount}`,
});

/** In the words of the API. What is empty is taken away. */
function wordsIn(form: URLSearchParams) {
  const text = (name: string) => typed(form, name) ?? null;
  return {
    ...Object.fromEntries(plain.slice(2).map((name) => [name, text(name)])),
    years_of_experience: numberIn(form, "years_of_experience"),
    notice_period_days: numberIn(form, "notice_period_days"),
    said_status: text("said_status") as Person["said_status"],
    name: form.get("name") ?? "",
    email: form.get("email") ?? "",
    other_emails: listIn(form.get("other_emails"), /[\s,;]+/),
    skills: listIn(form.get("skills"), /[,;\n]/),
    ...Object.fromEntries(pays.map((name) => [name, payIn(form, name)])),
  };
}

/** What is no number goes as it was typed, so that the API says so. */
function numberIn(form: URLSearchParams, name: string): number | null {
  const text = typed(form, name);
  return text === undefined ? null : /^-?\d+$/.test(text) ? Number(text) : (text as unknown as number);
}

function payIn(form: URLSearchParams, name: string): Pay | null {
  const amount = typed(form, `${name}_amount`);
  if (amount === undefined) return null;
  const currency = (typed(form, `${name}_currency`) ?? "").toUpperCase();
  // What is no period is refused by the API, as everything else is.
  return {
    amount_minor: minorOf(amount, currency),
    currency,
    per: (typed(form, `${name}_per`) ?? "year") as Pay["per"],
  };
}

const fields = {
  ...Object.fromEntries([...plain, "other_emails", "skills"].map((name) => [`/${name}`, name])),
  ...Object.fromEntries(
    pays.flatMap((name) => [
      [`/${name}`, `${name}_amount`],
      [`/${name}/currency`, `${name}_currency`],
      [`/${name}/per`, `${name}_per`],
    ]),
  ),
};

const byCode: Readonly<Record<string, string>> = {
  "candidate.email_taken": "email",
  "candidate.external_id_taken": "external_id",
  "candidate.owner_unknown": "owner_id",
};

/** A refusal that names no place still has one in the form. */
const faultsOf = (visit: Visit, problem: Parameters<typeof refusedBy>[1]): FieldFault[] =>
  refusedBy(visit, problem, fields).map((fault) =>
    fault.field === "" ? { ...fault, field: byCode[problem.code] ?? "" } : fault,
  );

export async function showNewCandidate(visit: Visit): Promise<Response> {
  return newPage(visit, { owner_id: visit.member }, [], 200);
}

async function newPage(visit: Visit, said: Typed, faults: readonly FieldFault[], status: number): Promise<Response> {
  const { speech } = visit;
  const words = wordsOf(visit);
  const names = await namesOf(visit.api);
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.person.new, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <h1>{words.person.new}</h1>
      <form method="post" action="/desk/candidates/new">
        <Once nonce={visit.asked.form.get("once") ?? visit.nonce} />
        <ProfileFields visit={visit} said={said} faults={faults} names={names} />
        <p class="actions">
          <button type="submit">{words.person.create}</button>
          <a href="/desk/candidates">{kitWords[speech.language].cancel}</a>
        </p>
      </form>
    </Room>,
    status,
  );
}

export async function addCandidate(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
  } = visit;
  const answer = await api.call(createCandidate, { body: wordsIn(form), headers: onceIn(form) });
  if (answer.ok) return seeOther(saying(`/desk/candidates/${answer.body.id}`, "created"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  return newPage(visit, typedIn(form), faultsOf(visit, problem), problem.status);
}

export async function showEditCandidate(visit: Visit): Promise<Response> {
  const person = await need(visit.api.call(getCandidate, { param: { id: visit.asked.param["id"] ?? "" } }));
  return editPage(visit, person, typedOf(person), [], 200);
}

type Clash = { now: Typed };

async function editPage(
  visit: Visit,
  person: Person,
  said: Typed,
  faults: readonly FieldFault[],
  status: number,
  clash?: Clash,
): Promise<Response> {
  const { speech } = visit;
  const words = wordsOf(visit);
  const names = await namesOf(visit.api);
  const here = `/desk/candidates/${person.id}`;
  const title = `${words.person.edit}: ${person.name}`;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(title, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={here}>
          <Own>{person.name}</Own>
        </a>
      </p>
      <h1>{words.person.edit}</h1>
      {clash === undefined ? null : (
        <Conflict visit={visit} rows={differences(labelsOf(words), clash.now, said)} keep={here} />
      )}
      <form method="post" action={`${here}/edit`}>
        <Version version={person.version} />
        <ProfileFields visit={visit} said={said} faults={faults} names={names} />
        <p class="actions">
          <button type="submit">{saveWord(visit)}</button>
          <a href={here}>{kitWords[speech.language].cancel}</a>
        </p>
      </form>
    </Room>,
    status,
  );
}

export async function editCandidate(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form, param },
  } = visit;
  const id = param["id"] ?? "";
  const answer = await api.call(changeCandidate, { param: { id }, body: wordsIn(form), headers: ifMatchIn(form) });
  if (answer.ok) return seeOther(saying(`/desk/candidates/${id}`, "saved"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  const person = await need(api.call(getCandidate, { param: { id } }));
  const clash = isConflict(problem) ? { now: typedOf(person) } : undefined;
  // Whoever has not seen the new version yet sends the old one again, and is told again.
  const shown = clash === undefined ? { ...person, version: Number(form.get("version")) || person.version } : person;
  return editPage(visit, shown, typedIn(form), faultsOf(visit, problem), problem.status, clash);
}

type FieldsProps = { visit: Visit; said: Typed; faults: readonly FieldFault[]; names: Names };

const ProfileFields = ({ visit, said, faults, names }: FieldsProps) => {
  const { speech } = visit;
  const words = wordsOf(visit);
  const { person } = words;
  const common = (name: string, label: string) => ({ name, label, value: said[name] ?? "", faults, speech });
  const line = (name: string, label: string) => <Field {...common(name, label)} dir="auto" optional />;
  return (
    <div class="groups">
      <fieldset>
        <legend>{person.profile}</legend>
        <Field {...common("name", person.name)} dir="auto" maxlength={200} />
        <Field {...common("email", person.email)} type="email" dir="ltr" />
        <TextArea {...common("other_emails", person.otherEmails)} hint={person.otherEmailsHint} rows={2} optional />
        <Field {...common("phone", person.phone)} type="tel" hint={person.phoneHint} dir="ltr" optional />
        {line("location", person.location)}
        <Select
          {...common("time_zone", person.zone)}
          choices={[{ value: "", label: words.unknown }, ...zoneNames().map((value) => ({ value, label: value }))]}
          optional
        />
        <Field {...common("locale", person.locale)} hint={person.localeHint} dir="ltr" optional />
      </fieldset>
      <fieldset>
        <legend>{words.candidates.columns.work}</legend>
        {line("current_title", person.jobTitle)}
        {line("current_company", person.company)}
        <Field {...common("years_of_experience", person.years)} type="number" min={0} max={80} optional />
        <TextArea {...common("skills", person.skills)} hint={person.skillsHint} rows={2} optional />
        <Field {...common("resume_url", person.resume)} type="url" hint={person.resumeHint} dir="ltr" optional />
        <Field {...common("notice_period_days", person.notice)} type="number" min={0} max={730} optional />
        <PayFields visit={visit} said={said} faults={faults} name="current_pay" label={person.currentPay} />
        <PayFields visit={visit} said={said} faults={faults} name="expected_pay" label={person.expectedPay} />
      </fieldset>
      <fieldset>
        <legend>{person.manage}</legend>
        <Select
          {...common("said_status", person.saidStatus)}
          choices={[
            { value: "", label: person.bySelf },
            { value: "contacted", label: words.candidateStatus.contacted },
            { value: "on_hold", label: words.candidateStatus.on_hold },
          ]}
          optional
        />
        <Select {...common("owner_id", person.owner)} choices={peopleChoices(names, words.nobody)} optional />
        {line("source", person.source)}
        {line("medium", person.medium)}
        {line("campaign", person.campaign)}
        {line("external_id", person.externalId)}
      </fieldset>
    </div>
  );
};

type PayProps = Omit<FieldsProps, "names"> & { name: string; label: string };

const PayFields = ({ visit, said, faults, name, label }: PayProps) => {
  const { person } = wordsOf(visit);
  return (
    <PayLine
      label={label}
      optional={kitWords[visit.speech.language].optional}
      parts={[
        { name: `${name}_amount`, label: person.amount, digits: true },
        { name: `${name}_currency`, label: person.currency },
        {
          name: `${name}_per`,
          label: person.per,
          choices: periods.map((value) => ({ value, label: person.pers[value] })),
        },
      ]}
      said={said}
      faults={faults}
    />
  );
};
