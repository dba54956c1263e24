import type * as z from "zod";
import {
  createImport,
  getImport,
  type Import,
  type ImportRow,
  listImportRows,
  listImports,
} from "#hiring/imports/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Faults, faultyTitle, type FieldFault, Once, onceIn, TextArea, Tick, typed } from "../kit/forms.tsx";
import { count, sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { cursorIn, oneOf, refusedBy } from "./asking.ts";
import { Ago, Empty, Own, Pager, Room, State, type Tone } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Work = z.output<typeof Import>;
type Row = z.output<typeof ImportRow>;

/** A file of five megabytes, and the form around it. */
export const maxFormBytes = 5 * 1024 ** 2 + 64 * 1024;

const kinds = ["candidates", "jobs"] as const;
const tones: Readonly<Record<Work["status"], Tone>> = {
  waiting: "busy",
  running: "busy",
  done: "good",
  failed: "alarm",
};

export const showImports = (visit: Visit): Promise<Response> => importsPage(visit, [], 200);

async function importsPage(visit: Visit, faults: readonly FieldFault[], status: number): Promise<Response> {
  const { api, asked, speech } = visit;
  const words = wordsOf(visit).imports;
  const past = await need(api.call(listImports, { page: { limit: 20, ...cursorIn(asked.url) } }));
  const kind = oneOf(kinds, asked.form.get("kind") ?? asked.url.searchParams.get("kind"));
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.title, faults, speech)} under="/desk/candidates">
      <Faults faults={faults} speech={speech} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form method="post" action="/desk/imports" enctype="multipart/form-data">
        <Once nonce={visit.nonce} />
        <Choices
          kind="radio"
          name="kind"
          label={words.kind}
          values={[kind]}
          choices={kinds
            .filter((one) => one === "candidates" || visit.may("jobs:write"))
            .map((value) => ({ value, label: words.kinds[value] }))}
          speech={speech}
        />
        <FileField visit={visit} faults={faults} />
        <TextArea
          name="rows"
          label={words.paste}
          hint={words.pasteHint}
          value={asked.form.get("rows")}
          rows={5}
          faults={faults}
          speech={speech}
          mono
          optional
        />
        <Tick name="dry" label={words.dry} checked={asked.form.has("dry")} />
        <button type="submit">{words.start}</button>
      </form>
      <p class="quiet">{words.columnsText}</p>
      <section aria-labelledby="past">
        <h2 id="past">{words.past}</h2>
        {past.data.length === 0 ? <Empty>{words.none}</Empty> : <Past visit={visit} works={past.data} />}
        <Pager visit={visit} next={past.next_cursor} />
      </section>
    </Room>,
    status,
  );
}

const FileField = ({ visit, faults }: { visit: Visit; faults: readonly FieldFault[] }) => {
  const words = wordsOf(visit).imports;
  const fault = faults.find(({ field }) => field === "file");
  return (
    <p class="field">
      <label for="file">{words.file}</label>
      <span class="quiet hint" id="file-hint">
        {words.fileHint}
      </span>
      {fault === undefined ? null : (
        <span class="fault" id="file-fault">
          {fault.sentence}
        </span>
      )}
      <input
        id="file"
        name="file"
        type="file"
        accept=".csv,text/csv"
        aria-describedby={fault === undefined ? "file-hint" : "file-hint file-fault"}
        {...(fault === undefined ? {} : { "aria-invalid": "true" as const })}
      />
    </p>
  );
};

const Past = ({ visit, works }: { visit: Visit; works: readonly Work[] }) => {
  const words = wordsOf(visit).imports;
  return (
    <ul class="agenda">
      {works.map((work) => (
        <li>
          <h3>
            <a href={`/desk/imports/${work.id}`}>
              <Own>{work.file_name ?? words.pasted}</Own>
            </a>{" "}
            <State word={words.status[work.status]} tone={tones[work.status]} />
          </h3>
          <p class="quiet">
            {words.kinds[work.kind]} · {count(visit.speech.language, work.rows, words.rows)} ·{" "}
            <Ago visit={visit} at={work.created_at} />
            {work.dry_run ? ` · ${words.dryNote}` : null}
          </p>
        </li>
      ))}
    </ul>
  );
};

/** What a browser sends for a field of files that nobody filled. */
const isChosen = (file: File | undefined): file is File => file !== undefined && file.size > 0;

