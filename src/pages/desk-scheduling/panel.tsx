// Who is in an interview, what they answered, and who could come instead.
import { memberRoles } from "#hiring/interviews/rules.ts";
import { cardDuties } from "#hiring/interviews/tables.ts";
import { fromWire } from "#kernel/instant.ts";
import type { FieldFault } from "../kit/forms.tsx";
import { Once, Select, Version } from "../kit/forms.tsx";
import { sayMoment, sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { filled, own } from "../kit/when.tsx";
import type { Load } from "./load-of.ts";
import { Badge, Fold } from "./parts.tsx";
import { type Names, peopleChoices } from "./people.ts";
import type { Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

type One = Talk["participants"][number];

const mostSuggested = 3;
const taking: ReadonlySet<One["role"]> = new Set(["lead", "panelist", "shadow", "reverse_shadow"]);
const changing: ReadonlySet<Talk["status"]> = new Set(["pending_schedule", "held", "confirmed", "in_progress"]);

/** "2 of 5 this week", for whoever weighs whom to ask. */
export function carried(visit: Visit, { week }: Load): string {
  const words = wordsFor(visit).interview;
  const done = sayNumber(visit.speech, week.meetings);
  return week.limit.count === null
    ? filled(words.carries, done)
    : filled(words.carriesOf, done, sayNumber(visit.speech, week.limit.count));
}

export const Seat = ({
  visit,
  talk,
  one,
  names,
  free,
  others,
}: {
  visit: Visit;
  talk: Talk;
  one: One;
  names: Names;
  /** Who could come in their place, of the pool that sent them. */
  free: readonly Load[];
  others: readonly Load[];
}) => {
  const words = wordsFor(visit);
  const isCandidate = one.role === "candidate";
  const name = isCandidate
    ? (talk.candidate?.name ?? words.role.candidate)
    : (names.get(one.member_id ?? "") ?? words.unnamed);
  const mayWrite = visit.may("interviews:write") && !isCandidate && changing.has(talk.status);
  const isBooked = talk.booking_id !== null;
  return (
    <li class="person" id={one.id}>
      <div class="row-main">
        <strong dir="auto">{name}</strong>
        <span class="quiet">
          {words.role[one.role]}
          {one.card === "none" || isCandidate ? "" : ` · ${words.card[one.card]}`}
        </span>
        {one.decline_reason === null ? null : <span>{filled(words.interview.saidWhy, one.decline_reason)}</span>}
      </div>
      <div class="row-end">
        {isBooked ? <Badge is={one.rsvp}>{words.rsvp[one.rsvp]}</Badge> : null}
        {one.attended === null ? null : (
          <Badge is={one.attended ? "good" : "declined"}>
            {one.attended ? words.interview.attended : words.interview.notThere}
          </Badge>
        )}
        {one.responded_at === null ? null : (
          <span class="quiet">
            {filled(words.interview.since, sayMoment(visit.speech, visit.zone, fromWire(one.responded_at)))}
          </span>
        )}
      </div>
      {mayWrite ? (
        <div class="person-acts">
          {one.rsvp === "declined" && taking.has(one.role) ? (
            <Replace visit={visit} talk={talk} one={one} free={free} name={name} />
          ) : null}
          <Fold
            label={
              <>
                {words.interview.change}
                <span class="unseen"> {own(name)}</span>
              </>
            }
          >
            {isBooked && taking.has(one.role) && one.rsvp !== "declined" ? (
              <Replace visit={visit} talk={talk} one={one} free={free} name={name} />
            ) : null}
            {isBooked && taking.has(one.role) ? (
              <ReplaceBy visit={visit} talk={talk} one={one} others={others} names={names} />
            ) : null}
            <ChangeSeat visit={visit} talk={talk} one={one} />
            {isBooked ? (
              <form method="post" action={`/desk/interviews/${talk.id}/people/${one.id}/link`}>
                <Once nonce={visit.nonce} />
                <p class="quiet">{words.interview.linkHint}</p>
                <button type="submit" class="plain">
                  {words.interview.makeLink}
                  <span class="unseen"> {own(name)}</span>
                </button>
              </form>
            ) : null}
            <form method="post" action={`/desk/interviews/${talk.id}/people/${one.id}/remove`}>
              <Version version={talk.version} />
              <button type="submit" class="plain">
                {words.interview.remove}
                <span class="unseen"> {own(name)}</span>
              </button>
            </form>
          </Fold>
        </div>
      ) : null}
    </li>
  );
};

type Acting = { visit: Visit; talk: Talk; one: One };

/** One press each: the fairest of the pool, or whoever has the least to do. */
const Replace = ({ visit, talk, one, free, name }: Acting & { free: readonly Load[]; name: string }) => {
  const words = wordsFor(visit).interview;
  const action = `/desk/interviews/${talk.id}/people/${one.id}/replace`;
  return (
    <div class="replace">
      <p>
        <strong>{filled(words.replaceTitle, name)}</strong>
        {free.length === 0 ? null : <span class="quiet"> {words.replaceHint}</span>}
      </p>
      <div class="actions">
        {one.pool_id === null ? null : (
          <form method="post" action={action}>
            <Once nonce={visit.nonce} />
            <button type="submit">{words.replaceFair}</button>
          </form>
        )}
        {free.slice(0, mostSuggested).map((load) => (
          <form method="post" action={action}>
            <Once nonce={`${visit.nonce}-${load.member_id}`} />
            <input type="hidden" name="to" value={load.member_id} />
            <button type="submit" class="plain">
              {filled(words.replaceWith, load.name)} <span class="quiet">{carried(visit, load)}</span>
            </button>
          </form>
        ))}
      </div>
    </div>
  );
};

/** Anybody else of the company. */
const ReplaceBy = ({ visit, talk, one, others, names }: Acting & { others: readonly Load[]; names: Names }) => {
  const words = wordsFor(visit);
  const there = new Set(talk.participants.map(({ member_id }) => member_id));
  const loads = new Map(others.map((load) => [load.member_id, load]));
  const choices = [...names]
    .filter(([id]) => !there.has(id))
    .map(([value, name]) => {
      const load = loads.get(value);
      return { value, label: load === undefined ? name : `${name} (${carried(visit, load)})` };
    });
  if (choices.length === 0) return null;
  return (
    <form method="post" action={`/desk/interviews/${talk.id}/people/${one.id}/replace`} class="line">
      <Once nonce={`${visit.nonce}-by`} />
      <p class="field">
        <label for={`to-${one.id}`}>{words.interview.replaceOther}</label>
        <select id={`to-${one.id}`} name="to" required>
          {choices.map(({ value, label }) => (
            <option value={value}>{label}</option>
          ))}
        </select>
      </p>
      <button type="submit" class="plain">
        {words.interview.replaceFair}
      </button>
    </form>
  );
};

const ChangeSeat = ({ visit, talk, one }: Acting) => {
  const words = wordsFor(visit);
  const select = (name: string, label: string, value: string, choices: readonly (readonly [string, string])[]) => (
    <p class="field">
      <label for={`${name}-${one.id}`}>{label}</label>
      <select id={`${name}-${one.id}`} name={name}>
        {choices.map(([key, text]) => (
          <option value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
  return (
    <form method="post" action={`/desk/interviews/${talk.id}/people/${one.id}`} class="line">
      <Version version={talk.version} />
      {select(
        "role",
        words.interview.part,
        one.role,
        memberRoles.map((role) => [role, words.role[role]] as const),
      )}
      {select(
        "card",
        words.interview.cardDuty,
        one.card,
        cardDuties.map((card) => [card, words.card[card]] as const),
      )}
      <button type="submit" class="plain">
        {words.interview.change}
      </button>
    </form>
  );
};

export const AddPerson = ({
  visit,
  talk,
  names,
  faults,
  form,
}: {
  visit: Visit;
  talk: Talk;
  names: Names;
  faults: readonly FieldFault[];
  form: URLSearchParams | undefined;
}) => {
  const words = wordsFor(visit);
  const there = new Set<string | null>(talk.participants.map(({ member_id }) => member_id));
  const others = new Map([...names].filter(([id]) => !there.has(id)));
  const isFaulty = faults.some(({ field }) => field === "member" || field === "role");
  if (others.size === 0) return null;
  return (
    <Fold label={words.interview.add} open={isFaulty}>
      <form method="post" action={`/desk/interviews/${talk.id}/people`} class="line">
        <Once nonce={visit.nonce} />
        <Version version={talk.version} />
        <Select
          name="member"
          label={words.person}
          value={form?.get("member") ?? ""}
          choices={peopleChoices(others, "–")}
          faults={faults}
          speech={visit.speech}
        />
        <Select
          name="role"
          label={words.interview.part}
          value={form?.get("role") ?? "panelist"}
          choices={memberRoles.map((value) => ({ value, label: words.role[value] }))}
          faults={faults}
          speech={visit.speech}
        />
        <button type="submit">{words.interview.addButton}</button>
      </form>
    </Fold>
  );
};
