// Asks the implementations that readers.py knows.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

type Answer<T> = { ok: T } | { error: string };

/** Debian's Python, which is the one that Debian's packages are for. */
const python = "/usr/bin/python3";

export function ask<T>(task: "icalendar" | "libical" | "zones" | "mail", items: readonly unknown[]) {
  const { stdout, stderr, status, error } = spawnSync(python, [join(import.meta.dirname, "readers.py")], {
    input: JSON.stringify({ task, items }),
    maxBuffer: 512 * 1024 * 1024,
    encoding: "utf8",
  });
  if (error !== undefined || status !== 0) {
    const wanted = "apt-get install python3-icalendar gir1.2-ical-3.0 python3-gi";
    throw new Error(`The other readers cannot be asked (${wanted}): ${error?.message ?? stderr.slice(-500)}`);
  }
  return JSON.parse(stdout) as { tzdata: string; answers: Answer<T>[] };
}

export function read<T>(answer: Answer<T> | undefined): T {
  if (answer === undefined || !("ok" in answer)) throw new Error(answer?.error ?? "no answer");
  return answer.ok;
}

/**
 * python-icalendar 4.0.3 takes some percent signs for its own marks, undoes the escapes of a text twice, and knows nothing
 * of RFC 6868. This is what it therefore makes of a text that was escaped as it should be.
 */
export const asIcalendarReads = (text: string): string => undoneAgain(marksUndone(marked(escapedText(text))));

/** In a parameter it only mistakes percent signs. */
export const asIcalendarReadsName = (name: string): string => marksUndone(name);

const escapedText = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");

const marks = [
  ["\\,", "%2C"],
  ["\\:", "%3A"],
  ["\\;", "%3B"],
  ["\\\\", "%5C"],
] as const;

const marked = (text: string): string => marks.reduce((left, [sign, mark]) => left.replaceAll(sign, mark), text);

const marksUndone = (text: string): string =>
  marks.reduce((left, [sign, mark]) => left.replaceAll(mark, sign.slice(1)), text);

const undoneAgain = (text: string): string =>
  [
    ["\\N", "\\n"],
    ["\r\n", "\n"],
    ["\\n", "\n"],
    ["\\,", ","],
    ["\\;", ";"],
    ["\\\\", "\\"],
  ].reduce((left, [sign = "", meant = ""]) => left.replaceAll(sign, meant), text);
