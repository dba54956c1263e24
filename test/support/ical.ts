// What a calendar holds, read strictly: the grammar of RFC 5545 as written there, and ical.js's reading of it.
import ICAL from "ical.js";

/** One property, where it stands, and what it says once everything is unescaped. */
export type Said = { path: string; name: string; value: string; parameters: Readonly<Record<string, string>> };

/** What other implementations answer: a component, its properties, its components. */
export type Tree = [
  name: string,
  properties: [name: string, value: string, parameters: Record<string, string>][],
  parts: Tree[],
];

export function saidIn([name, properties, parts]: Tree, above = ""): Said[] {
  const path = above === "" ? name : `${above} ${name}`;
  const own = properties.map(([property, value, parameters]) => ({ path, name: property, value, parameters }));
  return [...own, ...parts.flatMap((part) => saidIn(part, path))];
}

export const withIcalJs = (text: string): Tree => treeOf(new ICAL.Component(ICAL.parse(text) as unknown[]));

const treeOf = (component: ICAL.Component): Tree => [
  component.name.toUpperCase(),
  component.getAllProperties().map((property) => {
    const parameters = (property.toJSON() as [string, Record<string, string>])[1];
    const named = Object.entries(parameters).map(([name, value]) => [name.toUpperCase(), value]);
    return [property.name.toUpperCase(), valueOf(property), Object.fromEntries(named) as Record<string, string>];
  }),
  component.getAllSubcomponents().map(treeOf),
];

/** What it does not know it leaves escaped. */
function valueOf(property: ICAL.Property): string {
  const value: unknown = property.getFirstValue();
  if (property.type === "unknown") return unescaped(String(value));
  if (typeof value === "string" || typeof value === "number") return String(value);
  const printable = value as { toICALString?: () => string; toString: () => string };
  return printable.toICALString?.() ?? printable.toString();
}

export const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));

const textProperties = new Set(["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "PRODID"]);

const parameterValue = String.raw`(?:"(?:[^"\p{Cc}]|\t)*"|[^";:,\p{Cc}]*)`;
const contentLine = new RegExp(
  String.raw`^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=${parameterValue}(?:,${parameterValue})*)*):((?:[^\p{Cc}]|\t)*)$`,
  "u",
);
const textValue = /^(?:[^\\;,\p{Cc}]|\t|\\[\\;,nN])*$/u;

/** Every way in which these octets are not what RFC 5545 calls a calendar stream. */
export function grammarFaults(octets: Uint8Array): string[] {
  const faults: string[] = [];
  const text = Buffer.from(octets).toString("latin1");
  if (!text.endsWith("\r\n")) faults.push("the last line has no end");
  if (/[^\r]\n|\r[^\n]/.test(text)) faults.push("a line ends in something else than CRLF");
  for (const line of text.split("\r\n")) {
    if (line.length > 75) faults.push(`${line.length} octets in a line`);
    if (!isUtf8(Buffer.from(line, "latin1"))) faults.push("a character is cut in two");
  }
  const lines = Buffer.from(octets)
    .toString("utf8")
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .slice(0, -1);
  const open: string[] = [];
  for (const line of lines) {
    const [, name = "", , value = ""] = contentLine.exec(line) ?? [];
    if (name === "") faults.push(`no content line: ${line.slice(0, 60)}`);
    if (textProperties.has(name) && !textValue.test(value)) faults.push(`${name} is not escaped`);
    if (name === "BEGIN") open.push(value);
    if (name === "END" && open.pop() !== value) faults.push(`${value} ends where it did not begin`);
  }
  if (open.length > 0) faults.push(`${open.join()} has no end`);
  return faults;
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}
