// Who is in an interview, what they answered, and who could come instead.
import { memberRoles } from "#hiring/interviews/rules.ts";
import { cardDuties } from "#hiring/interviews/tables.ts";
import { fromWire } from "#kernel/instant.ts";
import { Once, Select, Version } from "../kit/forms.tsx";
import { sayMoment, sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { Fold, Press } from "../kit/room.tsx";
import { filled, own } from "../kit/when.tsx";
import { type Names, toChoices } from "../kit/names.ts";
import type { Load } from "./load-of.ts";
import { type Part, pathOf, whoseSeat } from "./interview-forms.tsx";
import { Badge } from "./parts.tsx";
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

type SeatProps = Part & {
  one: One;
  /** Who could come in their place, with the least to do first. */
  free: readonly Load[];
};

export const Seat = (props: SeatProps) => {
  const { visit, talk, one } = props;
  const words = wordsFor(visit);
  const isCandidate = one.role === "candidate";
  const isBooked = talk.booking_id !== null;
  return (
    <li class="person" id={one.id}>
      <div class="row-main">
        <strong dir="auto">{whoseSeat(props, one)}</strong>
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
      {visit.may("interviews:write") && !isCandidate && changing.has(talk.status) ? <SeatActs {...props} /> : null}
    </li>
  );
};

const seatPath = ({ talk, one }: SeatProps): string => `${pathOf(talk)}/people/${one.id}`;

/** What can be done about somebody's seat; who declined is replaced before anything else. */
const SeatActs = (props: SeatProps) => {
  const { visit, talk, one } = props;
  const words = wordsFor(visit).interview;
  const name = whoseSeat(props, one);
  const isBooked = talk.booking_id !== null;
  const isReplaced = isBooked && taking.has(one.role);
  const isDeclined = one.rsvp === "declined";
  return (
    <div class="person-acts">
      {isDeclined && taking.has(one.role) ? <Replace {...props} /> : null}
      <Fold
        label={
          <>
            {words.change}
            <span class="unseen"> {own(name)}</span>
          </>
        }
      >
        {isReplaced && !isDeclined ? <Replace {...props} /> : null}
        {isReplaced ? <ReplaceBy {...props} /> : null}
        <ChangeSeat {...props} />
        {isBooked ? (
          <>
            <p class="quiet">{words.linkHint}</p>
            <Press
              action={`${seatPath(props)}/link`}
              fields={{ once: visit.nonce }}
              label={words.makeLink}
              about={name}
            />
          </>
        ) : null}
        <Press action={`${seatPath(props)}/remove`} version={talk.version} label={words.remove} about={name} />
      </Fold>
    </div>
  );
};

/** One press each: the fairest of the pool that sent them, or whoever has the least to do. */
const Replace = (props: SeatProps) => {
  const { visit, one } = props;
  const words = wordsFor(visit).interview;
  const action = `${seatPath(props)}/replace`;
  const free = props.free.filter(
    ({ pools }) => one.pool_id === null || pools.some((pool) => pool.pool_id === one.pool_id),
  );
  return (
    <div class="replace">
      <p>
        <strong>{filled(words.replaceTitle, whoseSeat(props, one))}</strong>
        {free.length === 0 ? null : <span class="quiet"> {words.replaceHint}</span>}
      </p>
      <div class="actions">
        {one.pool_id === null ? null : (
          <Press action={action} fields={{ once: visit.nonce }} label={words.replaceFair} kind="main" />
        )}
        {free.slice(0, mostSuggested).map((load) => (
          <Press
            action={action}
            fields={{ once: `${visit.nonce}-${load.member_id}`, to: load.member_id }}
            label={`${filled(words.replaceWith, load.name)} (${carried(visit, load)})`}
          />
        ))}
      </div>
    </div>
  );
};

/** Anybody else of the company. */
const ReplaceBy = (props: SeatProps) => {
  const { visit, one, free } = props;
  const words = wordsFor(visit).interview;
  const loads = new Map(free.map((load) => [load.member_id, load]));
  const choices = [...othersIn(props)].map(([value, name]) => {
    const load = loads.get(value);
    return { value, label: load === undefined ? name : `${name} (${carried(visit, load)})` };
  });
  if (choices.length === 0) return null;
  return (
    <form method="post" action={`${seatPath(props)}/replace`} class="line">
      <Once nonce={`${visit.nonce}-by`} />
      <Select name="to" id={`to-${one.id}`} label={words.replaceOther} choices={choices} />
      <button type="submit" class="plain">
        {words.replaceFair}
      </button>
    </form>
  );
};

/** Whoever is not in it yet, by name. */
function othersIn({ talk, names }: Pick<Part, "talk" | "names">): Names {
  const there = new Set<string | null>(talk.participants.map(({ member_id }) => member_id));
  return new Map([...names].filter(([id]) => !there.has(id)));
}

const ChangeSeat = (props: SeatProps) => {
  const { visit, talk, one } = props;
  const words = wordsFor(visit);
  return (
    <form method="post" action={seatPath(props)} class="line">
      <Version version={talk.version} />
      <Select
        name="role"
        id={`role-${one.id}`}
        label={words.interview.part}
        value={one.role}
        choices={memberRoles.map((value) => ({ value, label: words.role[value] }))}
      />
      <Select
        name="card"
        id={`card-${one.id}`}
        label={words.interview.cardDuty}
        value={one.card}
        choices={cardDuties.map((value) => ({ value, label: words.card[value] }))}
      />
      <button type="submit" class="plain">
        {words.interview.change}
      </button>
    </form>
  );
};

export const AddPerson = ({ visit, talk, names, form }: Part) => {
  const words = wordsFor(visit);
  const others = othersIn({ talk, names });
  if (others.size === 0) return null;
  return (
    <Fold label={words.interview.add} open={form.isWrong("member", "role")}>
      <form method="post" action={`${pathOf(talk)}/people`} class="line">
        <Once nonce={visit.nonce} />
        <Version version={talk.version} />
        <Select {...form.line("member")} label={words.person} choices={toChoices(others, "–")} />
        <Select
          {...form.line("role", "panelist")}
          label={words.interview.part}
          choices={memberRoles.map((value) => ({ value, label: words.role[value] }))}
        />
        <button type="submit">{words.interview.addButton}</button>
      </form>
    </Fold>
  );
};
