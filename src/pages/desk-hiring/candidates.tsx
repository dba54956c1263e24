import type * as z from "zod";
import { type Candidate, listCandidates } from "#hiring/candidates/contract.ts";
import { exportCandidates } from "#hiring/imports/contract.ts";
import { createTag, listTags } from "#hiring/tags/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, Once, onceIn } from "../kit/forms.tsx";
import { Any, filtersIn, More, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { type Names, namesIn, toChoices } from "../kit/names.ts";
import { need, Turned } from "../kit/problem.tsx";
import { Fold, Room } from "../kit/room.tsx";
import { type Filled, filling, oneOf } from "../kit/sheet.ts";
import { saying } from "./asking.ts";
import { CopyLink, Empty, Filters, Order, orders, ShortDay, State, type Tone } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Person = z.output<typeof Candidate>;

const filterNames = ["q", "status", "tag_id", "skill", "owner_id"] as const;

export const candidateTones: Readonly<Record<Person["status"], Tone>> = {
  new: "plain",
  contacted: "plain",
  scheduled: "busy",
  in_progress: "busy",
  rejected: "plain",
  accepted: "good",
  on_hold: "plain",
};

const statuses = Object.keys(candidateTones) as Person["status"][];

/** Everybody whom the company knows, as far as somebody looks for them. */
export async function showCandidates(visit: Visit, again?: Filled): Promise<Response> {
  const { api, asked, may } = visit;
  const words = wordsOf(visit).candidates;
  const filters = filtersIn(visit, filterNames);
  const order = oneOf(asked.url.searchParams, "order", orders);
  const [page, tags, names] = await Promise.all([
    need(api.call(listCandidates, { query: filters, page: pageIn(visit, order, 50), expand: "tags" })),
    need(api.call(listTags, { query: { kind: "candidate" }, page: { limit: 100, order: "name.asc" } })),
    namesIn(visit),
  ]);
  // Where there is nobody yet, nobody has to be looked for.
  const isBare = page.data.length === 0 && Object.keys(filters).length === 0;
  return deskResponse(
    <Room visit={visit} title={words.title} faults={again?.faults} islands={["hiring"]}>
      <div class="bar no-print">
        {isBare ? null : <Search visit={visit} />}
        <p class="actions">
          {may("candidates:write") ? (
            <>
              <a class="button" href="/desk/candidates/new">
                {words.add}
              </a>
              <a href="/desk/imports">{words.import}</a>
            </>
          ) : null}
        </p>
      </div>
      {isBare ? null : (
        <Narrow visit={visit} tags={new Map(tags.data.map(({ id, name }) => [id, name]))} names={names} />
      )}
      {page.data.length === 0 ? (
        <Empty>{isBare ? words.empty : words.none}</Empty>
      ) : (
        <People visit={visit} people={page.data} names={names} />
      )}
      <More visit={visit} cursor={page.next_cursor} />
      {isBare ? null : (
        <div class="bar no-print">
          <CopyLink visit={visit} />
          {may("candidates:export") ? <Export visit={visit} filters={filters} /> : null}
        </div>
      )}
      {may("candidates:write") ? <NewTag visit={visit} again={again} /> : null}
    </Room>,
    again?.status,
  );
}

const Search = ({ visit }: { visit: Visit }) => {
  const words = wordsOf(visit);
  return (
    <search>
      <form method="get" action="/desk/candidates" class="choose">
        <p class="field">
          <label for="find">{words.candidates.q}</label>
          <span class="quiet hint" id="find-hint">
            {words.candidates.qHint}
          </span>
          <input
            id="find"
            name="q"
            type="search"
            dir="auto"
            value={visit.asked.url.searchParams.get("q") ?? ""}
            aria-describedby="find-hint"
          />
        </p>
        <button type="submit">{words.search}</button>
      </form>
    </search>
  );
};

const Narrow = ({ visit, tags, names }: { visit: Visit; tags: Names; names: Names }) => {
  const words = wordsOf(visit);
  const own = words.candidates;
  const { searchParams } = visit.asked.url;
  const q = searchParams.get("q") ?? "";
  return (
    <Filters
      visit={visit}
      list="/desk/candidates"
      isOpen={["status", "tag_id", "skill", "owner_id"].some((name) => Boolean(searchParams.get(name)))}
    >
      {q === "" ? null : <input type="hidden" name="q" value={q} />}
      <Any visit={visit} name="status" label={own.status} choices={worded(statuses, words.candidateStatus)} />
      <Any visit={visit} name="tag_id" label={own.tag} choices={toChoices(tags)} />
      <Any visit={visit} name="owner_id" label={own.owner} choices={toChoices(names)} />
      <Seek visit={visit} name="skill" label={own.skill} />
      <Order visit={visit} />
    </Filters>
  );
};

/** "Engineer at Harbour & Vale", as much of it as is known. */
export const workOf = ({ current_title: title, current_company: company }: Person, at: string): string =>
  title !== null && company !== null ? `${title} ${at} ${company}` : (title ?? company ?? "");

const People = ({ visit, people, names }: { visit: Visit; people: readonly Person[]; names: Names }) => {
  const words = wordsOf(visit);
  const { columns } = words.candidates;
  return (
    <Table
      label={words.candidates.title}
      head={[columns.name, columns.status, columns.work, columns.tags, columns.owner, columns.added]}
    >
      {people.map((person) => (
        <tr>
          <th scope="row">
            <a href={`/desk/candidates/${person.id}`}>
              <bdi>{person.name}</bdi>
            </a>
            <span class="quiet address" dir="ltr">
              {person.email}
            </span>
          </th>
          <td>
            <State word={words.candidateStatus[person.status]} tone={candidateTones[person.status]} />
          </td>
          <td dir="auto">{workOf(person, words.candidates.at)}</td>
          <td>
            {person.tags?.map(({ name }) => (
              <>
                <span class="badge">
                  <bdi>{name}</bdi>
                </span>{" "}
              </>
            ))}
          </td>
          <td dir="auto" data-of={columns.owner}>
            {person.owner_id === null ? null : names.get(person.owner_id)}
          </td>
          <td data-of={columns.added}>
            <ShortDay visit={visit} at={person.created_at} />
          </td>
        </tr>
      ))}
    </Table>
  );
};

const Export = ({ visit, filters }: { visit: Visit; filters: Partial<Record<string, string>> }) => {
  const words = wordsOf(visit).candidates;
  return (
    <form method="post" action="/desk/candidates/export">
      {Object.entries(filters).map(([name, value]) => (
        <input type="hidden" name={name} value={value ?? ""} />
      ))}
      <p class="actions">
        <button type="submit" class="plain" aria-describedby="export-hint">
          {words.export}
        </button>
        <span class="quiet" id="export-hint">
          {words.exportHint}
        </span>
      </p>
    </form>
  );
};

const NewTag = ({ visit, again = { sheet: new URLSearchParams() } }: { visit: Visit; again?: Filled | undefined }) => {
  const words = wordsOf(visit);
  const { line } = filling(again, visit.speech);
  return (
    <Fold label={words.candidates.manageTags} open={again.faults !== undefined}>
      <form method="post" action="/desk/tags">
        <Once nonce={visit.nonce} />
        <Field {...line("tag_name")} label={words.candidates.tagName} dir="auto" />
        <button type="submit">{words.add}</button>
      </form>
    </Fold>
  );
};

export function makeTag(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const asked = visit.api.call(createTag, { body: { name: form.get("tag_name") ?? "" }, headers: onceIn(form) });
  return act(visit, asked, {
    to: saying("/desk/candidates", "made"),
    again: showCandidates,
    fields: { "/name": "tag_name", "tag.name_taken": "tag_name" },
  });
}

/** The list as a file. It is asked for by a form, since the audit trail notes that somebody took it. */
export async function exportList({ api, asked: { form } }: Visit): Promise<Response> {
  const query = Object.fromEntries(
    filterNames.map((name) => [name, form.get(name) ?? ""]).filter(([, value]) => value !== ""),
  );
  const answer = await api.call(exportCandidates, { query });
  if (!answer.ok) throw new Turned(answer.problem);
  const headers = new Headers({ "Content-Type": "text/csv; charset=utf-8" });
  headers.set(
    "Content-Disposition",
    answer.headers.get("Content-Disposition") ?? 'attachment; filename="candidates.csv"',
  );
  return new Response(answer.body, { headers });
}
