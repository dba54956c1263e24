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
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Choices, Field, ifMatchIn, Once, onceIn, TextArea, Tick, Version } from "../../kit/forms.tsx";
import { count } from "../../kit/language.ts";
import { forMembers, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { kitWords } from "../../kit/words.ts";
import { clashPage, isClash } from "../clash.tsx";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../lists.tsx";
import {
  Confirm,
  demand,
  faultsOf,
  type Filled,
  filling,
  MetadataField,
  nameIn,
  notThere,
  peopleOf,
  Room,
} from "../parts.tsx";
import {
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
} from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { type PoolKept, placeOf, root, standings, strategies } from "./kept.ts";
import { show } from "./show.tsx";
import { poolWords } from "./words.ts";

export const poolPages: readonly PageRoute[] = [
  { method: "get", path: root, render: forMembers(list) },
  { method: "get", path: `${root}/new`, render: forMembers((visit) => form(visit)) },
  { method: "post", path: `${root}/new`, render: forMembers(make) },
  { method: "get", path: `${root}/{id}`, render: forMembers((visit) => show(visit)) },
  { method: "get", path: `${root}/{id}/edit`, render: forMembers(async (visit) => form(visit, await poolOf(visit))) },
  { method: "post", path: `${root}/{id}/edit`, render: forMembers(change) },
  { method: "post", path: `${root}/{id}/people`, render: forMembers(seat) },
  { method: "get", path: `${root}/{id}/people/{member}`, render: forMembers(sureToUnseat) },
  { method: "post", path: `${root}/{id}/people/{member}`, render: forMembers(unseat) },
  { method: "get", path: `${root}/{id}/delete`, render: forMembers((visit) => sure(visit)) },
  { method: "post", path: `${root}/{id}/delete`, render: forMembers(remove) },
];

const poolOf = ({ api, asked }: Visit): Promise<PoolKept> =>
  need(api.call(getPool, { param: { id: asked.param["id"] ?? "" }, expand: "members" }));

async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api, may } = visit;
  const words = poolWords[speech.language];
  const shared = sharedWords[speech.language];
  const query = filtersIn(visit, ["q", "strategy", "active"]);
  const page = { ...pageIn(visit), order: "name.asc" };
  const listed = await need(api.call(listPools, { query, page, expand: "members" }));
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      actions={
        may("pools:write") ? (
          <a class="button" href={`${root}/new`}>
            {words.make}
          </a>
        ) : undefined
      }
    >
      <p class="quiet">{words.intro}</p>
      <Filters visit={visit}>
        <Seek visit={visit} name="q" label={shared.search} />
        <Any
          visit={visit}
          name="strategy"
          label={words.fields.strategy}
          choices={strategies.map((value) => ({ value, label: words.strategies[value] }))}
        />
        <Any
          visit={visit}
          name="active"
          label={shared.state}
          choices={[
            { value: "true", label: shared.active },
            { value: "false", label: shared.inactive },
          ]}
        />
      </Filters>
      {listed.data.length === 0 ? <p>{Object.keys(query).length === 0 ? words.none : words.noneFit}</p> : null}
      <ul class="cards">
        {listed.data.map(({ id, name, strategy, active, members = [] }) => (
          <li class="card">
            <h2 dir="auto">
              <a href={placeOf(id)}>{name}</a>
            </h2>
            <p>
              <span class="badge">{words.strategies[strategy]}</span>{" "}
              {active ? null : <span class="badge">{shared.inactive}</span>}
            </p>
            <p class="quiet">
              {count(speech.language, members.length, words.peopleCount)} ·{" "}
              {count(
                speech.language,
                members.filter(({ standing }) => standing === "qualified").length,
                words.qualifiedCount,
              )}
            </p>
          </li>
        ))}
      </ul>
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
  );
}

const sheetOfPool = (kept: PoolKept): Sheet =>
  sheetOf({
    name: kept.name,
    description: kept.description,
    strategy: kept.strategy,
    active: kept.active,
    metadata: metadataLines(kept.metadata),
  });

async function form(visit: Visit, kept?: PoolKept, typed?: Filled): Promise<Response> {
  demand(visit, "pools:write");
  const { speech } = visit;
  const words = poolWords[speech.language];
  const isNew = kept === undefined;
  const filled = typed ?? { sheet: isNew ? sheetOf({ strategy: "rotate", active: true }) : sheetOfPool(kept) };
  const { line, many, tick } = filling(filled, speech);
  const back = isNew ? { href: root, label: words.all } : { href: placeOf(kept.id), label: kept.name };
  return deskResponse(
    <Room
      visit={visit}
      title={isNew ? words.make : `${sharedWords[speech.language].edit}: ${kept.name}`}
      back={back}
      faults={filled.faults}
    >
      <form method="post" class="sheet">
        {isNew ? (
          <Once nonce={visit.nonce} />
        ) : (
          <Version version={Number(typed?.sheet.get("version") ?? kept.version)} />
        )}
        <Field {...line("name")} label={words.fields.name} maxlength={200} dir="auto" />
        <TextArea {...line("description")} label={words.fields.description} maxlength={2_000} optional />
        <Choices
          {...many("strategy")}
          kind="radio"
          label={words.fields.strategy}
          choices={strategies.map((value) => ({ value, label: words.strategies[value] }))}
        />
        <Tick {...tick("active")} label={words.fields.active} />
        <MetadataField filled={filled} speech={speech} />
        <div class="actions">
          <button type="submit">{kitWords[speech.language].save}</button>
          <a class="button plain" href={back.href}>
            {kitWords[speech.language].cancel}
          </a>
        </div>
      </form>
    </Room>,
    filled.status,
  );
}

