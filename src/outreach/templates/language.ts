// The language of templates: words, `{{ name }}`, and `{{#if name}}…{{/if}}`. It has no other logic.
import type { Line, Link, Paragraph, Piece } from "#platform/mail/layout.tsx";
import type { VariableType } from "./catalogue.ts";

export type Node =
  | { kind: "words"; text: string }
  | { kind: "value"; name: string }
  | { kind: "if"; name: string; inner: readonly Node[] };

/** What is wrong with a text, and where: line and column count from 1, as editors do. */
export type TextFault = {
  code: "template.variable_unknown" | "template.variable_unfit" | "template.syntax";
  line: number;
  column: number;
  variable: string | null;
  detail: string;
};

export type Parsed = { nodes: readonly Node[]; faults: readonly TextFault[] };

/** Every value as it is said to this reader; null where there is none. */
export type Said = Readonly<Record<string, string | Link | null>>;

const deepest = 5;
const tag = /^(?:\s*([a-z][a-z0-9_]{0,39})\s*|\s*#if\s+([a-z][a-z0-9_]{0,39})\s*|\s*(\/if)\s*)$/;

type Open = { name: string; at: number; nodes: Node[] };

/** Reads a text against the variables its letter has; all faults at once. */
export function parse(
  text: string,
  variables: Readonly<Record<string, VariableType>>,
  place: "subject" | "body",
): Parsed {
  const faults: TextFault[] = [];
  const root: Node[] = [];
  const open: Open[] = [];
  const fault = (code: TextFault["code"], at: number, detail: string, variable: string | null = null) =>
    void faults.push({ code, ...placeIn(text, at), variable, detail });
  const here = () => open.at(-1)?.nodes ?? root;
  const known = (name: string, at: number) => {
    if (!Object.hasOwn(variables, name))
      fault("template.variable_unknown", at, `This letter has no variable \`${name}\`.`, name);
  };

  let at = 0;
  for (;;) {
    const start = text.indexOf("{{", at);
    if (start > at || start === -1)
      here().push({ kind: "words", text: text.slice(at, start === -1 ? undefined : start) });
    if (start === -1) break;
    const end = text.indexOf("}}", start + 2);
    if (end === -1) {
      fault("template.syntax", start, "These braces are never closed.");
      break;
    }
    at = end + 2;
    const [, value, condition, close] = tag.exec(text.slice(start + 2, end)) ?? [];
    if (value !== undefined) {
      known(value, start);
      if (place === "subject" && variables[value] === "link")
        fault("template.variable_unfit", start, "A subject holds no link.", value);
      here().push({ kind: "value", name: value });
    } else if (condition !== undefined) {
      known(condition, start);
      if (open.length >= deepest) fault("template.syntax", start, `Conditions stand at most ${deepest} deep.`);
      open.push({ name: condition, at: start, nodes: [] });
    } else if (close === undefined) {
      fault("template.syntax", start, "Between braces stands `name`, `#if name` or `/if`.");
    } else {
      const ended = open.pop();
      if (ended === undefined) fault("template.syntax", start, "Nothing is open that could end here.");
      else here().push({ kind: "if", name: ended.name, inner: ended.nodes });
    }
  }
  for (const { at: start } of open) fault("template.syntax", start, "This condition has no end.");
  return { nodes: root, faults };
}

/** Where in a text: columns are characters as people count them, not halves of them. */
function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: Array.from(before.at(-1) ?? "").length + 1 };
}

const isThere = (value: Said[string] | undefined): value is string | Link => value != null && value !== "";

type Drawn = { pieces: Piece[]; isTagged: boolean };

/** Paragraphs are parted by empty lines of the text itself: no value makes one, and a line whose values are missing is none. */
export function paragraphsOf(nodes: readonly Node[], said: Said): Paragraph[] {
  const lines: Drawn[] = [{ pieces: [], isTagged: false }];
  draw(nodes, said, lines);
  const paragraphs: Line[][] = [[]];
  for (const { pieces, isTagged } of lines) {
    const line = trimmed(pieces);
    if (line.length > 0) paragraphs.at(-1)?.push(line);
    else if (!isTagged) paragraphs.push([]);
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

function draw(nodes: readonly Node[], said: Said, lines: Drawn[]): void {
  const tagged = (): Drawn => {
    const line = lines.at(-1) ?? { pieces: [], isTagged: true };
    line.isTagged = true;
    return line;
  };
  for (const node of nodes) {
    if (node.kind === "words") {
      for (const [place, words] of node.text.split("\n").entries()) {
        if (place > 0) lines.push({ pieces: [], isTagged: false });
        if (words !== "") lines.at(-1)?.pieces.push(words);
      }
      continue;
    }
    const value = Object.hasOwn(said, node.name) ? said[node.name] : undefined;
    const line = tagged();
    if (!isThere(value)) continue;
    if (node.kind === "value") line.pieces.push(typeof value === "string" ? { value } : value);
    else {
      draw(node.inner, said, lines);
      tagged();
    }
  }
}

/** Without blanks at its ends; nothing where it says nothing. */
function trimmed(pieces: readonly Piece[]): Line {
  const first = pieces.findIndex(saysSomething);
  if (first === -1) return [];
  const last = pieces.findLastIndex(saysSomething);
  return pieces.slice(first, last + 1).map((piece, place, { length }) => {
    if (typeof piece !== "string") return piece;
    const begun = place === 0 ? piece.trimStart() : piece;
    return place === length - 1 ? begun.trimEnd() : begun;
  });
}

const saysSomething = (piece: Piece): boolean =>
  typeof piece === "string" ? piece.trim() !== "" : !("value" in piece) || piece.value.trim() !== "";

const longestSubject = 180;

/** A subject: one line of a length that every mail program takes, whatever the values hold. */
export function lineOf(nodes: readonly Node[], said: Said): string {
  const words = paragraphsOf(nodes, said)
    .flatMap((paragraph) => (typeof paragraph === "string" ? [[paragraph]] : paragraph))
    .map((line) =>
      line.map((piece) => (typeof piece === "string" ? piece : "value" in piece ? piece.value : "")).join(""),
    )
    .join(" ");
  const line = words
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  const letters = Array.from(line);
  return letters.length > longestSubject ? `${letters.slice(0, longestSubject - 1).join("")}…` : line;
}
