import { networkOf } from "#http/guard.ts";
import { type Id, prefixes } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import type { Context } from "#platform/scope.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";

const shape = /^ilr_([0-7][0-9a-hjkmnp-tv-z]{25})\.([1-9]\d{0,8})\.([\w-]{43})$/;

/** What a refresh token says of itself, before anybody believes it. */
export type Claimed = { session: Id<"session">; generation: number; tag: string };

export function parseRefreshToken(text: string): Claimed | undefined {
  const [, body, generation, tag] = shape.exec(text) ?? [];
  if (body === undefined || tag === undefined) return undefined;
  return { session: `${prefixes.session}_${body}`, generation: Number(generation), tag };
}

/**
 * A refresh token is derived, not kept: whoever holds the database holds no token, and the successor of one can be given out
 * twice without having been written down.
 */
export async function printRefreshToken(
  config: Config,
  family: { id: Id<"session">; seed: string },
  generation: number,
): Promise<string> {
  const body = family.id.slice(prefixes.session.length + 1);
  return `ilr_${body}.${generation}.${await tagOf(config, family, generation)}`;
}

export async function isOurs(
  config: Config,
  family: { id: Id<"session">; seed: string },
  claimed: Claimed,
): Promise<boolean> {
  return sameText(claimed.tag, await tagOf(config, family, claimed.generation));
}

const tagOf = (config: Config, family: { id: Id<"session">; seed: string }, generation: number): Promise<string> =>
  keyedHash(config, "refresh", [family.id, String(generation), family.seed]);

/** Recognises the same client without keeping where it is: its network and what it calls itself. */
export const clientOf = (context: Context): Promise<string> =>
  keyedHash(context.config, "client", [networkOf(context.caller?.ip ?? "0.0.0.0"), context.caller?.userAgent ?? ""]);
