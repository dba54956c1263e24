// The form of a candidate's profile: to add somebody, and to change what is known.
import type * as z from "zod";
import { type Candidate, changeCandidate, createCandidate, getCandidate } from "#hiring/candidates/contract.ts";
import { zoneNames } from "#time/zones.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, idIn, standing } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, onceIn, Select, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { type Names, namesIn, toChoices } from "../kit/names.ts";
import { need } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, type Sheet, sheetOf, textIn } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { kitWords } from "../kit/words.ts";
import { listIn, saying } from "./asking.ts";
import { PayLine } from "./bits.tsx";
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

/** What the form says of somebody who is known. */
const sheetOfPerson = (person: Person): Sheet =>
  sheetOf({
    ...Object.fromEntries(plain.map((name) => [name, person[name] ?? null])),
    other_emails: person.other_emails.join("\n"),
    skills: person.skills.join(", "),
    ...payTyped("current_pay", person.current_pay),
    ...payTyped("expected_pay", person.expected_pay),
  });

const payTyped = (name: string, pay: Pay | null | undefined): Record<string, string> =>
  pay == null
    ? {}
    : {
        [`${name}_amount`]: amountOf(pay.amount_minor, pay.currency),
        [`${name}_currency`]: pay.currency,
        [`${name}_per`]: pay.per,
      };

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
  const text = (name: string) => textIn(form, name);
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
  "candidate.email_taken": "email",
  "candidate.external_id_taken": "external_id",
  "candidate.owner_unknown": "owner_id",
};

export const showNewCandidate = (visit: Visit): Promise<Response> =>
  newPage(visit, { sheet: sheetOf({ owner_id: visit.member }) });

async function newPage(visit: Visit, filled: Filled): Promise<Response> {
  const words = wordsOf(visit);
  const names = await namesIn(visit);
  const back = { href: "/desk/candidates", label: words.candidates.title };
  return deskResponse(
    <Room visit={visit} title={words.person.new} back={back} faults={filled.faults}>
      <SheetForm visit={visit} filled={filled} version={undefined} back={back.href} save={words.person.create}>
        <ProfileFields visit={visit} filled={filled} names={names} />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

export function addCandidate(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  return act(visit, visit.api.call(createCandidate, { body: wordsIn(form), headers: onceIn(form) }), {
    to: ({ id }) => saying(`/desk/candidates/${id}`, "made"),
    again: newPage,
    fields,
  });
}

const find = (visit: Visit): Promise<Person> => need(visit.api.call(getCandidate, { param: { id: idIn(visit) } }));

export async function showEditCandidate(visit: Visit): Promise<Response> {
  const person = await find(visit);
  return editPage(visit, person, { sheet: sheetOfPerson(person) });
}

async function editPage(visit: Visit, person: Person, filled: Filled): Promise<Response> {
  const words = wordsOf(visit).person;
  const names = await namesIn(visit);
  const here = `/desk/candidates/${person.id}`;
  return deskResponse(
    <Room
      visit={visit}
      title={`${words.edit}: ${person.name}`}
      back={{ href: here, label: person.name }}
      faults={filled.faults}
    >
      <SheetForm visit={visit} filled={filled} version={person.version} back={here}>
        <ProfileFields visit={visit} filled={filled} names={names} />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

export async function editCandidate(visit: Visit): Promise<PageAnswer> {
  const person = await find(visit);
  const here = `/desk/candidates/${person.id}`;
  const asked = visit.api.call(changeCandidate, { ...standing(visit), body: wordsIn(visit.asked.form) });
  return act(visit, asked, {
    to: saying(here, "saved"),
    again: (_, filled) => editPage(visit, person, filled),
    fields,
    clash: () => ({
      action: `${here}/edit`,
      back: here,
      theirs: sheetOfPerson(person),
      version: person.version,
      labels: labelsOf(wordsOf(visit)),
    }),
  });
}

type FieldsProps = { visit: Visit; filled: Filled; names: Names };

const ProfileFields = ({ visit, filled, names }: FieldsProps) => {
  const words = wordsOf(visit);
  const { person } = words;
  const form = filling(filled, visit.speech);
  const common = (name: string, label: string) => ({ ...form.line(name), label });
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
        <PayFields visit={visit} filled={filled} name="current_pay" label={person.currentPay} />
        <PayFields visit={visit} filled={filled} name="expected_pay" label={person.expectedPay} />
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
        <Select {...common("owner_id", person.owner)} choices={toChoices(names, words.nobody)} optional />
        {line("source", person.source)}
        {line("medium", person.medium)}
        {line("campaign", person.campaign)}
        {line("external_id", person.externalId)}
      </fieldset>
    </div>
  );
};

type PayProps = Omit<FieldsProps, "names"> & { name: string; label: string };

const PayFields = ({ visit, filled, name, label }: PayProps) => {
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
          choices: worded(periods, person.pers),
        },
      ]}
      filled={filled}
    />
  );
};
