// Tables as text (RFC 4180). They are read as bytes, so that a place in a file is one number whatever its letters.

export type Separator = "," | ";";

/** A row as it stands in a file, and the byte at which the next begins. */
export type CsvRow = { cells: readonly string[]; next: number };

/** Why nothing more can be read from here on. */
export type CsvFault = { at: number; why: "quote_open" | "after_quote" };

const [quote, carriage, lineFeed, comma, semicolon] = [0x22, 0x0d, 0x0a, 0x2c, 0x3b];
const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: false });

/** Where the text begins: after the mark that some programs put before it. */
export const textBegins = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

/** What parts the cells of this file: what its first line has more of, outside quotes. */
export function separatorOf(bytes: Uint8Array): Separator {
  let [commas, semicolons, isQuoted] = [0, 0, false];
  for (let at = textBegins(bytes); at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (byte === carriage || byte === lineFeed) break;
    else if (byte === comma) commas += 1;
    else if (byte === semicolon) semicolons += 1;
  }
  return semicolons > commas ? ";" : ",";
}

type Cell = { text: string; end: number } | CsvFault;

/** A cell in quotes: all there is up to the quote that is not doubled. */
function quotedCell(bytes: Uint8Array, from: number): Cell {
  const parts: string[] = [];
  let begin = from + 1;
  for (;;) {
    const end = bytes.indexOf(quote, begin);
    if (end === -1) return { at: from, why: "quote_open" };
    parts.push(decoder.decode(bytes.subarray(begin, end)));
    if (bytes[end + 1] !== quote) return { text: parts.join('"'), end: end + 1 };
    begin = end + 2;
  }
}

function bareCell(bytes: Uint8Array, from: number, separator: number): Cell {
  let end = from;
  while (end < bytes.length && !endsCell(bytes[end], separator)) end += 1;
  return { text: decoder.decode(bytes.subarray(from, end)), end };
}

const endsCell = (byte: number | undefined, separator: number): boolean =>
  byte === undefined || byte === separator || byte === lineFeed || byte === carriage;

const pastLineEnd = (bytes: Uint8Array, at: number): number =>
  bytes[at] === carriage && bytes[at + 1] === lineFeed ? at + 2 : at + 1;

/** The rows from a byte on; empty lines are none. A quote counts at the beginning of a cell, elsewhere it is a letter. */
export function* rowsFrom(bytes: Uint8Array, from: number, separator: Separator): Generator<CsvRow | CsvFault> {
  const parting = separator === "," ? comma : semicolon;
  let at = from;
  while (at < bytes.length) {
    if (bytes[at] === lineFeed || bytes[at] === carriage) {
      at = pastLineEnd(bytes, at);
      continue;
    }
    const cells: string[] = [];
    for (;;) {
      const cell = bytes[at] === quote ? quotedCell(bytes, at) : bareCell(bytes, at, parting);
      if ("why" in cell) return yield cell;
      if (!endsCell(bytes[cell.end], parting)) return yield { at, why: "after_quote" };
      cells.push(cell.text);
      at = cell.end;
      if (bytes[at] !== parting) break;
      at += 1;
    }
    at = at < bytes.length ? pastLineEnd(bytes, at) : at;
    yield { cells, next: at };
  }
}

/** What a spreadsheet would begin to calculate, also in other widths, after blanks and unseen letters, or once made inert. */
const calculates = /^'*(?:[\t\r]|[\s\p{Cf}\0]*[=+\-@−﹢﹣﹦﹫＋－＝＠])/u;

/** A text that no spreadsheet executes: an apostrophe says that it is one. */
export const inert = (text: string): string => (calculates.test(text) ? `'${text}` : text);

/** The text that was made inert. */
export const uninert = (text: string): string =>
  text.startsWith("'") && calculates.test(text.slice(1)) ? text.slice(1) : text;

const written = (text: string): string => (/[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One row, with its line's end. A row of one empty cell is written so that it is no empty line. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.length === 1 && cells[0] === "" ? '""' : cells.map((cell) => written(cell)).join(",")}\r\n`;

/** What makes spreadsheets read the letters as they are. */
export const byteOrderMark = "\u{feff}";
