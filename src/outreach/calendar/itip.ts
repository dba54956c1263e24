// What a calendar program answers to an invitation (RFC 5546, 3.2.3). Anybody can send one: little is read, less believed.
import { utf8 } from "#kernel/bytes.ts";
import { isAddress } from "#platform/mail/rules.ts";

export type Reply = {
  uid: string;
  sequence: number;
  /** Who answers, if the mail can be believed; in small letters. */
  attendee: string;
  answer: "accepted" | "declined" | "tentative";
};

export type ReplyFault =
  | "too_long"
  | "too_many_lines"
  | "too_many_components"
  | "nested_too_deep"
  | "not_a_calendar"
  | "cut_short"
  | "not_a_reply"
  | "not_one_event"
  | "of_a_series"
  | "malformed"
  | "no_answer";

const limits = { octets: 256_000, lines: 5_000, components: 200, depth: 4, believedLine: 4_096 } as const;

const answers = new Map<string | undefined, Reply["answer"]>([
  ["ACCEPTED", "accepted"],
  ["DECLINED", "declined"],
  ["TENTATIVE", "tentative"],
]);

type Property = { parameters: ReadonlyMap<string, string>; value: string };

/** How often each component of the first two levels stands there, and the few properties anybody looks at. */
type Found = { components: string[]; properties: Map<string, Property[]> };

const calendar = "VCALENDAR";
const event = "VCALENDAR VEVENT";
const read: Readonly<Record<string, readonly string[]>> = {
  [calendar]: ["METHOD"],
  [event]: ["UID", "SEQUENCE", "ATTENDEE", "RECURRENCE-ID"],
};

/** One person's answer to one invitation, or why it is none. It never throws, whatever the text. */
export function readReply(text: string): { reply: Reply } | { refused: ReplyFault } {
  if (text.length > limits.octets || utf8(text).length > limits.octets) return { refused: "too_long" };
  const lines = unfolded(text);
  if (lines === undefined) return { refused: "too_many_lines" };
  const found = findIn(lines);
  return typeof found === "string" ? { refused: found } : believed(found);
}

/** Lines as they read before folding; undefined when there are more than anybody needs. */
function unfolded(text: string): string[] | undefined {
  const lines: string[] = [];
  let count = 0;
  for (const [physical] of text.replace(/^\uFEFF/, "").matchAll(/[^\r\n]+/g)) {
    count += 1;
    if (count > limits.lines) return undefined;
    const before = /^[ \t]/.test(physical) ? lines.pop() : undefined;
    lines.push(before === undefined ? physical : before + physical.slice(1));
  }
  return lines;
}

function findIn(lines: readonly string[]): Found | ReplyFault {
  const found: Found = { components: [], properties: new Map() };
  const path: string[] = [];
  let components = 0;
  for (const line of lines) {
    const name = nameIn(line);
    if (name === "BEGIN") {
      components += 1;
      path.push(componentIn(line));
      if (components > limits.components) return "too_many_components";
      if (path.length > limits.depth) return "nested_too_deep";
      if (path[0] !== calendar) return "not_a_calendar";
      if (path.length <= 2) found.components.push(path.join(" "));
    } else if (name === "END") {
      if (path.pop() !== componentIn(line)) return "cut_short";
    } else if (path.length === 0) {
      return "not_a_calendar";
    } else if (path.length <= 2 && read[path.join(" ")]?.includes(name)) {
      const property = propertyIn(line);
      if (property === undefined) return "malformed";
      found.properties.set(name, [...(found.properties.get(name) ?? []).slice(0, 1), property]);
    }
  }
  if (components === 0) return "not_a_calendar";
  return path.length > 0 ? "cut_short" : found;
}

/** Nothing beyond the answer itself: not the time, not the name, not what was said with it. */
function believed({ components, properties }: Found): { reply: Reply } | { refused: ReplyFault } {
  const times = (wanted: string) => components.filter((name) => name === wanted).length;
  const only = (name: string) => (properties.get(name)?.length === 1 ? properties.get(name)?.[0] : undefined);
  if (only("METHOD")?.value.trim().toUpperCase() !== "REPLY") return { refused: "not_a_reply" };
  if (times(calendar) !== 1 || times(event) !== 1) return { refused: "not_one_event" };
  if (properties.has("RECURRENCE-ID")) return { refused: "of_a_series" };
  const uid = only("UID")?.value.trim();
  const sequence = properties.has("SEQUENCE") ? only("SEQUENCE")?.value.trim() : "0";
  const guest = only("ATTENDEE");
  const attendee = guest === undefined ? undefined : addressIn(guest.value);
  if (uid === undefined || !/^[\x21-\x7e]{1,255}$/.test(uid)) return { refused: "malformed" };
  if (sequence === undefined || !/^\d{1,9}$/.test(sequence)) return { refused: "malformed" };
  if (attendee === undefined) return { refused: "malformed" };
  const answer = answers.get(guest?.parameters.get("PARTSTAT")?.toUpperCase());
  if (answer === undefined) return { refused: "no_answer" };
  return { reply: { uid, sequence: Number(sequence), attendee, answer } };
}

const nameIn = (line: string): string => (/^[A-Za-z-]{1,32}(?=[:;])/.exec(line)?.[0] ?? "").toUpperCase();

const componentIn = (line: string): string =>
  line
    .slice(line.indexOf(":") + 1, 100)
    .trim()
    .toUpperCase();

/** Undefined when the line is too long to be an honest one, cannot be read, or says one thing twice. */
function propertyIn(line: string): Property | undefined {
  if (line.length > limits.believedLine) return undefined;
  const parameters = new Map<string, string>();
  const next = /;([\w-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/y;
  let end = line.search(/[:;]/);
  while (line.charAt(end) === ";") {
    next.lastIndex = end;
    const [, name = "", value = ""] = next.exec(line) ?? [];
    if (name === "" || parameters.has(name.toUpperCase())) return undefined;
    parameters.set(name.toUpperCase(), value.replace(/^"([^"]*)"$/, "$1"));
    end = next.lastIndex;
  }
  return line.charAt(end) === ":" ? { parameters, value: line.slice(end + 1) } : undefined;
}

function addressIn(value: string): string | undefined {
  const [, spelled = ""] = /^mailto:([^?]+)$/i.exec(value.trim()) ?? [];
  try {
    const address = decodeURIComponent(spelled).toLowerCase();
    return address.length <= 254 && isAddress(address) ? address : undefined;
  } catch {
    return undefined;
  }
}
