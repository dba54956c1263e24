import type { ProblemBody } from "#http/client.ts";
import type { PageAnswer } from "#http/pages.ts";
import { seeOther } from "./answers.ts";
import { type Clash, clashPage } from "./clash.tsx";
import { type FieldFault, ifMatchIn, onceIn } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import { faultsIn, Turned } from "./problem.tsx";
import { shownAlready } from "./room.tsx";
import type { Filled, Sheet } from "./sheet.ts";
import { kitWords } from "./words.ts";

export type Refused = {
  ok: false;
  problem: ProblemBody;
  status: number;
  /** What is wrong with what the API was not even asked. */
  faults?: readonly FieldFault[];
};
type Sent<B> = { ok: true; body: B } | Refused;

/** From pointers of the API, or from codes of refusals, to fields of a form. */
export type Fields = Readonly<Record<string, string>>;

type Next<B> = {
  /** Where what was done can be seen: `?said=` names the sentence that tells it. Or the page that is its answer. */
  to: string | ((made: B) => string | Promise<Response>);
  /** The page on which it was asked, with what is wrong and what was typed. */
  again: (visit: Visit, typed: Filled, problem: ProblemBody) => Promise<PageAnswer>;
  fields?: Fields;
  /** What stands there now, where somebody else was faster: whoever typed chooses. */
  clash?: () => Clash | Promise<Clash>;
};

/** Asks for one thing, and goes on to where it can be seen; what is refused is said where it was asked. */
export async function act<B>(
  visit: Visit,
  asked: Promise<Sent<B>>,
  { to, again, fields, clash }: Next<B>,
): Promise<PageAnswer> {
  const answer = await asked;
  if (answer.ok) {
    const next = typeof to === "string" ? to : await to(answer.body);
    return typeof next === "string" ? seeOther(next) : next;
  }
  const { code } = answer.problem;
  if (code === "idempotency.secret_shown") return shownAlready(visit);
  if (clash !== undefined && code === "version.conflict") return clashPage(visit, await clash());
  return again(visit, refused(visit, answer, fields), answer.problem);
}

/** A refusal as faults of what was typed. What is not there, or not theirs, has a page of its own. */
export function refused(
  { asked, speech, room }: Visit,
  { problem, status, faults: known }: Omit<Refused, "ok">,
  fields: Fields = {},
): { sheet: Sheet; faults: readonly FieldFault[]; status: number } {
  const isKnown = room.refusals[problem.code] !== undefined;
  if (!isKnown && (status === 403 || status === 404)) throw new Turned(problem);
  const faults = known ?? faultsIn(problem, fields, kitWords[speech.language].faults, room.refusals);
  return { sheet: asked.form, faults, status };
}

export const idIn = ({ asked }: Visit, part = "id"): string => asked.param[part] ?? "";

/** The page's own thing, asked for once however often the form is sent. */
export const once = (visit: Visit) => ({ param: { id: idIn(visit) }, headers: onceIn(visit.asked.form) });

/** The same, at the version its form was made from. */
export const onceStanding = (visit: Visit) => ({
  param: { id: idIn(visit) },
  headers: { ...onceIn(visit.asked.form), ...ifMatchIn(visit.asked.form) },
});

/** The page's own thing, at the version its form was made from. */
export const standing = (visit: Visit) => ({ param: { id: idIn(visit) }, headers: ifMatchIn(visit.asked.form) });
