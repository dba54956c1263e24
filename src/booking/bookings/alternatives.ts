import type { Conflict } from "#booking/diary/rules.ts";
import { mintSlotToken, nearest } from "#booking/slots/actions.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import { toWire } from "#kernel/instant.ts";
import type { Outcome, Refusal } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import type { Why } from "./intents.ts";
import type { Narrowed, Sought } from "./seek.ts";
import type { Booking } from "./tables.ts";

/** Refusals that another time would not have met. */
const ofTime: readonly string[] = ["slot.taken", "slot.unavailable"];

/** Why somebody does not work at that time is nobody's business outside the company. */
const personal: readonly unknown[] = ["override", "time_off", "paused"];

function toldOutside(refusal: Refusal): Refusal {
  const { reasons } = refusal;
  if (!Array.isArray(reasons)) return refusal;
  const told = reasons.map((reason: unknown) => (personal.includes(reason) ? "outside_hours" : reason));
  return { ...refusal, reasons: [...new Set(told)] };
}

/** A refusal of one time, with the nearest others; strangers get them as they get every slot, as a token. */
export async function refusedTime<T>(
  scope: Scope,
  refusal: Refusal,
  { start, minutes, link }: Pick<Sought, "start" | "minutes" | "link">,
  eventType: EventType,
  source: Booking["source"],
  { within, besides = [], ...which }: Narrowed = {},
): Promise<Outcome<T>> {
  if (!ofTime.includes(refusal.code)) return { ok: false, refusal };
  const length = minutes ?? eventType.defaultMinutes;
  const starts = await nearest(scope, { ...which, id: eventType.id }, start, length, { within, besides });
  const alternatives = starts.map(async (at) => {
    const slot = { eventType: eventType.id, start: at, minutes: length, ...(link === null ? {} : { link }) };
    const token =
      source === "staff" ? {} : { slot_token: await mintSlotToken(scope.config, scope.tenant.id, slot, scope.now) };
    return { starts_at: toWire(at), ...token };
  });
  const said = source === "staff" ? refusal : toldOutside(refusal);
  return { ok: false, refusal: { ...said, alternatives: await Promise.all(alternatives), retry: "new-key" } };
}

/** A refusal of whoever was to come at a time that stands: another time would be no answer. */
export const refusedHost = (refusal: Refusal): Outcome<never> => ({
  ok: false,
  refusal: ofTime.includes(refusal.code) ? { ...refusal, alternatives: [], retry: "new-key" } : refusal,
});

const clashOf: Readonly<Partial<Record<Why, string>> & Record<Conflict, string>> = {
  taken: "meeting",
  hold: "hold",
  buffer: "buffer",
  limit: "limit",
  full: "full",
  crowded: "crowded",
};

/** Of what kind the obstacle was; a hold that its owner let go is over. */
export function refusalFor(why: Why): Refusal {
  const clash = clashOf[why];
  return clash === undefined ? { code: "hold.over", retry: "new-key" } : { code: "slot.taken", clash };
}
