import type * as z from "zod";
import { type Candidate, listCandidates } from "#hiring/candidates/contract.ts";
import { exportCandidates } from "#hiring/imports/contract.ts";
import { createTag, listTags } from "#hiring/tags/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Faults, faultyTitle, Field, type FieldFault, Once, onceIn, Select } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { cursorIn, filtersIn, type Names, namesOf, noteIn, oneOf, refusedBy, saying } from "./asking.ts";
import {
  CopyLink,
  Empty,
  Filters,
  Fold,
  Own,
  Pager,
  peopleChoices,
  Room,
  ShortDay,
  State,
  type Tone,
} from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Person = z.output<typeof Candidate>;

const filterNames = ["q", "status", "tag_id", "skill", "owner_id"] as const;
const orders = ["created_at.desc", "created_at.asc"] as const;

export const candidateTones: Readonly<Record<Person["status"], Tone>> = {
  new: "plain",
  contacted: "plain",
  scheduled: "busy",
  in_progress: "busy",
  rejected: "plain",
  accepted: "good",
  on_hold: "plain",
};

/** Everybody whom the company knows, as far as somebody looks for them. */
export async function showCandidates(visit: Visit, refused?: { faults: readonly FieldFault[]; status: number }) {
  const { api, asked, may, speech } = visit;
  const all = wordsOf(visit);
  const words = all.candidates;
  const filters = filtersIn(asked.url, filterNames);
  const order = oneOf(orders, asked.url.searchParams.get("order"));
  const [page, tags, names] = await Promise.all([
    need(
      api.call(listCandidates, { query: filters, page: { limit: 50, order, ...cursorIn(asked.url) }, expand: "tags" }),
    ),
    need(api.call(listTags, { query: { kind: "candidate" }, page: { limit: 100, order: "name.asc" } })),
    namesOf(api),
  ]);
  const isNarrowed = Object.keys(filters).length > 0;
  const faults = refused?.faults ?? [];
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.title, faults, speech)} note={noteIn(visit)} islands={["hiring"]}>
      <Faults faults={faults} speech={speech} />
      <h1>{words.title}</h1>
      <div class="bar no-print">
        <Search visit={visit} />
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
      <Narrow visit={visit} tags={new Map(tags.data.map(({ id, name }) => [id, name]))} names={names} />
      {page.data.length === 0 ? (
        <Empty>{isNarrowed ? words.none : words.empty}</Empty>
      ) : (
        <People visit={visit} people={page.data} names={names} />
      )}
      <Pager visit={visit} next={page.next_cursor} />
      <div class="bar no-print">
        <CopyLink visit={visit} />
        {may("candidates:export") ? <Export visit={visit} filters={filters} /> : null}
      </div>
      {may("candidates:write") ? <NewTag visit={visit} faults={faults} /> : null}
    </Room>,
    refused?.status ?? 200,
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
  const { speech } = visit;
  const { searchParams } = visit.asked.url;
  const any = { value: "", label: words.any };
  const said = (name: string) => searchParams.get(name);
  return (
    <Filters visit={visit} isOpen={["status", "tag_id", "skill", "owner_id"].some((name) => Boolean(said(name)))}>
      {said("q") ? <input type="hidden" name="q" value={said("q") ?? ""} /> : null}
      <Select
        name="status"
        label={words.candidates.status}
        value={said("status")}
        choices={[any, ...Object.entries(words.candidateStatus).map(([value, label]) => ({ value, label }))]}
        speech={speech}
        optional
      />
      <Select
        name="tag_id"
        label={words.candidates.tag}
        value={said("tag_id")}
        choices={[any, ...[...tags].map(([value, label]) => ({ value, label }))]}
        speech={speech}
        optional
      />
      <Select
        name="owner_id"
        label={words.candidates.owner}
        value={said("owner_id")}
        choices={peopleChoices(names, words.any)}
        speech={speech}
        optional
      />
      <Field name="skill" label={words.candidates.skill} value={said("skill")} speech={speech} dir="auto" optional />
      <Select
        name="order"
        label={words.order}
        value={said("order")}
        choices={[
          { value: "created_at.desc", label: words.newest },
          { value: "created_at.asc", label: words.oldest },
        ]}
        speech={speech}
      />
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
    <div class="scroll" tabindex={0} role="region" aria-label={words.candidates.title}>
      <table class="rows">
        <thead>
          <tr>
            {[columns.name, columns.status, columns.work, columns.tags, columns.owner, columns.added].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr>
              <th scope="row">
                <a href={`/desk/candidates/${person.id}`}>
                  <Own>{person.name}</Own>
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
                      <Own>{name}</Own>
                    </span>{" "}
                  </>
                ))}
              </td>
              <td dir="auto">{person.owner_id === null ? null : names.get(person.owner_id)}</td>
              <td>
                <ShortDay visit={visit} at={person.created_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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

const NewTag = ({ visit, faults }: { visit: Visit; faults: readonly FieldFault[] }) => {
  const words = wordsOf(visit);
  return (
    <Fold title={words.candidates.manageTags} open={faults.length > 0}>
      <form method="post" action="/desk/tags">
        <Once nonce={visit.nonce} />
        <Field
          name="tag_name"
          label={words.candidates.tagName}
          value={visit.asked.form.get("tag_name")}
          faults={faults}
          speech={visit.speech}
          dir="auto"
        />
        <button type="submit">{words.add}</button>
      </form>
    </Fold>
  );
};

export async function makeTag(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
  } = visit;
  const answer = await api.call(createTag, { body: { name: form.get("tag_name") ?? "" }, headers: onceIn(form) });
  if (answer.ok) return seeOther(saying("/desk/candidates", "created"));
  if (answer.problem.status === 403) throw new Turned(answer.problem);
  const faults = refusedBy(visit, answer.problem, { "/name": "tag_name", "": "tag_name" });
  return showCandidates(visit, { faults, status: answer.problem.status });
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
