// What a migration may not say. Each rule is a way in which D1 has lost rows, or in which two databases drift apart.

export interface Breach {
  file: string;
  /** 0 when the breach is of the file as a whole. */
  line: number;
  rule:
    | "drop-table"
    | "drop-column"
    | "cascade"
    | "replace"
    | "rename"
    | "pragma"
    | "edited"
    | "removed"
    | "unrecorded"
    | "late";
  why: string;
}

export interface Migration {
  file: string;
  sha256: string;
}

/** What `migrations/checksums.json` holds: the hash of each migration on the day it was accepted. */
export type Checksums = Record<string, string>;

interface Token {
  /** A bare word in upper case, a punctuation mark, or for anything quoted its content between NULs: never a keyword. */
  text: string;
  line: number;
}

// In this order: comments and quoted things first, so that a word inside them is never read as SQL.
const lexeme =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[A-Za-z_][\w$]*|\n|[^\s\w]/g;

function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let line = 1;
  for (const [text] of sql.matchAll(lexeme)) {
    if (/^(--|\/\*)|^\n/.test(text)) {
      // only the lines are counted
    } else if (/^['"`[]/.test(text)) found.push({ text: `\0${text.slice(1, -1)}\0`, line });
    else found.push({ text: text.toUpperCase(), line });
    line += text.split("\n").length - 1;
  }
  return found;
}

const unquoted = (text: string) => text.replaceAll("\0", "").toUpperCase();

const referential = ["CASCADE", "SET NULL", "SET DEFAULT"];
const forbiddenPragmas = ["FOREIGN_KEYS", "DEFER_FOREIGN_KEYS", "IGNORE_CHECK_CONSTRAINTS", "WRITABLE_SCHEMA"];

/** A migration only adds: nothing in it drops a table or column, renames, cascades, replaces rows or loosens foreign keys. */
export function unsafeStatements(file: string, sql: string): Breach[] {
  const all = tokens(sql);
  const found: Breach[] = [];

  for (const [index, { text, line }] of all.entries()) {
    const [second = "", third = "", fourth = ""] = all.slice(index + 1, index + 4).map((token) => token.text);
    const refuse = (rule: Breach["rule"], why: string) => found.push({ file, line, rule, why });

    if (text === "DROP" && second === "TABLE")
      refuse(
        "drop-table",
        "DROP TABLE deletes its rows, and on D1 those of its children; stop using the table instead",
      );

    if (text === "ON" && (second === "DELETE" || second === "UPDATE")) {
      const action = referential.find((words) => `${third} ${fourth}`.startsWith(words));
      if (action)
        refuse("cascade", `ON ${second} ${action} changes rows nobody named; deletes are explicit and ordered`);
    }

    if ((text === "REPLACE" && second === "INTO") || (text === "UPDATE" && second === "OR" && third === "REPLACE"))
      refuse("replace", "REPLACE deletes the old row without its triggers; use ON CONFLICT DO UPDATE");
    if (text === "ON" && second === "CONFLICT" && third === "REPLACE")
      refuse("replace", "ON CONFLICT REPLACE deletes the old row without its triggers");

    if (text === "ALTER" && second === "TABLE") {
      const after = fourth === "." ? all[index + 5] : all[index + 3];
      if (after?.text === "RENAME")
        refuse("rename", "the version still running knows the old name; add the new one and copy");
      if (after?.text === "DROP")
        refuse("drop-column", "the version still running reads it, and its values are gone; stop using it instead");
    }

    if (text === "PRAGMA") {
      const asked = unquoted(third === "." ? fourth : second);
      if (forbiddenPragmas.includes(asked))
        refuse("pragma", `PRAGMA ${asked.toLowerCase()} did not protect children on D1; no migration may need it`);
    }
  }
  return found;
}

/** An applied migration is history: it is never edited or removed, and a new one comes after all of them. */
export function rewrittenHistory(recorded: Checksums, present: readonly Migration[]): Breach[] {
  const found: Breach[] = [];
  const hashes = new Map(present.map(({ file, sha256 }) => [file, sha256]));
  const newest = Object.keys(recorded).toSorted().at(-1) ?? "";

  for (const [file, sha256] of Object.entries(recorded)) {
    const now = hashes.get(file);
    if (now === undefined)
      found.push({ file, line: 0, rule: "removed", why: "databases have run it; a new one would lack what it made" });
    else if (now !== sha256)
      found.push({
        file,
        line: 0,
        rule: "edited",
        why: "databases have run what it said before; write another migration",
      });
  }
  for (const { file } of present) {
    if (Object.hasOwn(recorded, file)) continue;
    if (file < newest)
      found.push({ file, line: 0, rule: "late", why: `it sorts before ${newest}, which has run already` });
    else found.push({ file, line: 0, rule: "unrecorded", why: "record it: node scripts/lint-migrations.ts --accept" });
  }
  return found;
}

/** Records what is new; what is recorded stays as it is, whatever the files say. */
export function accepted(recorded: Checksums, present: readonly Migration[]): Checksums {
  const now = Object.fromEntries(present.map(({ file, sha256 }) => [file, sha256]));
  const all = Object.entries({ ...now, ...recorded });
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
