// A list as a file: what its filters leave, with times on both clocks.
import { byteOrderMark, csvLine, inert } from "#kernel/csv.ts";
import type { ZoneId } from "#time/zones.ts";
import type { Visit } from "../kit/member.tsx";
import { momentSheet } from "../kit/sheet.ts";
import { wordsFor } from "./words.ts";

/** So many pages of a hundred are taken along at the most. */
export const mostPages = 10;

type Meeting = { starts_at: string | null; ends_at: string | null };

const wall = (at: string | null, zone: ZoneId | undefined): string =>
  at === null || zone === undefined ? "" : momentSheet(at, zone).replace("T", " ");

/** When it is: on the reader's wall, and on the other side's, each with the name of its zone. */
export const timesOf = ({ zone }: Visit, { starts_at, ends_at }: Meeting, theirs: ZoneId | undefined): string[] => [
  wall(starts_at, zone),
  wall(ends_at, zone),
  zone,
  wall(starts_at, theirs),
  theirs ?? "",
];

export function timeHeads(visit: Visit): string[] {
  const { from, until, yourTime, theirTime, times } = wordsFor(visit);
  return [from, until, `${yourTime}: ${times.zone}`, theirTime, `${theirTime}: ${times.zone}`];
}

export function csvResponse(name: string, head: readonly string[], rows: readonly (readonly string[])[]): Response {
  const text = byteOrderMark + [head, ...rows].map((cells) => csvLine(cells.map(inert))).join("");
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    },
  });
}
