import type { Answer, ProblemBody } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import type { FieldFault } from "./forms.tsx";

/** What a page cannot do without was refused: thrown by `need`, shown by the frame round every page. */
export class Turned extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.code);
    this.name = "Turned";
    this.problem = problem;
  }
}

type Body<D extends OpDef> = Extract<Answer<D>, { ok: true }>["body"];

/** The answer's body; whoever is refused sees the page that says so instead. */
export const need = async <D extends OpDef>(asked: Promise<Answer<D>>): Promise<Body<D>> => given(await asked);

/** The same of an answer that is there. */
export function given<D extends OpDef>(answer: Answer<D>): Body<D> {
  if (!answer.ok) throw new Turned(answer.problem);
  return answer.body;
}

/** The answer's body where it is given; a page that shows it besides goes without where it is refused. */
export async function wished<D extends OpDef>(asked: Promise<Answer<D>>): Promise<Body<D> | undefined> {
  const answer = await asked;
  return answer.ok ? answer.body : undefined;
}

export type FaultWords = {
  required: string;
  tooLong: string;
  unfit: string;
};

const inWords: Readonly<Record<string, keyof FaultWords>> = { too_big: "tooLong" };

/**
 * A refusal as faults of fields. `fields` leads from the pointers of the API to the names of the form's fields: a pointer's longest
 * known beginning counts, or a refusal's own code. What points nowhere stands at the head of the page alone (`field: ""`).
 */
export function faultsIn(
  problem: ProblemBody,
  fields: Readonly<Record<string, string>>,
  words: FaultWords,
  refusals: Readonly<Record<string, string>> = {},
): FieldFault[] {
  const own = refusals[problem.code];
  const listed = problem.errors ?? [];
  if (listed.length === 0) {
    const pointer = typeof problem["pointer"] === "string" ? problem["pointer"] : "";
    const field = fieldFor(pointer, fields) || (fields[problem.code] ?? "");
    return [{ field, sentence: own ?? problem.detail ?? problem.title }];
  }
  return listed.map(({ pointer, code, detail }) => ({
    field: fieldFor(pointer, fields),
    sentence: refusals[code] ?? own ?? wordsFor(code, detail, words),
  }));
}

function wordsFor(code: string, detail: string | undefined, words: FaultWords): string {
  if (detail === "is required" || detail === "must not be empty") return words.required;
  return words[inWords[code] ?? "unfit"];
}

function fieldFor(pointer: string, fields: Readonly<Record<string, string>>): string {
  const known = Object.keys(fields)
    .filter((start) => pointer === start || pointer.startsWith(`${start}/`))
    .toSorted((one, other) => other.length - one.length)[0];
  return known === undefined ? "" : (fields[known] ?? "");
}
