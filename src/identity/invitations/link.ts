import { type Id, isId } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";
import type { Invitation } from "./tables.ts";

type Printed = Pick<Invitation, "tenantId" | "id" | "linkVersion">;

/** The word in a link: where the invitation is, and an HMAC over it; nothing secret is kept, and every mail can print it. */
export async function linkToken(config: Config, invitation: Printed): Promise<string> {
  return `${invitation.id}.${invitation.tenantId}.${await sign(config, invitation, invitation.linkVersion)}`;
}

const sign = (config: Config, { tenantId, id }: Printed, version: number): Promise<string> =>
  keyedHash(config, "invitation link", [tenantId, id, String(version)]);

export type Claim = { tenant: Id<"tenant">; id: Id<"invitation">; signature: string };

export function readToken(token: string): Claim | undefined {
  const [id = "", tenant = "", signature = "", ...rest] = token.split(".");
  if (!isId("invitation", id) || !isId("tenant", tenant) || rest.length > 0) return undefined;
  return { tenant, id, signature };
}

/** Which sending of the invitation this link was printed for; undefined when it was never ours. */
export async function versionOf(config: Config, invitation: Printed, claim: Claim): Promise<number | undefined> {
  for (let version = invitation.linkVersion; version > 0; version--) {
    if (sameText(await sign(config, invitation, version), claim.signature)) return version;
  }
  return undefined;
}
