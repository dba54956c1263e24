import type { parties } from "#booking/bookings/tables.ts";
import { after, asInstant, day, type Instant } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { RescheduleRequest, WindowWords } from "./tables.ts";

export type RequestCode =
  | "reschedule_request.unknown"
  | "reschedule_request.pending"
  | "reschedule_request.settled"
  | "reschedule_request.wrong_side"
  | "reschedule_request.window_invalid"
  | "reschedule_request.window_unfit";

type Party = (typeof parties)[number];
type Side = "company" | "invitee";

/** Hosts, staff and the system speak for the company. */
export const sideOf = (party: Party): Side => (party === "invitee" ? "invitee" : "company");

export type Window = { from: Instant; until: Instant };

export const mostWindows = 5;
export const longestDays = 365;

/** A window ends after it begins, is not over, and lies within a year; all faults at once. */
export function windowsFit(windows: readonly Window[], now: Instant): Outcome<true, RequestCode> {
  const latest = after(now, longestDays * day);
  const code = "reschedule_request.window_invalid";
  const faults = windows.flatMap(({ from, until }, place): Fault[] =>
    until > from && until > now && until <= latest ? [] : [{ pointer: `/windows/${place}/until`, code }],
  );
  return faults.length === 0 ? done(true) : refuse(code, { errors: faults });
}

const read = (text: string): Instant => asInstant(Date.parse(text));

/** A meeting may begin from the one instant until just before the other. */
export const liesIn = (windows: readonly WindowWords[], start: Instant): boolean =>
  windows.some(({ from, until }) => read(from) <= start && start < read(until));

type Asked = Pick<RescheduleRequest, "askedBy" | "windows">;

/** A booking that is moved into what the other side asked for accepts the request; moved elsewhere, or by who asked, it closes it. */
export const settledByMove = ({ askedBy, windows }: Asked, party: Party, start: Instant): "accepted" | "closed" =>
  sideOf(party) !== sideOf(askedBy) && liesIn(windows, start) ? "accepted" : "closed";

type Verb = "accept" | "decline" | "withdraw";

/** Who asked may withdraw; the other side accepts or declines; and what is settled stays so. */
export function mayBe(
  verb: Verb,
  { askedBy, status }: Pick<RescheduleRequest, "askedBy" | "status">,
  party: Party,
): Outcome<true, RequestCode> {
  const isTheirs = sideOf(askedBy) === sideOf(party);
  if (isTheirs !== (verb === "withdraw")) return refuse("reschedule_request.wrong_side", { asked_by: askedBy });
  return status === "pending" ? done(true) : refuse("reschedule_request.settled", { request_status: status });
}
