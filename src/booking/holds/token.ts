import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { open, sealAlike } from "#platform/seal.ts";

/** One host whose time is held: which seat of a session, what buffers, and which pool sent them. */
export type HeldHost = {
  member: Id<"member">;
  seat: number | null;
  beforeMinutes: number;
  afterMinutes: number;
  pool: Id<"pool"> | null;
};

/** All that confirming needs, so that a stranger's hold is written nowhere but in diaries. */
export type Held = {
  tenant: Id<"tenant">;
  id: Id<"hold">;
  fingerprint: string;
  eventType: Id<"event_type">;
  start: Instant;
  minutes: number;
  hosts: readonly HeldHost[];
  share: string | null;
  capacity: number | null;
  /** The scheduling link it was made by. */
  link: Id<"link"> | null;
  /** Whether it stands in the books too, as holds of staff do. */
  written: boolean;
  /** A form keeps what was typed for so long after the hold; then the time is asked for as anybody asks for it. */
  goodUntil: Instant;
};

const prefix = "hlt_";

/** Opened before anybody knows whose it is: the tenant stands inside. */
const place = { tenant: "", table: "holds", column: "token", row: "" };

/** Sealed: whoever holds the time does not learn whose it is. */
export async function holdToken(config: Config, held: Held): Promise<string> {
  const hosts = held.hosts.map((host) => [host.member, host.seat, host.beforeMinutes, host.afterMinutes, host.pool]);
  const { tenant, id, fingerprint, eventType, start, minutes, share, capacity, link, written, goodUntil } = held;
  const words = [tenant, id, fingerprint, eventType, start, minutes, hosts, share, capacity, link, written, goodUntil];
  return `${prefix}${await sealAlike(config, place, JSON.stringify(words))}`;
}

/** Undefined when it is not ours or was touched. Whether the hold still lives its diaries know. */
export async function readHoldToken(config: Config, token: string): Promise<Held | undefined> {
  if (!token.startsWith(prefix)) return undefined;
  const plain = await open(config, place, token.slice(prefix.length)).catch(() => undefined);
  if (plain === undefined) return undefined;
  // Sealed by us, so it has the shape we gave it.
  const [tenant, id, fingerprint, eventType, start, minutes, hosts, share, capacity, link, written, until] = JSON.parse(
    plain,
  ) as [
    Id<"tenant">,
    Id<"hold">,
    string,
    Id<"event_type">,
    number,
    number,
    [Id<"member">, number | null, number, number, Id<"pool"> | null][],
    string | null,
    number | null,
    Id<"link"> | null,
    boolean,
    number,
  ];
  return {
    tenant,
    id,
    fingerprint,
    eventType,
    start: asInstant(start),
    minutes,
    hosts: hosts.map(([member, seat, beforeMinutes, afterMinutes, pool]) => ({
      member,
      seat,
      beforeMinutes,
      afterMinutes,
      pool,
    })),
    share,
    capacity,
    link,
    written,
    goodUntil: asInstant(until),
  };
}
