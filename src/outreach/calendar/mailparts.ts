// Finds the calendar in a mail that somebody sent us. Written by hand, so that everything in such a mail has a bound.
import { isAddress } from "#platform/mail/rules.ts";

export type Found = {
  /** The text of the one part that says it is a calendar's reply. */
  calendar: string;
  /** Whom the mail says it is from, in small letters: a claim, as is everything in it. */
  from: string | null;
};

export type MailFault = "too_long" | "too_many_parts" | "nested_too_deep" | "no_reply" | "unreadable";

const limits = {
  octets: 2_000_000,
  headerLetters: 64_000,
  parts: 50,
  depth: 5,
  /** A calendar in base64, with its line ends. */
  calendarLetters: 360_000,
} as const;

type Headers = ReadonlyMap<string, readonly string[]>;
type Entity = { headers: Headers; body: string };
type Kind = { type: string; parameters: ReadonlyMap<string, string> };

/** Never throws, whatever the mail. */
export function replyIn(raw: Uint8Array): Found | { refused: MailFault } {
  if (raw.length > limits.octets) return { refused: "too_long" };
  const whole = entityIn(lettersOf(raw));
  const found = whole === undefined ? "unreadable" : search(whole);
  if (typeof found === "string") return { refused: found };
  const calendar = decoded(found);
  return calendar === undefined || whole === undefined
    ? { refused: "unreadable" }
    : { calendar, from: senderIn(whole.headers) };
}

/** A letter for each octet, so that what is cut out of it can still be decoded. */
function lettersOf(raw: Uint8Array): string {
  let text = "";
  for (let from = 0; from < raw.length; from += 8_192) text += String.fromCharCode(...raw.subarray(from, from + 8_192));
  return text;
}

/** The parts in their order, and the parts of parts. */
function search(whole: Entity): Entity | MailFault {
  const waiting = [{ entity: whole, depth: 1 }];
  let parts = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { entity, depth } = next;
    parts += 1;
    if (parts > limits.parts) return "too_many_parts";
    const { type, parameters } = kindOf(entity.headers);
    const method = parameters.get("method")?.toUpperCase();
    if (type === "text/calendar" && method === "REPLY") return entity;
    const boundary = type.startsWith("multipart/") ? parameters.get("boundary") : undefined;
    if (boundary === undefined) continue;
    if (depth >= limits.depth) return "nested_too_deep";
    const inner = bodiesBetween(entity.body, boundary);
    if (inner === undefined) return "too_many_parts";
    const entities = inner.flatMap((text) => entityIn(text) ?? []);
    waiting.unshift(...entities.map((one) => ({ entity: one, depth: depth + 1 })));
  }
  return "no_reply";
}

/** Undefined when the headers have no end that anybody would wait for. */
function entityIn(text: string): Entity | undefined {
  if (/^\r?\n/.test(text)) return { headers: new Map(), body: text.replace(/^\r?\n/, "") };
  const end = /\r?\n\r?\n/.exec(text.slice(0, limits.headerLetters));
  if (end === null && text.length > limits.headerLetters) return undefined;
  const head = end === null ? text : text.slice(0, end.index);
  return { headers: headersIn(head), body: end === null ? "" : text.slice(end.index + end[0].length) };
}

function headersIn(head: string): Headers {
  const headers = new Map<string, string[]>();
  for (const line of head.replaceAll(/\r?\n(?=[ \t])/g, "").split(/\r?\n/)) {
    const [, name = "", value = ""] = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    const key = name.toLowerCase();
    const known = headers.get(key);
    if (known === undefined) headers.set(key, [value.trim()]);
    else known.push(value.trim());
  }
  return headers;
}

/** What stands between the lines of the boundary; undefined when that is more than a mail needs. */
function bodiesBetween(body: string, boundary: string): string[] | undefined {
  if (boundary.length === 0 || boundary.length > 70) return [];
  const bodies: string[] = [];
  const mark = `--${boundary}`;
  let began: number | undefined;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    const [rest = ""] = /^(?:--)?[ \t]*(?:\r?\n|$)/.exec(body.slice(at + mark.length, at + mark.length + 200)) ?? [];
    const isLine = (at === 0 || body[at - 1] === "\n") && (rest !== "" || at + mark.length === body.length);
    if (!isLine) continue;
    if (began !== undefined) bodies.push(body.slice(began, at).replace(/\r?\n$/, ""));
    if (bodies.length > limits.parts) return undefined;
    began = at + mark.length + rest.length;
    if (rest.startsWith("--")) return bodies;
  }
  return began === undefined ? bodies : [...bodies, body.slice(began)];
}

/** A header's main word and its parameters; what has none is plain text. */
function kindOf(headers: Headers): Kind {
  const [value = "text/plain"] = headers.get("content-type") ?? [];
  const parameters = new Map<string, string>();
  const found = value.slice(0, 2_000).matchAll(/;\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g);
  for (const [, name = "", quoted, bare = ""] of found) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replaceAll(/\\(.)/g, "$1") ?? bare);
  }
  return { type: (value.split(";")[0] ?? "").trim().toLowerCase(), parameters };
}

/** Undefined when it is too long, or spelled in a way we do not know. */
function decoded({ headers, body }: Entity): string | undefined {
  if (body.length > limits.calendarLetters) return undefined;
  const [encoding = "7bit"] = headers.get("content-transfer-encoding") ?? [];
  const charset = kindOf(headers).parameters.get("charset") ?? "utf-8";
  try {
    const binary = unwrapped(body, encoding.toLowerCase());
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function unwrapped(body: string, encoding: string): string {
  switch (encoding) {
    case "7bit":
    case "8bit":
    case "binary":
      return body;
    case "base64":
      return atob(body.replaceAll(/[^A-Za-z0-9+/]/g, ""));
    case "quoted-printable":
      return body
        .replaceAll(/=[ \t]*\r?\n/g, "")
        .replaceAll(/=([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    default:
      throw new Error("This transfer encoding is not one of RFC 2045.");
  }
}

/** The one address of the one From; names, which can hold anything, and remarks are taken out first. */
function senderIn(headers: Headers): string | null {
  const [value = "", ...others] = headers.get("from") ?? [];
  if (others.length > 0 || value.length > 2_000) return null;
  const bare = value.replaceAll(/"(?:[^"\\]|\\.)*"/g, "").replaceAll(/\([^()]*\)/g, "");
  const [, inBrackets] = /^[^<>,"():;]*<([^<>\s]+)>\s*$/.exec(bare) ?? [];
  const address = (inBrackets ?? bare.trim()).toLowerCase();
  return isAddress(address) ? address : null;
}
