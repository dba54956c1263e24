// What the second page's buttons do: hold a time, keep it longer, let it go, book it.
import type { ProblemBody } from "#http/client.ts";
import { after, asInstant, day, fromWire, minute, toWire } from "#kernel/instant.ts";
import { seeOther } from "#pages/kit/answers.ts";
import type { FieldFault } from "#pages/kit/forms.tsx";
import { pageResponse } from "#pages/kit/layout.tsx";
import { kitWords } from "#pages/kit/words.ts";
import { hrefTo, type Pick as Asking, type SlotOffer } from "#pages/slots/pick.ts";
import { chosenIn } from "#pages/slots/times.tsx";
import { printDate } from "#time/dates.ts";
import { dayIn } from "#pages/kit/language.ts";
import type { ZoneId } from "#time/zones.ts";
import { lengthIn, startsOf } from "./choose.tsx";
import { Details } from "./details.tsx";
import type { Booked, Door, Held, Offer } from "./door.ts";
import { type Guest, looks, turnedAway } from "./frame.tsx";
import { takenPage } from "./taken.tsx";
import { bookingIn, carried, faultsFrom, faultsOfForm, type Hold, holdIn, type Saying } from "./typed.ts";
import { bookingWords } from "./words.ts";

/** A form that was sent below a door, and what is known by then. */
export type Step = {
  guest: Guest;
  door: Door;
  offer: Offer;
  asking: Asking;
  zone: ZoneId;
  form: URLSearchParams;
  /** Shows the times again, with what was typed so far in the page's own forms; `to` is what else its address would say. */
  choose: (to: Readonly<Record<string, string | undefined>>) => Promise<Response>;
  /** Where a booking that was made is shown. */
  doneAt: (token: string) => string;
};

export function take(step: Step): Promise<Response> {
  switch (step.form.get("do")) {
    case "extend":
      return extend(step);
    case "release":
      return release(step);
    case "another":
      return another(step);
    case "look":
      return lookOn(step);
    case "stay":
      return stay(step);
    case "book":
      return book(step);
    default:
      return hold(step);
  }
}

/** One try has one name; what it aims at is part of it, so that another time is another try. */
const keyOf = ({ form, guest }: Step, what: string): string => `${form.get("once") ?? guest.asked.nonce}:${what}`;

const wordsOf = ({ guest }: Step) => bookingWords[guest.speech.language];
const isOfTime = ({ code }: ProblemBody): boolean => code === "slot.taken" || code === "slot.unavailable";

async function hold(step: Step): Promise<Response> {
  const chosen = chosenIn(step.form);
  if (chosen === undefined) return seeOther(hrefTo(step.asking, {}));
  const { door } = step;
  const key = keyOf(step, chosen.startsAt);
  const first = chosen.token === undefined ? undefined : await door.hold(chosen.token, key);
  if (first !== undefined && !isStale(first)) return held(step, first);
  // The page stood open for long: the same start, if it is still there, is asked for anew.
  const near = await around(step, chosen.startsAt);
  const same = near.find(({ starts_at }) => starts_at === chosen.startsAt)?.slot_token;
  return same === undefined
    ? taken(step, nearestOf(near, chosen.startsAt))
    : held(step, await door.hold(same, `${key}:again`));
}

/** What was offered a quarter of an hour ago, or another try of that name, says nothing of the time itself. */
const isStale = (answer: Held | Booked): boolean =>
  !answer.ok && ["slot_token.expired", "slot_token.invalid", "idempotency.key_reused"].includes(answer.problem.code);

async function held(step: Step, answer: Held): Promise<Response> {
  if (!answer.ok)
    return isOfTime(answer.problem) ? taken(step, alternativesIn(answer.problem)) : turned(step, answer.problem);
  return details(step, holdOf(answer, false), []);
}

const holdOf = ({ body }: Extract<Held, { ok: true }>, longer: boolean): Hold => ({
  id: body.id,
  token: body.hold_token,
  startsAt: body.starts_at,
  endsAt: body.ends_at,
  expiresAt: body.expires_at,
  longer,
});

async function extend(step: Step): Promise<Response> {
  const standing = holdIn(step.form);
  if (standing === undefined) return seeOther(hrefTo(step.asking, {}));
  const answer = await step.door.extend(standing.id, standing.token);
  if (answer.ok) return details(step, holdOf(answer, true), []);
  // One that is over, or was made longer before, is shown as it is.
  if (answer.problem.code === "hold.extended_before") return details(step, { ...standing, longer: true }, []);
  return answer.problem.code === "hold.over" ? details(step, standing, []) : turned(step, answer.problem);
}

async function release(step: Step): Promise<Response> {
  const standing = holdIn(step.form);
  if (standing === undefined) return seeOther(hrefTo(step.asking, {}));
  await step.door.release(standing.id, standing.token);
  const date = printDate(dayIn(step.zone, fromWire(standing.startsAt)));
  return seeOther(hrefTo(step.asking, { date }));
}

/** The time is given back for another one; what was typed so far goes along. */
async function another(step: Step): Promise<Response> {
  const standing = holdIn(step.form);
  if (standing === undefined) return seeOther(hrefTo(step.asking, {}));
  await step.door.release(standing.id, standing.token);
  return step.choose({ date: printDate(dayIn(step.zone, fromWire(standing.startsAt))) });
}

