import { type Id, isId } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";
import type { Link } from "./tables.ts";

type Printed = Pick<Link, "tenantId" | "id" | "keyVersion">;

/** The word in an address: where the link is, and an HMAC over it. Nothing secret is kept, so it can be printed at any time. */
export async function linkToken(config: Config, link: Printed): Promise<string> {
  return `${link.id}.${link.tenantId}.${await sign(config, link, link.keyVersion)}`;
}

/** A token without its proof, for answers that are kept; whoever hands one out has it signed. */
export const unsigned = ({ id, tenantId, keyVersion }: Printed): string => `${id}.${tenantId}.${keyVersion}`;

/** The token of an unsigned one of ours. */
export function signed(config: Config, text: string): Promise<string> {
  const [id = "", tenantId = "", keyVersion] = text.split(".");
  if (!isId("link", id) || !isId("tenant", tenantId)) throw new Error("A link was printed that is none.");
  return linkToken(config, { id, tenantId, keyVersion: Number(keyVersion) });
}

const sign = (config: Config, { tenantId, id }: Printed, version: number): Promise<string> =>
  keyedHash(config, "link", [String(version), tenantId, id]);

export type Claim = { tenant: Id<"tenant">; id: Id<"link">; signature: string };

/** Undefined when no link of ours reads like this; what is read has yet to be proved. */
export function readLinkToken(token: string): Claim | undefined {
  const [id = "", tenant = "", signature = "", ...rest] = token.split(".");
  if (!isId("link", id) || !isId("tenant", tenant) || rest.length > 0) return undefined;
  return { tenant, id, signature };
}

/**
 * With which key version the claim was printed; undefined when it was never ours. Of a link that is not there the same is asked, so
 * that nobody learns by the time it takes which ids exist.
 */
export async function versionOf(config: Config, keyVersion: number, claim: Claim): Promise<number | undefined> {
  const printed = { tenantId: claim.tenant, id: claim.id, keyVersion };
  for (let version = keyVersion; version > 0; version--) {
    if (sameText(await sign(config, printed, version), claim.signature)) return version;
  }
  return undefined;
}
