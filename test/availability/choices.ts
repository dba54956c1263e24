// Who can come, when nobody can come for two: every choice there is, one after the other.
import type { Host, Question } from "#availability/slots/rules.ts";

/** Who comes for each pool; a pool that is not in it goes without. */
type Choice = ReadonlyMap<string, string>;

const isPool = (pool: string | null): pool is string => pool !== null;

export const poolsOf = ({ recipe, hosts }: Question): string[] => [
  ...new Set([...recipe.pools, ...hosts.map(({ pool }) => pool).filter(isPool)]),
];

/** Those of all choices of different people, none of them there anyway, that leave the fewest pools without anybody. */
function bestChoices(question: Question, free: readonly Host[]): Choice[] {
  const there = question.hosts.filter(({ pool }) => pool === null).map(({ id }) => id);
  let choices: Choice[] = [new Map()];
  for (const name of poolsOf(question)) {
    const others = choices.flatMap((choice) =>
      free
        .filter(({ id, pool }) => pool === name && !there.includes(id) && ![...choice.values()].includes(id))
        .map(({ id }) => new Map([...choice, [name, id]])),
    );
    choices = [...choices, ...others];
  }
  const most = Math.max(...choices.map(({ size }) => size));
  return choices.filter(({ size }) => size === most);
}

/** Of those who are free, whom each pool can send; nobody where some best choice goes without it. */
export function sentBy(question: Question, free: readonly Host[]): Map<string, Set<string>> {
  const best = bestChoices(question, free);
  return new Map(
    poolsOf(question).map((name) => {
      const sent = best.map((choice) => choice.get(name));
      return [name, new Set(sent.includes(undefined) ? [] : sent.filter((id) => id !== undefined))];
    }),
  );
}
