import { type Outcome, done, refuse } from "#kernel/outcome.ts";

export const maxBodyBytes = 64 * 1024;
export const maxJsonDepth = 20;

const jsonTypes = /^application\/(?:merge-patch\+)?json$/i;

/** The body of a request as JSON, or the reason why it is none. Nothing is parsed before its size is known. */
export async function readJson(request: Request): Promise<Outcome<unknown>> {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim() ?? "";
  const text = await readText(request);
  if (text === undefined) return refuse("body.too_large", { limit_bytes: maxBodyBytes });
  if (text === "" && type === "") return refuse("body.missing");
  if (!jsonTypes.test(type)) return refuse("body.unsupported_type", { accepted: ["application/json"] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("json.malformed");
  }
  return depthOf(value) > maxJsonDepth ? refuse("body.too_deep", { limit: maxJsonDepth }) : done(value);
}

/** Undefined when longer than allowed; reading stops there, whatever Content-Length promised. */
export async function readText(request: Request): Promise<string | undefined> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (ended) break;
    size += value.byteLength;
    if (size > maxBodyBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return new TextDecoder().decode(bytes);
}

/** Iterative, so that a deep document cannot exhaust the stack. */
export function depthOf(value: unknown): number {
  let deepest = 0;
  const open: [unknown, number][] = [[value, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if (deepest > maxJsonDepth) return deepest;
    if (typeof node === "object" && node !== null)
      for (const child of Object.values(node)) open.push([child, depth + 1]);
  }
  return deepest;
}
