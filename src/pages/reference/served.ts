import type { Document } from "#http/document.ts";
import type { Context } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";

/** The contract as it is served: the text, what it says, and a tag that changes with it. */
export type Served = { text: string; tag: string; document: Document };

/** What was read, not its promise: a promise belongs to the request that made it. */
let ready: Served | undefined;

/** Read once per isolate from the static assets: as a module it would be parsed at every start, whether asked for or not. */
export async function servedDocument({ bindings, config }: Context): Promise<Served> {
  if (ready !== undefined) return ready;
  const response = await bindings.ASSETS.fetch(`${config.baseUrl}/openapi.json`);
  if (!response.ok) throw new Error(`The OpenAPI document is not among the assets: ${response.status}`);
  const text = await response.text();
  ready = { text, tag: `"${(await sha256(text)).slice(0, 32)}"`, document: JSON.parse(text) as Document };
  return ready;
}
