import { getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { mergeCandidates } from "#hiring/merges/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, idIn, once } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Once } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { kitWords } from "../kit/words.ts";
import { saying } from "./asking.ts";
import { Empty } from "./bits.tsx";
import { wordsOf } from "./words.ts";

export const showMerge = (visit: Visit): Promise<Response> => mergePage(visit, { sheet: visit.asked.url.searchParams });

/** Finds the other record of somebody, by their name unless something else is looked for. */
async function mergePage(visit: Visit, filled: Filled): Promise<Response> {
  const { api, speech } = visit;
  const id = idIn(visit);
  const words = wordsOf(visit);
  const person = await need(api.call(getCandidate, { param: { id } }));
  const { line, many } = filling(filled, speech);
  const q = line("q", person.name).value ?? "";
  const found =
    q.trim() === "" ? [] : (await need(api.call(listCandidates, { query: { q }, page: { limit: 20 } }))).data;
  const others = found.filter((one) => one.id !== id);
  const here = `/desk/candidates/${id}`;
  return deskResponse(
    <Room visit={visit} title={words.merge.title} back={{ href: here, label: person.name }} faults={filled.faults}>
      <p class="lead">{words.merge.lead}</p>
      <p class="card">
        <strong>
          <bdi>{person.name}</bdi>
        </strong>{" "}
        <bdi>{person.email}</bdi> <span class="badge">{words.merge.stays}</span>
      </p>
      <form method="get" action={`${here}/merge`} class="choose">
        <p class="field">
          <label for="q">{words.merge.search}</label>
          <input id="q" name="q" type="search" dir="auto" value={q} />
        </p>
        <button type="submit" class="plain">
          {words.search}
        </button>
      </form>
      {others.length === 0 ? (
        <Empty>{words.merge.none}</Empty>
      ) : (
        <form method="post" action={`${here}/merge`}>
          <Once nonce={visit.nonce} />
          <input type="hidden" name="q" value={q} />
          <Choices
            {...many("from_id")}
            kind="radio"
            label={words.merge.choose}
            choices={others.map((one) => ({ value: one.id, label: one.name, hint: one.email }))}
          />
          <p class="actions">
            <button type="submit">{words.merge.act}</button>
            <a href={here}>{kitWords[speech.language].cancel}</a>
          </p>
        </form>
      )}
    </Room>,
    filled.status,
  );
}

export const mergeOne = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(mergeCandidates, {
      ...once(visit),
      body: { from_id: visit.asked.form.get("from_id") ?? "" },
    }),
    {
      to: saying(`/desk/candidates/${idIn(visit)}`, "merged"),
      again: mergePage,
      fields: { "/from_id": "from_id" },
    },
  );