const bodyIn = (sheet: Sheet) => ({
  name: textIn(sheet, "name") ?? "",
  description: proseIn(sheet, "description"),
  strategy: oneOf(sheet, "strategy", strategies),
  active: isTicked(sheet, "active"),
});

const fields = Object.fromEntries(
  ["name", "description", "strategy", "metadata", "standing", "weight", "priority"].map((name) => [`/${name}`, name]),
);

const refused = (visit: Visit, answer: Parameters<typeof faultsOf>[0]): Filled => ({
  sheet: visit.asked.form,
  faults: faultsOf(
    answer,
    visit.speech,
    { ...fields, ...(answer.problem.code === "pool.name_taken" ? { "": "name" } : {}) },
    poolWords[visit.speech.language].refusals,
  ),
  status: answer.status,
});

async function make(visit: Visit): Promise<PageAnswer> {
  const { asked } = visit;
  const body = { ...bodyIn(asked.form), metadata: metadataIn(asked.form) };
  const answer = await visit.api.call(createPool, { body, headers: onceIn(asked.form) });
  return answer.ok ? seeOther(`${placeOf(answer.body.id)}?said=made`) : form(visit, undefined, refused(visit, answer));
}

async function change(visit: Visit): Promise<PageAnswer> {
  const { asked, speech } = visit;
  const kept = await poolOf(visit);
  const body = { ...bodyIn(asked.form), metadata: metadataPatchIn(asked.form, kept.metadata) };
  const answer = await visit.api.call(changePool, { param: { id: kept.id }, body, headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther(`${placeOf(kept.id)}?said=saved`);
  if (!isClash(answer)) return form(visit, kept, refused(visit, answer));
  return clashPage({
    visit,
    action: `${placeOf(kept.id)}/edit`,
    back: placeOf(kept.id),
    theirs: sheetOfPool(kept),
    version: kept.version,
    labels: poolWords[speech.language].fields,
  });
}

/** Puts somebody in, or changes how they stand there. */
async function seat(visit: Visit): Promise<PageAnswer> {
  const { form: sheet, param } = visit.asked;
  const member = sheet.get("member") ?? "";
  const id = param["id"] ?? "";
  const answer = await visit.api.call(seatPoolMember, {
    param: { id, member_id: member === "" ? "none" : member },
    body: {
      standing: oneOf(sheet, "standing", standings),
      weight: numberIn(sheet, "weight") ?? 1,
      priority: numberIn(sheet, "priority") ?? 1,
    },
    headers: sheet.has("version") ? ifMatchIn(sheet) : {},
  });
  if (answer.ok) return seeOther(`${placeOf(id)}?said=${sheet.has("version") ? "saved" : "added"}`);
  return show(visit, refused(visit, answer));
}

async function sureToUnseat(visit: Visit): Promise<Response> {
  demand(visit, "pools:write");
  const words = poolWords[visit.speech.language];
  const kept = await poolOf(visit);
  const { member = "" } = visit.asked.param;
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

async function unseat(visit: Visit): Promise<PageAnswer> {
  const { form: sheet, param } = visit.asked;
  const id = param["id"] ?? "";
  const answer = await visit.api.call(unseatPoolMember, {
    param: { id, member_id: param["member"] ?? "" },
    headers: ifMatchIn(sheet),
  });
  return answer.ok
    ? seeOther(`${placeOf(id)}?said=removed`)
    : show(visit, { ...refused(visit, answer), sheet: sheetOf({}) });
}

async function sure(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  demand(visit, "pools:write");
  const words = poolWords[visit.speech.language];
  const shared = sharedWords[visit.speech.language];
  const kept = await poolOf(visit);
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${shared.remove}: ${kept.name}`}
      action={`${placeOf(kept.id)}/delete`}
      back={placeOf(kept.id)}
      button={shared.remove}
      version={kept.version}
      faults={faults}
    >
      <p>{words.deleteText}</p>
      <p>{shared.certain}</p>
    </Confirm>,
    status,
  );
}

async function remove(visit: Visit): Promise<PageAnswer> {
  const { form: sheet, param } = visit.asked;
  const answer = await visit.api.call(deletePool, { param: { id: param["id"] ?? "" }, headers: ifMatchIn(sheet) });
  if (answer.ok) return seeOther(`${root}?said=deleted`);
  return sure(visit, refused(visit, answer).faults, answer.status);
}
