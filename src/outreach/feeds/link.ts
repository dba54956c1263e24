import { type Id, isId } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";
import type { CalendarFeed } from "./tables.ts";

type Printed = Pick<CalendarFeed, "tenantId" | "id" | "keyVersion">;

/** Where a calendar program asks: the feed, and an HMAC over it. It can be printed at any time and is kept nowhere. */
export const feedUrl = async (config: Config, feed: Printed): Promise<string> =>
  `${config.baseUrl}/v1/calendar-feeds/${feed.id}.${feed.tenantId}.${await sign(config, feed, feed.keyVersion)}.ics`;

const sign = (config: Config, { tenantId, id }: Printed, version: number): Promise<string> =>
  keyedHash(config, "calendar feed", [String(version), tenantId, id]);

export type Claim = { tenant: Id<"tenant">; id: Id<"calendar_feed">; signature: string };

/** Undefined when no feed of ours reads like this; some programs want an ending, and some take it off. */
export function readFeedToken(token: string): Claim | undefined {
  const [id = "", tenant = "", signature = "", ...rest] = token.replace(/\.ics$/, "").split(".");
  if (!isId("calendar_feed", id) || !isId("tenant", tenant) || rest.length > 0) return undefined;
  return { tenant, id, signature };
}

/** With which key version the claim was printed; undefined when it was never ours. */
export async function versionOf(config: Config, keyVersion: number, claim: Claim): Promise<number | undefined> {
  const printed = { tenantId: claim.tenant, id: claim.id, keyVersion };
  for (let version = keyVersion; version > 0; version--) {
    if (sameText(await sign(config, printed, version), claim.signature)) return version;
  }
  return undefined;
}
