import { toHex } from "#kernel/bytes.ts";
import { type Outcome, done, refuse } from "#kernel/outcome.ts";
import type { OpDef, Upload } from "./op.ts";

export const maxBodyBytes = 64 * 1024;
export const maxJsonDepth = 20;

const jsonTypes = /^application\/(?:merge-patch\+)?json$/i;

/** The body of a request as JSON, or the reason why it is none. Nothing is parsed before its size is known. */
export async function readJson(request: Request): Promise<Outcome<unknown>> {
  const type = typeOf(request);
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
  const { depth, reserved } = lookOver(value);
  if (depth > maxJsonDepth) return refuse("body.too_deep", { limit: maxJsonDepth });
  // Validators step over this name in silence; what is not taken must be refused.
  if (reserved !== undefined) {
    return refuse("body.invalid", {
      errors: [{ pointer: reserved, code: "unknown_field", detail: "is not a field here" }],
    });
  }
  return done(value);
}

const typeOf = (request: Request): string => (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim() ?? "";

/** The body of a request as the file that the contract takes. */
export async function readFile(request: Request, takes: NonNullable<OpDef["takes"]>): Promise<Outcome<Upload>> {
  const { type, maxBytes } = takes;
  const bytes = await readBytes(request, maxBytes);
  if (bytes === undefined) return refuse("body.too_large", { limit_bytes: maxBytes });
  if (bytes.byteLength === 0) return refuse("body.missing", { accepted: [type] });
  if (typeOf(request).toLowerCase() !== type) return refuse("body.unsupported_type", { accepted: [type] });
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  return done({ bytes, sha256 });
}

export async function readText(request: Request): Promise<string | undefined> {
  const bytes = await readBytes(request, maxBodyBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** Undefined when longer than allowed; reading stops there, whatever Content-Length promised. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (ended) break;
    size += value.byteLength;
    if (size > most) {
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
  return bytes;
}

/**
 * How deeply objects and lists are nested, and where a `__proto__` stands. Iterative, so that a deep document cannot exhaust
 * the stack.
 */
export function lookOver(value: unknown): { depth: number; reserved: string | undefined } {
  let depth = 0;
  let reserved: string | undefined;
  const open: [node: unknown, above: number, pointer: string][] = [[value, 0, ""]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, above, pointer] = next;
    if (typeof node !== "object" || node === null) continue;
    depth = Math.max(depth, above + 1);
    if (depth > maxJsonDepth) break;
    if (Object.hasOwn(node, "__proto__")) reserved = `${pointer}/__proto__`;
    for (const [key, child] of Object.entries(node)) open.push([child, above + 1, `${pointer}/${escaped(key)}`]);
  }
  return { depth, reserved };
}

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