/** Another day, month, zone or clock, with what was typed so far. */
const lookOn = ({ form, choose }: Step): Promise<Response> =>
  choose({ zone: form.get("zone") ?? undefined, find: form.get("find") ?? undefined });

/** The same form, in another language. */
async function stay(step: Step): Promise<Response> {
  const standing = holdIn(step.form);
  return standing === undefined ? seeOther(hrefTo(step.asking, {})) : details(step, standing, []);
}

async function book(step: Step): Promise<Response> {
  const { door, form, guest } = step;
  const standing = holdIn(form);
  if (standing === undefined) return seeOther(hrefTo(step.asking, {}));
  const saying: Saying = { speech: guest.speech, zone: step.zone, offer: step.offer, words: wordsOf(step) };
  const missing = faultsOfForm(form, saying, kitWords[guest.speech.language].faults.required);
  if (missing.length > 0) return details(step, standing, missing, 422);

  const body = bookingIn(form, saying, guest.asked.url.searchParams);
  const key = keyOf(step, "book");
  const bearing = { ...body, hold_token: standing.token };
  const first = await door.book(bearing, key);
  const answer = isStale(first) ? await door.book(bearing, crypto.randomUUID()) : first;
  if (answer.ok) return done(step, answer);
  const { problem } = answer;
  if (problem.code === "hold.over" || problem.code === "hold_token.invalid")
    return bookAnew(step, standing, body, saying);
  return refused(step, standing, problem, saying);
}

/** The hold is over: if nobody else has taken the time meanwhile, it is booked all the same. */
async function bookAnew(
  step: Step,
  standing: Hold,
  body: ReturnType<typeof bookingIn>,
  saying: Saying,
): Promise<Response> {
  const near = await around(step, standing.startsAt, lengthOf(standing));
  const same = near.find(({ starts_at }) => starts_at === standing.startsAt)?.slot_token;
  if (same === undefined) return taken(step, nearestOf(near, standing.startsAt));
  const answer = await step.door.book({ ...body, slot_token: same }, keyOf(step, "anew"));
  return answer.ok ? done(step, answer) : refused(step, standing, answer.problem, saying);
}

const done = (step: Step, { body }: Extract<Booked, { ok: true }>): Response => {
  const { asking, zone, doneAt } = step;
  const kept = asking.kept.filter(([name]) => name === "lang" || name === "hours" || looks.includes(name));
  const query = new URLSearchParams([...kept.map(([name, value]) => [name, value]), ["zone", zone]]);
  return seeOther(`${doneAt(body.manage_token)}?${query.toString()}`);
};

function refused(step: Step, standing: Hold, problem: ProblemBody, saying: Saying): Promise<Response> {
  if (isOfTime(problem)) return taken(step, alternativesIn(problem));
  const words = wordsOf(step);
  const kit = kitWords[step.guest.speech.language].faults;
  if (problem.status === 422 || problem.status === 400)
    return details(step, standing, faultsFrom(problem, saying, kit), 422);
  if (problem.code === "booking.raced" || problem.code === "change.raced")
    return details(step, standing, [{ field: "", sentence: words.faults.again }], 409);
  return turned(step, problem);
}

const details = (step: Step, standing: Hold, faults: readonly FieldFault[], status = 200): Promise<Response> =>
  pageResponse(<Details {...step} hold={standing} faults={faults} />, { status });

const turned = ({ guest, asking }: Step, problem: ProblemBody): Promise<Response> => {
  const { taken: words } = bookingWords[guest.speech.language];
  const goesOn = !problem.code.startsWith("link.") && problem.code !== "event_type.unknown";
  const next = goesOn ? { href: hrefTo(asking, {}), name: words.all } : undefined;
  return turnedAway(guest, problem, { next, base: asking.path });
};

const taken = (step: Step, nearest: readonly SlotOffer[]): Promise<Response> =>
  takenPage({ ...step, nearest, carried: carried(step.form) });

const most = 3;

/** The nearest three of the API's own choosing. */
function alternativesIn({ alternatives }: ProblemBody): SlotOffer[] {
  if (!Array.isArray(alternatives)) return [];
  return alternatives.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("starts_at" in one) || !("slot_token" in one)) return [];
    const { starts_at, slot_token } = one;
    return typeof starts_at === "string" && typeof slot_token === "string" ? [{ starts_at, slot_token, open: 1 }] : [];
  });
}

function nearestOf(offers: readonly SlotOffer[], startsAt: string): SlotOffer[] {
  const far = ({ starts_at }: SlotOffer) => Math.abs(fromWire(starts_at) - fromWire(startsAt));
  return offers.toSorted((one, other) => far(one) - far(other)).slice(0, most);
}

const lengthOf = ({ startsAt, endsAt }: Hold): number => (fromWire(endsAt) - fromWire(startsAt)) / minute;

/** What is free from three days before a start until a fortnight after it. */
async function around({ door, guest, offer }: Step, startsAt: string, minutes?: number): Promise<readonly SlotOffer[]> {
  const start = fromWire(startsAt);
  const { now } = guest.context;
  const length = minutes ?? lengthIn(guest.asked.url, offer);
  const from = asInstant(Math.max(now, after(start, -3 * day)));
  const until = after(start, 14 * day);
  if (until <= from) return [];
  const slots = await door.slots({ starts_after: toWire(from), starts_before: toWire(until) }, length);
  return startsOf(slots, length);
}
