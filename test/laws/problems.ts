// Every refusal the house can give: what its text says, against the table in problems.ts, the contracts and the tests.
import { codeOf, type Files } from "./source.ts";

/** Codes between `commit` and the edge, which answers with another or tries again; the world never sees one. */
export const internal = ["commit.missed", "commit.decided", "commit.rights_lost"];

const literal = /"([a-z_]+\.[a-z_]+)"/g;
const literalsIn = (text: string): string[] => [...text.matchAll(literal)].map(([, code = ""]) => code);

/** Without declarations of types, in which a code is a promise and not a deed. */
const deeds = (text: string): string => codeOf(text).replaceAll(/\btype\s+\w+(?:<[^=]*>)?\s*=[^;]*;/g, "");

type Given = { path: string; code: string };

/** Codes that stand where a refusal is made: `refuse("…")`, either side of a condition, `code: "…"`. */
export function refusalsGiven(files: Files): Given[] {
  return [...files].flatMap(([path, text]) =>
    [...deeds(text).matchAll(/\brefuse(?:<[^>]*>)?\(([^(){},]*)|\bcode:\s*([^,}\n]*)/g)]
      .flatMap(([, refused = "", coded = ""]) => literalsIn(refused + coded))
      .map((code) => ({ path, code })),
  );
}

/** Codes put together at run time: no law could follow them. */
export const assembledCodes = (files: Files): string[] =>
  [...files]
    .filter(([, text]) => /\brefuse(?:<[^>]*>)?\(\s*(?:`|[^(),]*"\s*\+)/.test(codeOf(text)))
    .map(([path]) => path);

export type Listed = { id: string; refusals?: readonly string[] };

export function unexplainedCodes(files: Files, ops: readonly Listed[], explained: ReadonlySet<string>): string[] {
  // Time judges words for its callers; a feature that passes a judgement on lists it, and by that it needs a line.
  const given = refusalsGiven(files).filter(
    ({ path, code }) => !path.startsWith("src/time/") && !internal.includes(code),
  );
  return [
    ...given
      .filter(({ code }) => !explained.has(code))
      .map(({ path, code }) => `${path} refuses with ${code}, which has no line`),
    ...ops.flatMap(({ id, refusals = [] }) =>
      refusals.filter((code) => !explained.has(code)).map((code) => `${id} lists ${code}, which has no line`),
    ),
  ];
}

/** The edge and the gate answer for every operation; what they refuse with stands in no contract. */
const isDoor = (path: string): boolean => /^src\/(?:http|identity\/gate|identity\/signing-keys)\//.test(path);

/** Lines nobody can get to: given by no code, or listed by no operation and not the edge's or the gate's own. */
export function unreachableCodes(files: Files, ops: readonly Listed[], explained: ReadonlySet<string>): string[] {
  const anywhere = new Set(
    [...files].flatMap(([path, text]) =>
      /(?:^src\/problems|\/(?:[a-z]+-)?contract|\/facts)\.ts$/.test(path) ? [] : literalsIn(deeds(text)),
    ),
  );
  const atTheDoor = new Set([...files].flatMap(([path, text]) => (isDoor(path) ? literalsIn(codeOf(text)) : [])));
  const listed = new Set(ops.flatMap(({ refusals = [] }) => refusals));
  return [...explained].flatMap((code) => {
    if (!anywhere.has(code)) return [`${code} is given by nobody`];
    return listed.has(code) || atTheDoor.has(code) ? [] : [`${code} is listed by no operation`];
  });
}

/** Codes no test has ever asked for. */
export function unprovenCodes(tests: Files, explained: ReadonlySet<string>): string[] {
  const asked = new Set(
    [...tests].flatMap(([path, text]) => (path.startsWith("test/laws/") ? [] : literalsIn(codeOf(text)))),
  );
  return [...explained].filter((code) => !asked.has(code));
}
