import type * as z from "zod";
import {
  createImport,
  getImport,
  type Import,
  type ImportRow,
  listImportRows,
  listImports,
} from "#hiring/imports/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { idIn, refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, type FieldFault, Once, onceIn, TextArea, Tick, typed } from "../kit/forms.tsx";
import { count, sayNumber } from "../kit/language.ts";
import { More, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, oneOf } from "../kit/sheet.ts";
import { Ago, Empty, State, type Tone } from "./bits.tsx";
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

export const showImports = (visit: Visit): Promise<Response> =>
  importsPage(visit, { sheet: visit.asked.url.searchParams });

async function importsPage(visit: Visit, filled: Filled): Promise<Response> {
  const words = wordsOf(visit).imports;
  const past = await need(visit.api.call(listImports, { page: pageIn(visit, undefined, 20) }));
  const { line, tick } = filling(filled, visit.speech);
  const open = kinds.filter((one) => one === "candidates" || visit.may("jobs:write"));
  return deskResponse(
    <Room visit={visit} title={words.title} faults={filled.faults}>
      <p class="lead">{words.lead}</p>
      <form method="post" action="/desk/imports" enctype="multipart/form-data">
        <Once nonce={visit.nonce} />
        <Choices
          kind="radio"
          name="kind"
          label={words.kind}
          values={[oneOf(filled.sheet, "kind", kinds)]}
          choices={worded(open, words.kinds)}
          speech={visit.speech}
        />
        <FileField visit={visit} faults={filled.faults ?? []} />
        <TextArea {...line("rows")} label={words.paste} hint={words.pasteHint} rows={5} mono optional />
        <Tick {...tick("dry")} label={words.dry} />
        <button type="submit">{words.start}</button>
      </form>
      <p class="quiet">{words.columnsText}</p>
      <section aria-labelledby="past">
        <h2 id="past">{words.past}</h2>
        {past.data.length === 0 ? <Empty>{words.none}</Empty> : <Past visit={visit} works={past.data} />}
        <More visit={visit} cursor={past.next_cursor} />
      </section>
    </Room>,
    filled.status,
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
              <bdi>{work.file_name ?? words.pasted}</bdi>
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

export async function startImport(visit: Visit): Promise<PageAnswer> {
  const {
    api,
    asked: { form, files },
  } = visit;
  const file = files.get("file");
  const pasted = typed(form, "rows");
  const body = isChosen(file) ? new Uint8Array(await file.arrayBuffer()) : pasted;
  if (body === undefined) {
    const faults = [{ field: "file", sentence: wordsOf(visit).imports.nothing }];
    return importsPage(visit, { sheet: form, faults, status: 422 });
  }
  const name = isChosen(file) ? lineOf(file.name) : "";
  const answer = await api.call(createImport, {
    query: {
      kind: oneOf(form, "kind", kinds),
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
  const again = refused(visit, answer);
  const faults = again.faults.map(({ sentence }) => ({ field, sentence: whereIn(problem, sentence) }));
  return importsPage(visit, { ...again, faults });
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
  const { api } = visit;
  const id = idIn(visit);
  const words = wordsOf(visit).imports;
  const [work, bad] = await Promise.all([
    need(api.call(getImport, { param: { id } })),
    need(
      api.call(listImportRows, {
        param: { id },
        query: { outcome: "failed" },
        page: pageIn(visit, undefined, 50),
      }),
    ),
  ]);
  const isOver = work.status === "done" || work.status === "failed";
  const name = work.file_name ?? words.pasted;
  return deskResponse(
    <Room
      visit={visit}
      title={`${name}: ${words.status[work.status]}`}
      heading={<bdi>{name}</bdi>}
      back={{ href: "/desk/imports", label: words.title }}
      islands={["hiring"]}
    >
      <div data-part="import" data-say={words.status[work.status]} {...(isOver ? {} : { "data-again": "2000" })}>
        <Progress visit={visit} work={work} isOver={isOver} />
        <BadRows visit={visit} rows={bad.data} isOver={isOver} />
        <More visit={visit} cursor={bad.next_cursor} />
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
