import { getEventType } from "#booking/event-types/contract.ts";
import { getPool } from "#booking/pools/contract.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { wished } from "../kit/problem.tsx";
import type { SchedulingWords } from "./words.ts";

/** Who comes by an event type: its hosts, and one of each pool. */
export async function castOf({ api, may }: Visit, id: string | null) {
  if (id === null || !may("event_types:read")) return undefined;
  const type = await wished(api.call(getEventType, { param: { id } }));
  if (type === undefined) return undefined;
  const pools = may("pools:read")
    ? await Promise.all(type.pools.map((pool) => wished(api.call(getPool, { param: { id: pool } }))))
    : [];
  return { type, pools: pools.flatMap((pool) => pool ?? []) };
}

/** Who did something, as far as anybody knows. */
export function actorIn(names: Names, words: SchedulingWords, actor: string | null): string {
  if (actor === null || actor === "system") return words.system;
  if (actor === "public") return words.stranger;
  return names.get(actor) ?? (actor.startsWith("key_") ? words.program : words.unnamed);
}
