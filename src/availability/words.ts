import * as z from "zod";
import { line, wireId } from "#http/wire.ts";

/** Whose hours are meant. */
export const whose = wireId("member")
  .optional()
  .meta({ description: "Whose; one's own when left out. A key has nobody of its own and has to name one." });

/** A time on somebody's wall. Rules read it, so that a wrong one has a code of its own. */
export const wallTime = line(8).meta({
  description: "`HH:MM` on the wall; `24:00` ends a day. An end before the start lies on the next day.",
  example: "09:00",
});
export const wallTimeOut = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Read by rules, for the same reason. */
export const zoneName = line(64).meta({ description: "An IANA time zone.", example: "Europe/Berlin" });

const days = [1, 2, 3, 4, 5, 6, 7] as const;
export const weekday = z
  .union(days.map((day) => z.literal(day)))
  .meta({ description: "ISO: Monday is 1, Sunday is 7." });
