import type { PageAnswer, PageRoute } from "#http/pages.ts";
import {
  changePool,
  createPool,
  deletePool,
  getPool,
  listPools,
  seatPoolMember,
  unseatPoolMember,
} from "#booking/pools/contract.ts";
import { act, idIn, standing } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Choices, Field, ifMatchIn, onceIn, TextArea, Tick } from "../../kit/forms.tsx";
import { count } from "../../kit/language.ts";
import { Any, AnyState, filtersIn, ListRoom, pageIn, sayNone, Seek } from "../../kit/lists.tsx";
import { pagesOf, type Visit } from "../../kit/member.tsx";
import { nameIn, peopleOf } from "../../kit/people.ts";
import { need } from "../../kit/problem.tsx";
import { Confirm, demand, notThere } from "../../kit/room.tsx";
import {
  type Filled,
  filling,
  isTicked,
  metadataIn,
  metadataLines,
  metadataPatchIn,
  numberIn,
  oneOf,
  proseIn,
  type Sheet,
  sheetOf,
  textIn,
} from "../../kit/sheet.ts";
import { type Thing, thingPages } from "../../kit/thing.tsx";
import { MetadataField } from "../parts.tsx";
import { type PoolKept, placeOf, root, standings, strategies } from "./kept.ts";
import { show } from "./show.tsx";
import { poolWords } from "./words.ts";

const wordsOf = ({ speech }: Visit) => poolWords[speech.language];

const poolOf = (visit: Visit): Promise<PoolKept> =>
  need(visit.api.call(getPool, { param: { id: idIn(visit) }, expand: "members" }));

const names = ["name", "description", "strategy", "metadata", "standing", "weight", "priority"];
const fields = { ...Object.fromEntries(names.map((name) => [`/${name}`, name])), "pool.name_taken": "name" };

const bodyIn = (sheet: Sheet) => ({
  name: textIn(sheet, "name") ?? "",
  description: proseIn(sheet, "description"),
  strategy: oneOf(sheet, "strategy", strategies),
  active: isTicked(sheet, "active"),
});

const pool: Thing<PoolKept, PoolKept> = {
  root,
  needs: "pools:write",
  words: wordsOf,
  find: poolOf,
  nameOf: ({ name }) => name,
  sheetOf: (kept) =>
    kept === undefined
      ? sheetOf({ strategy: "rotate", active: true })
      : sheetOf({ ...kept, members: null, metadata: metadataLines(kept.metadata) }),
  form: (visit, filled) => <PoolFields visit={visit} filled={filled} />,
  fields: () => fields,
  labels: (visit) => wordsOf(visit).fields,
  make: ({ api, asked: { form } }) =>
    api.call(createPool, { body: { ...bodyIn(form), metadata: metadataIn(form) }, headers: onceIn(form) }),
  change: (visit, { metadata }) => {
    const { form } = visit.asked;
    const body = { ...bodyIn(form), metadata: metadataPatchIn(form, metadata) };
    return visit.api.call(changePool, { ...standing(visit), body });
  },
  end: (visit) => visit.api.call(deletePool, standing(visit)),
};

const PoolFields = ({ visit, filled }: { visit: Visit; filled: Filled }) => {
  const { speech } = visit;
  const words = wordsOf(visit);
  const { line, many, tick } = filling(filled, speech);
  return (
    <>
      <Field {...line("name")} label={words.fields.name} maxlength={200} dir="auto" />
      <TextArea {...line("description")} label={words.fields.description} maxlength={2_000} optional />
      <Choices
        {...many("strategy")}
        kind="radio"
        label={words.fields.strategy}
        choices={worded(strategies, words.strategies)}
      />
      <Tick {...tick("active")} label={words.fields.active} />
      <MetadataField filled={filled} speech={speech} />
    </>
  );
};

const pages = pagesOf("firm", poolWords);
const { get, post } = pages;

