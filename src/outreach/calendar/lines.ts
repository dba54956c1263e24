// How iCalendar is spelled (RFC 5545, section 3): whatever a person typed becomes part of a line here and nowhere else.

/** A component: its lines as they read before folding, then the components inside it. */
export type Component = { name: string; lines: readonly string[]; parts: readonly Component[] };

const octetsInLine = 75;

/**
 * What every calendar can hold of a text: whole characters, one kind of line end, of the control characters only the tab,
 * and nothing blank around it.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n|[\r\u0085\u2028\u2029]/g, "\n")
    .replaceAll(/(?![\n\t])\p{Cc}/gu, "")
    .trim();

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replaceAll("\n", " ");

export const textValue = (text: string): string =>
  plainText(text)
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);

/**
 * In a parameter RFC 6868 escapes with a caret. A backslash means itself there, which half of the calendars do not know:
 * its wide twin is read alike by all.
 */
export const quotedValue = (text: string): string =>
  `"${oneLine(text).replaceAll("\\", "\uff3c").replaceAll("^", "^^").replaceAll('"', "^'")}"`;

/** Web addresses only over https, spelled with the characters a URI may have; undefined when this is none. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
  return url.href.replaceAll(/[^\w:/?#[\]@!$&'()*+,;=.~%-]/g, encodeURIComponent);
}

export const print = (component: Component): string => linesOf(component).map(folded).join("");

const linesOf = ({ name, lines, parts }: Component): string[] => [
  `BEGIN:${name}`,
  ...lines,
  ...parts.flatMap(linesOf),
  `END:${name}`,
];

/** No line is longer than 75 octets, and no character is cut in two. */
function folded(line: string): string {
  let text = "";
  let room = octetsInLine;
  for (const character of line) {
    const size = octetsOf(character);
    if (size > room) {
      text += "\r\n ";
      room = octetsInLine - 1;
    }
    text += character;
    room -= size;
  }
  return `${text}\r\n`;
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
