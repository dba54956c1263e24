import { asInstant } from "#kernel/instant.ts";
import { zoneOf } from "#time/zones.ts";
import { sayTime, type Speech } from "../kit/language.ts";

const plain = zoneOf("Etc/UTC");

/** A time on nobody's wall in particular, as the reader writes times. */
export const sayClock = (speech: Speech, minutes: number): string =>
  plain === undefined ? "" : sayTime(speech, plain, asInstant(minutes * 60_000));