export const poolPages: readonly PageRoute[] = [
  get(root, list),
  ...thingPages(pages, pool),
  get(`${root}/{id}`, show),
  post(`${root}/{id}/people`, seat),
  get(`${root}/{id}/people/{member}`, sureToUnseat),
  post(`${root}/{id}/people/{member}`, unseat),
];

async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api } = visit;
  const words = wordsOf(visit);
  const query = filtersIn(visit, ["q", "strategy", "active"]);
  const listed = await need(api.call(listPools, { query, page: pageIn(visit, "name.asc"), expand: "members" }));
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.title}
      intro={words.intro}
      make={{ needs: "pools:write", href: `${root}/new`, label: words.make }}
      filters={
        <>
          <Seek visit={visit} name="q" label={deskWords[speech.language].search} />
          <Any
            visit={visit}
            name="strategy"
            label={words.fields.strategy}
            choices={worded(strategies, words.strategies)}
          />
          <AnyState visit={visit} />
        </>
      }
      page={listed}
      none={sayNone(words, query)}
    >
      <ul class="cards">
        {listed.data.map((one) => (
          <Card visit={visit} one={one} />
        ))}
      </ul>
    </ListRoom>,
  );
}

const Card = ({ visit, one }: { visit: Visit; one: PoolKept }) => {
  const { language } = visit.speech;
  const words = wordsOf(visit);
  const { id, name, strategy, active, members = [] } = one;
  const qualified = members.filter(({ standing: own }) => own === "qualified");
  return (
    <li class="card">
      <h2 dir="auto">
        <a href={placeOf(id)}>{name}</a>
      </h2>
      <p>
        <span class="badge">{words.strategies[strategy]}</span>{" "}
        {active ? null : <span class="badge">{deskWords[language].inactive}</span>}
      </p>
      <p class="quiet">
        {count(language, members.length, deskWords[language].people)} ·{" "}
        {count(language, qualified.length, words.qualifiedCount)}
      </p>
    </li>
  );
};

/** Puts somebody in, or changes how they stand there. */
function seat(visit: Visit): Promise<PageAnswer> {
  const { form: sheet } = visit.asked;
  const id = idIn(visit);
  const asked = visit.api.call(seatPoolMember, {
    param: { id, member_id: textIn(sheet, "member") ?? "none" },
    body: {
      standing: oneOf(sheet, "standing", standings),
      weight: numberIn(sheet, "weight") ?? 1,
      priority: numberIn(sheet, "priority") ?? 1,
    },
    headers: sheet.has("version") ? ifMatchIn(sheet) : {},
  });
  return act(visit, asked, {
    to: `${placeOf(id)}?said=${sheet.has("version") ? "saved" : "added"}`,
    again: show,
    fields,
  });
}

async function sureToUnseat(visit: Visit): Promise<Response> {
  demand(visit, "pools:write");
  const words = wordsOf(visit);
  const kept = await poolOf(visit);
  const member = idIn(visit, "member");
  const seated = kept.members?.find(({ member_id: id }) => id === member);
  if (seated === undefined) throw notThere("pool.member_unknown");
  const name = nameIn(await peopleOf(visit), member);
  return deskResponse(
    <Confirm
      visit={visit}
      title={words.unseatTitle.replace("#", () => name)}
      action={`${placeOf(kept.id)}/people/${member}`}
      back={placeOf(kept.id)}
      button={words.unseat}
      version={seated.version}
    >
      <p>{words.unseatText}</p>
    </Confirm>,
  );
}

function unseat(visit: Visit): Promise<PageAnswer> {
  const { param, headers } = standing(visit);
  const asked = visit.api.call(unseatPoolMember, { param: { ...param, member_id: idIn(visit, "member") }, headers });
  return act(visit, asked, {
    to: `${placeOf(param.id)}?said=removed`,
    again: (_, { faults, status }) => show(visit, { sheet: sheetOf({}), faults, status }),
  });
}