export async function startImport(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form, files },
  } = visit;
  const file = files.get("file");
  const pasted = typed(form, "rows");
  const body = isChosen(file) ? new Uint8Array(await file.arrayBuffer()) : pasted;
  if (body === undefined) {
    return importsPage(visit, [{ field: "file", sentence: wordsOf(visit).imports.nothing }], 422);
  }
  const name = isChosen(file) ? lineOf(file.name) : "";
  const answer = await api.call(createImport, {
    query: {
      kind: oneOf(kinds, form.get("kind")),
      ...(form.has("dry") ? { dry_run: "true" as const } : {}),
      ...(name === "" ? {} : { file_name: name }),
    },
    body,
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(`/desk/imports/${answer.body.id}`);
  const { problem } = answer;
  if (problem.code === "permission.missing" && !visit.may("candidates:write")) throw new Turned(problem);
  const field = isChosen(file) ? "file" : "rows";
  const faults = refusedBy(visit, problem).map((fault) => ({
    ...fault,
    field,
    sentence: whereIn(problem, fault.sentence),
  }));
  return importsPage(visit, faults, problem.status);
}

/** A file may be called anything; what is kept of its name is one line. */
const lineOf = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .trim()
    .slice(0, 200);

/** The column or row that the API names, beside the sentence. */
function whereIn(problem: Readonly<Record<string, unknown>>, sentence: string): string {
  const named = [problem["column"], problem["columns"], problem["row"]]
    .flat()
    .filter((one) => typeof one === "string" || typeof one === "number");
  return named.length === 0 ? sentence : `${sentence} (${named.map((one) => `\u2068${one}\u2069`).join(", ")})`;
}

/** How far an import is, and what could not be taken in. */
export async function showImport(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const id = asked.param["id"] ?? "";
  const words = wordsOf(visit).imports;
  const [work, bad] = await Promise.all([
    need(api.call(getImport, { param: { id } })),
    need(
      api.call(listImportRows, {
        param: { id },
        query: { outcome: "failed" },
        page: { limit: 50, ...cursorIn(asked.url) },
      }),
    ),
  ]);
  const isOver = work.status === "done" || work.status === "failed";
  const name = work.file_name ?? words.pasted;
  return deskResponse(
    <Room visit={visit} title={`${name}: ${words.status[work.status]}`} under="/desk/candidates" islands={["hiring"]}>
      <p class="trail">
        <a href="/desk/imports">{words.title}</a>
      </p>
      <h1>
        <Own>{name}</Own>
      </h1>
      <div data-part="import" data-say={words.status[work.status]} {...(isOver ? {} : { "data-again": "2000" })}>
        <Progress visit={visit} work={work} isOver={isOver} />
        <BadRows visit={visit} rows={bad.data} isOver={isOver} />
        <Pager visit={visit} next={bad.next_cursor} />
        {isOver ? (
          <p>
            <a class="button" href={`/desk/imports?kind=${work.kind}`}>
              {words.other}
            </a>
          </p>
        ) : null}
      </div>
    </Room>,
  );
}

const Progress = ({ visit, work, isOver }: { visit: Visit; work: Work; isOver: boolean }) => {
  const words = wordsOf(visit).imports;
  const { speech } = visit;
  const taken = work.created + work.changed + work.unchanged + work.failed;
  const counts = ["created", "changed", "unchanged", "failed"] as const;
  const told = `${sayNumber(speech, taken)} ${words.of} ${sayNumber(speech, work.rows)}`;
  return (
    <section class="card progress" aria-labelledby="how-far">
      <h2 id="how-far">
        {words.progress} <State word={words.status[work.status]} tone={tones[work.status]} />
      </h2>
      <p>
        <strong>{told}</strong>
      </p>
      <progress max={Math.max(work.rows, 1)} value={taken} aria-labelledby="how-far">
        {told}
      </progress>
      <dl class="counts">
        {counts.map((name) => (
          <div>
            <dt>{words.counts[name]}</dt>
            <dd>{sayNumber(speech, work[name])}</dd>
          </div>
        ))}
      </dl>
      {work.dry_run ? <p class="note">{words.dryNote}</p> : null}
      {work.problem === null ? null : <p class="warning">{words.problem[work.problem]}</p>}
      {isOver ? null : (
        <p class="actions">
          <a class="button plain" href={visit.asked.url.pathname}>
            {words.again}
          </a>
          <span class="quiet" data-again-hint hidden>
            {words.againHint}
          </span>
        </p>
      )}
    </section>
  );
};

const BadRows = ({ visit, rows, isOver }: { visit: Visit; rows: readonly Row[]; isOver: boolean }) => {
  const words = wordsOf(visit).imports;
  if (rows.length === 0) return isOver ? <p>{words.noBad}</p> : null;
  return (
    <div class="scroll" tabindex={0} role="region" aria-labelledby="bad">
      <table class="rows">
        <caption id="bad">{words.bad}</caption>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.fault}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ row, faults }) =>
            faults.map(({ column, detail }) => (
              <tr>
                <th scope="row">{sayNumber(visit.speech, row)}</th>
                <td>
                  <bdi>{column}</bdi>
                </td>
                <td dir="auto" lang="en">
                  {detail}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
};
