import { madeOnce } from "#kernel/made-once.ts";
import { own } from "#pages/kit/when.tsx";
import { count, type Speech } from "#pages/kit/language.ts";
import type { Offer } from "./door.ts";
import { bookingWords } from "./words.ts";

const units = [
  [1_440, "day"],
  [60, "hour"],
  [1, "minute"],
] as const;

/** "2 hours", "45 minutes": the largest unit that says it whole. */
export function sayLength({ locale }: Speech, minutes: number): string {
  const [size, unit] = units.find(([one]) => minutes >= one && minutes % one === 0) ?? [1, "minute"];
  return lengthsIn[unit](locale).format(minutes / size);
}

const lengthsOf = (unit: string) =>
  madeOnce((locale) => new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: "unit", unit, unitDisplay: "long" }));
const lengthsIn = { day: lengthsOf("day"), hour: lengthsOf("hour"), minute: lengthsOf("minute") };

/** What an invitee may still do afterwards, said before they book. */
export function sayPolicy(
  speech: Speech,
  { cancellation, rescheduling }: Pick<Offer, "cancellation" | "rescheduling">,
) {
  const { policy } = bookingWords[speech.language];
  const until = (words: string, minutes: number) => words.replace("#", own(sayLength(speech, minutes)));
  const { max_times: times } = rescheduling;
  const moving = !rescheduling.allowed
    ? policy.moveNever
    : rescheduling.cutoff_minutes === 0
      ? policy.move
      : until(policy.moveUntil, rescheduling.cutoff_minutes);
  const canceling = !cancellation.allowed
    ? policy.cancelNever
    : cancellation.cutoff_minutes === 0
      ? policy.cancel
      : until(policy.cancelUntil, cancellation.cutoff_minutes);
  const often = rescheduling.allowed && times !== null ? [count(speech.language, times, policy.times)] : [];
  return [moving, ...often, canceling];
}
