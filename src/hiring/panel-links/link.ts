import { type Id, isId } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";
import type { PanelLink } from "./tables.ts";

type Printed = Pick<PanelLink, "tenantId" | "id" | "keyVersion">;

/** The word in an address: where the link is, and an HMAC over it. Nothing secret is kept, so every mail can print it. */
export const panelToken = async (config: Config, link: Printed): Promise<string> =>
  `${link.id}.${link.tenantId}.${await sign(config, link)}`;

/** A token without its proof, for answers that are kept; whoever hands one out has it signed. */
export const unsigned = ({ id, tenantId, keyVersion }: Printed): string => `${id}.${tenantId}.${keyVersion}`;

/** The token of an unsigned one of ours. */
export function signed(config: Config, text: string): Promise<string> {
  const [id = "", tenantId = "", keyVersion] = text.split(".");
  if (!isId("panel_link", id) || !isId("tenant", tenantId)) throw new Error("A link was printed that is none.");
  return panelToken(config, { id, tenantId, keyVersion: Number(keyVersion) });
}

const sign = (config: Config, { tenantId, id, keyVersion }: Printed): Promise<string> =>
  keyedHash(config, "panel link", [String(keyVersion), tenantId, id]);

export type Claim = { tenant: Id<"tenant">; id: Id<"panel_link">; signature: string };

/** Undefined when no link of ours reads like this; what is read has yet to be proved. */
export function readPanelToken(token: string): Claim | undefined {
  const [id = "", tenant = "", signature = "", ...rest] = token.split(".");
  if (!isId("panel_link", id) || !isId("tenant", tenant) || rest.length > 0) return undefined;
  return { tenant, id, signature };
}

/** Of a link that is not there the same is asked, so that nobody learns by the time it takes which ids exist. */
export async function isOurs(config: Config, keyVersion: number, { tenant, id, signature }: Claim): Promise<boolean> {
  return sameText(await sign(config, { tenantId: tenant, id, keyVersion }), signature);
}
