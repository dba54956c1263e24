import { getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { mergeCandidates } from "#hiring/merges/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Faults, faultyTitle, type FieldFault, Once, onceIn } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { refusedBy, saying } from "./asking.ts";
import { Empty, Own, Room } from "./bits.tsx";
import { wordsOf } from "./words.ts";

export const showMerge = (visit: Visit): Promise<Response> => mergePage(visit, [], 200);

/** Finds the other record of somebody, by their name unless something else is looked for. */
async function mergePage(visit: Visit, faults: readonly FieldFault[], status: number): Promise<Response> {
  const { api, speech, asked } = visit;
  const id = asked.param["id"] ?? "";
  const words = wordsOf(visit);
  const person = await need(api.call(getCandidate, { param: { id } }));
  const q = asked.url.searchParams.get("q") ?? asked.form.get("q") ?? person.name;
  const found =
    q.trim() === "" ? [] : (await need(api.call(listCandidates, { query: { q }, page: { limit: 20 } }))).data;
  const others = found.filter((one) => one.id !== id);
  const here = `/desk/candidates/${id}`;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.merge.title, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={here}>
          <Own>{person.name}</Own>
        </a>
      </p>
      <h1>{words.merge.title}</h1>
      <p class="lead">{words.merge.lead}</p>
      <p class="card">
        <strong>
          <Own>{person.name}</Own>
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
            kind="radio"
            name="from_id"
            label={words.merge.choose}
            values={[asked.form.get("from_id") ?? ""]}
            choices={others.map((one) => ({ value: one.id, label: one.name, hint: one.email }))}
            faults={faults}
            speech={speech}
          />
          <p class="actions">
            <button type="submit">{words.merge.act}</button>
            <a href={here}>{kitWords[speech.language].cancel}</a>
          </p>
        </form>
      )}
    </Room>,
    status,
  );
}

export async function mergeOne(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form, param },
  } = visit;
  const id = param["id"] ?? "";
  const answer = await api.call(mergeCandidates, {
    param: { id },
    body: { from_id: form.get("from_id") ?? "" },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(saying(`/desk/candidates/${id}`, "merged"));
  const { problem } = answer;
  if (problem.status === 403 || problem.code === "candidate.unknown") throw new Turned(problem);
  const faults = refusedBy(visit, problem, { "/from_id": "from_id" });
  return mergePage(visit, faults, problem.status);
}
