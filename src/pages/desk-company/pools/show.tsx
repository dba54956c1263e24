import { listEventTypes } from "#booking/event-types/contract.ts";
import { getPool } from "#booking/pools/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Select, Version } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { type Filled, filling, Moment, nameIn, type Person, peopleOf, Room } from "../parts.tsx";
import { sheetOf } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { type PoolKept, placeOf, root, standings } from "./kept.ts";
import { type PoolWords, poolWords } from "./words.ts";

type Seat = NonNullable<PoolKept["members"]>[number];

/** A pool with its people, how each stands there, and who draws from it. */
export async function show(visit: Visit, typed?: Filled): Promise<PageAnswer> {
  const { speech, api, asked, may } = visit;
  const words = poolWords[speech.language];
  const shared = sharedWords[speech.language];
  const id = asked.param["id"] ?? "";
  const [kept, users, people] = await Promise.all([
    need(api.call(getPool, { param: { id }, expand: "members" })),
    may("event_types:read")
      ? need(api.call(listEventTypes, { query: { pool_id: id }, page: { limit: 100, order: "title.asc" } }))
      : undefined,
    peopleOf(visit),
  ]);
  const isMine = may("pools:write");
  const here = placeOf(kept.id);
  const members = kept.members ?? [];
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      back={{ href: root, label: words.all }}
      faults={typed?.faults}
      actions={
        isMine ? (
          <>
            <a class="button plain" href={`${here}/edit`}>
              {shared.edit}
            </a>
            <a class="button plain" href={`${here}/delete`}>
              {shared.remove}
            </a>
          </>
        ) : undefined
      }
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
              <Standing visit={visit} mark={seat.member_id} filled={{ sheet: sheetOf({ ...seatSheet(seat) }) }} />
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

const seatSheet = ({ standing, weight, priority }: Seat) => ({ standing, weight, priority });

/** The three things said of somebody's seat; `mark` keeps ids apart where the page has several such forms. */
const Standing = ({ visit: { speech }, filled, mark = "" }: { visit: Visit; filled: Filled; mark?: string }) => {
  const words = poolWords[speech.language];
  const id = (name: string) => `${name}${mark === "" ? "" : `-${mark}`}`;
  const number = (name: "weight" | "priority") => (
    <p class="field">
      <label for={id(name)}>{words[name]}</label>
      <span class="quiet hint" id={`${id(name)}-hint`}>
        {words[`${name}Hint`]}
      </span>
      <input
        id={id(name)}
        name={name}
        type="number"
        min={1}
        max={100}
        value={filled.sheet.get(name) ?? "1"}
        aria-describedby={`${id(name)}-hint`}
      />
    </p>
  );
  return (
    <div class="row">
      <p class="field">
        <label for={id("standing")}>{words.standing}</label>
        <span class="quiet hint">{words.standingHint}</span>
        <select id={id("standing")} name="standing">
          {standings.map((value) => (
            <option value={value} selected={filled.sheet.get("standing") === value}>
              {words.standings[value]}
            </option>
          ))}
        </select>
      </p>
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
        choices={[{ value: "", label: words.choose }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Standing visit={visit} filled={filled} />
      <button type="submit">{words.seat}</button>
    </form>
  );
};
