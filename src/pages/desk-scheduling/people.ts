import { getEventType } from "#booking/event-types/contract.ts";
import { getPool } from "#booking/pools/contract.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";

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
