import { listEventTypes } from "#booking/event-types/contract.ts";
import { getPool } from "#booking/pools/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { idIn } from "../../kit/act.ts";
import { named, worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, Select, Version } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { nameIn, type Person, peopleOf } from "../../kit/people.ts";
import { need } from "../../kit/problem.tsx";
import { Moment, Room } from "../../kit/room.tsx";
import { type Filled, filling, sheetOf } from "../../kit/sheet.ts";
import { Doors } from "../../kit/thing.tsx";
import { type PoolKept, placeOf, root, standings } from "./kept.ts";
import { type PoolWords, poolWords } from "./words.ts";

type Seat = NonNullable<PoolKept["members"]>[number];

/** A pool with its people, how each stands there, and who draws from it. */
export async function show(visit: Visit, typed?: Filled): Promise<PageAnswer> {
  const { speech, api, may } = visit;
  const words = poolWords[speech.language];
  const id = idIn(visit);
  const [kept, users, people] = await Promise.all([
    need(api.call(getPool, { param: { id }, expand: "members" })),
    may("event_types:read")
      ? need(api.call(listEventTypes, { query: { pool_id: id }, page: { limit: 100, order: "title.asc" } }))
      : undefined,
    peopleOf(visit),
  ]);
  const isMine = may("pools:write");
  const members = kept.members ?? [];
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      back={{ href: root, label: words.all }}
      faults={typed?.faults}
      actions={<Doors visit={visit} needs="pools:write" here={placeOf(kept.id)} />}
    >
      {kept.active ? null : <p class="warning">{words.sleeping}</p>}
      <p>
        <span class="badge">{words.strategies[kept.strategy]}</span>
      </p>
      {kept.description === null ? null : (
        <p class="typed" dir="auto">
          {kept.description}
        </p>
      )}
      <h2>{words.people}</h2>
      {members.length === 0 ? <p class="quiet">{words.empty}</p> : null}
      <ul class="seats">
        {members.map((seat) => (
          <Seated visit={visit} pool={kept} seat={seat} people={people} isMine={isMine} />
        ))}
      </ul>
      {isMine ? <Newcomer visit={visit} pool={kept} people={people} typed={typed} /> : null}
      {users === undefined ? null : <Users words={words} users={users.data} />}
    </Room>,
    typed?.status,
  );
}

type UsersProps = { words: PoolWords; users: readonly { id: string; title: string }[] };

/** Who draws from it. */
const Users = ({ words, users }: UsersProps) => (
  <>
    <h2>{words.usedBy}</h2>
    {users.length === 0 ? <p class="quiet">{words.unused}</p> : null}
    <ul>
      {users.map(({ id, title }) => (
        <li dir="auto">
          <a href={`/desk/event-types/${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  </>
);

type SeatedProps = { visit: Visit; pool: PoolKept; seat: Seat; people: readonly Person[]; isMine: boolean };

/** One person: the few words that say how they stand, and the form that changes it folded behind them. */
const Seated = ({ visit, pool, seat, people, isMine }: SeatedProps) => {
  const { speech } = visit;
  const words = poolWords[speech.language];
  const name = nameIn(people, seat.member_id);
  return (
    <li class="card">
      <p class="name" dir="auto">
        {name} <span class="badge">{words.standings[seat.standing]}</span>
      </p>
      <p class="quiet">
        {words.turns}: {seat.assigned_count} · {words.last}:{" "}
        {seat.last_assigned_at === null ? words.never : <Moment visit={visit} at={seat.last_assigned_at} />}
        {pool.strategy === "weighted" ? ` · ${words.weight}: ${seat.weight}` : null}
        {pool.strategy === "priority" ? ` · ${words.priority}: ${seat.priority}` : null}
      </p>
      {isMine ? (
        <div class="actions">
          <details>
            <summary aria-label={`${words.changeSeat}: ${name}`}>{words.changeSeat}</summary>
            <form method="post" action={`${placeOf(pool.id)}/people`}>
              <Version version={seat.version} />
              <input type="hidden" name="member" value={seat.member_id} />
              <Standing visit={visit} mark={seat.member_id} filled={{ sheet: seatSheet(seat) }} />
              <button type="submit">{words.changeSeat}</button>
            </form>
          </details>
          <a href={`${placeOf(pool.id)}/people/${seat.member_id}`} aria-label={`${words.unseat}: ${name}`}>
            {words.unseat}
          </a>
        </div>
      ) : null}
    </li>
  );
};

const seatSheet = ({ standing, weight, priority }: Seat) => sheetOf({ standing, weight, priority });

/** The three things said of somebody's seat; `mark` keeps ids apart where the page has several such forms. */
const Standing = ({ visit: { speech }, filled, mark = "" }: { visit: Visit; filled: Filled; mark?: string }) => {
  const words = poolWords[speech.language];
  const id = (name: string) => `${name}${mark === "" ? "" : `-${mark}`}`;
  const number = (name: "weight" | "priority") => (
    <Field
      name={name}
      id={id(name)}
      label={words[name]}
      hint={words[`${name}Hint`]}
      type="number"
      min={1}
      max={100}
      value={filled.sheet.get(name) ?? "1"}
    />
  );
  return (
    <div class="row">
      <Select
        name="standing"
        id={id("standing")}
        label={words.standing}
        hint={words.standingHint}
        value={filled.sheet.get("standing")}
        choices={worded(standings, words.standings)}
      />
      {number("weight")}
      {number("priority")}
    </div>
  );
};

type NewcomerProps = { visit: Visit; pool: PoolKept; people: readonly Person[]; typed: Filled | undefined };

const Newcomer = ({ visit, pool, people, typed }: NewcomerProps) => {
  const { speech } = visit;
  const words = poolWords[speech.language];
  const seated = new Set((pool.members ?? []).map(({ member_id: id }) => id));
  const others = people.filter(({ id, active }) => active && !seated.has(id));
  const filled = typed ?? { sheet: sheetOf({ standing: "qualified", weight: 1, priority: 1 }) };
  const { line } = filling(filled, speech);
  if (others.length === 0) return <p class="quiet">{words.seatOther}</p>;
  return (
    <form method="post" action={`${placeOf(pool.id)}/people`} class="sheet group">
      <h2>{words.seat}</h2>
      <Select
        {...line("member")}
        label={words.person}
        choices={[{ value: "", label: words.choose }, ...named(others)]}
      />
      <Standing visit={visit} filled={filled} />
      <button type="submit">{words.seat}</button>
    </form>
  );
};
