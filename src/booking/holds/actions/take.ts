import {
  askedOf,
  type BookingWhole,
  deadlineOf,
  type Holding,
  holding,
  hostsOf,
  hoursOf,
  insertHours,
  insideOf,
  isProved,
  lookAt,
  narrowedBy,
  type Narrowed,
  narrowedTo,
  overridesOf,
  type Plan,
  planFor,
  refusalFor,
  refusedTime,
  soughtBy,
  standingOf,
  strikeLapsedSeats,
} from "#booking/bookings/actions.ts";
import { diaryFor } from "#booking/diary/client.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import type { Link } from "#booking/links/tables.ts";
import { settingsOf, settingsStatement } from "#booking/settings/actions.ts";
import { verdictIn, verdictStatement } from "#booking/verdicts.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import { base32, type Id, prefixes } from "#kernel/ids.ts";
import { after, type Instant, minute, second } from "#kernel/instant.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import { answerStatement } from "#platform/decisions/store.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { mac } from "#platform/secrets.ts";
import { holdFacts } from "../facts.ts";
import { leavePlace, takePlace } from "../squatting.ts";
import { type Held, holdToken } from "../token.ts";
import type { StaffHold } from "../store.ts";

const tell = announcer(holdFacts);

export const publicHold = 5 * minute;
export const staffHold = 15 * minute;
/** So long after it lapsed a hold's token still says which time is meant; extended or not. */
const afterwards = 30 * minute;
/** A diary keeps a hold a little longer than told, and so does whoever counts holds. */
const grace = 5 * second;

export type NewHold = StaffHold & { token: string };

export type HoldWords = {
  slot_token?: string | undefined;
  event_type_id?: Id<"event_type"> | undefined;
  starts_at?: Instant | undefined;
  minutes?: number | undefined;
  host_ids?: readonly Id<"member">[] | undefined;
  with_member_ids?: readonly Id<"member">[] | undefined;
  force?: boolean | undefined;
};

/** By anyone, at a company's address. */
export const holdPublicly = (context: Context, slug: string, token: string): Promise<Outcome<NewHold>> =>
  held(publicTenant(context, slug), { slot_token: token }, { by: "public", link: null });

/** By whoever bears a scheduling link. */
export const holdByLink = (scope: Scope, link: Link, token: string): Promise<Outcome<NewHold>> =>
  held(scope, { slot_token: token }, { by: "link", link });

export const hold = (scope: Scope, words: HoldWords): Promise<Outcome<NewHold>> =>
  held(scope, words, { by: "staff", link: null, named: words.with_member_ids });

/** A booking that is to be moved to the time that is held; `check` is what else must be so of it. */
type Moving = { booking: BookingWhole; check: (eventType: EventType) => Outcome<true> };

type By = {
  by: "public" | "link" | "staff";
  link: Link | null;
  moving?: Moving;
  /** Who comes beside those whom the event type has, or none of them is held. */
  named?: readonly Id<"member">[] | undefined;
};

/** By an invitee, to move their booking there. */
export const holdToMove = (scope: Scope, link: Link, token: string, moving: Moving): Promise<Outcome<NewHold>> =>
  held(scope, { slot_token: token }, { by: "link", link, moving });

/** Whose hours are no obstacle, and where time is looked for. */
const narrowedFor = ({ link, moving, named = [] }: By): Narrowed =>
  moving === undefined ? { ...narrowedBy(link), ...(named.length === 0 ? {} : { named }) } : narrowedTo(moving.booking);

type Name = { id: Id<"hold">; fingerprint: string };

async function held(reading: Scope, words: HoldWords, asker: By): Promise<Outcome<NewHold>> {
  const { by, link, moving } = asker;
  const name = await nameOf(reading);
  const looked = await lookFor(reading, words, asker, name);
  if (!looked.ok) return looked;
  const { scope, sought, eventType, settings, planned } = looked.value;
  const refused = <T>(refusal: Refusal) => refusedTime<T>(scope, refusal, sought, eventType, by, narrowedFor(asker));
  if (!planned.ok) return refused(planned.refusal);

  const plan = planned.value;
  const isStranger = by !== "staff";
  const ttlMillis = isStranger ? publicHold : staffHold;
  const until = after(scope.now, ttlMillis + grace);
  const { publicHoldPercent, publicHoldsPerNetwork } = settings;
  const place = isStranger
    ? await takePlace(scope, scope.tenant.id, name.id, until, publicHoldsPerNetwork)
    : done(true);
  if (!place.ok) return place;
  const openPercent = isStranger ? publicHoldPercent : null;
  const supersedes = moving?.booking.txn ?? null;
  const asking = { txn: name.id, fingerprint: name.fingerprint, ttlMillis, supersedes, openPercent };
  const ended = await holding(scope, {
    intent: intentOf(scope, name, plan),
    known: null,
    asked: (host) => askedOf(plan, host, asking),
  });
  if (ended.said === "held") {
    const token = heldOf(scope, { ...name, plan, ended, link, written: !isStranger });
    return isStranger ? madeOf(scope, token, plan, ended) : written(scope, token, plan, ended);
  }
  if (isStranger) scope.later(leavePlace(scope, scope.tenant.id, name.id));
  if (ended.said === "refused") return refused(refusalFor(ended.why));
  return ended.said === "other" ? { ok: false, refusal: ended.refusal } : refuse("hold.over", { retry: "new-key" });
}

/** The event type, and whom to ask. A hold that became a booking is told so. */
async function lookFor(reading: Scope, words: HoldWords, asker: By, { id }: Name) {
  const { link, moving } = asker;
  const said = await soughtBy(reading, words, words.event_type_id);
  if (!said.ok) return said;
  const sought = said.value;
  if (sought.link !== (link?.id ?? null)) return refuse("slot_token.invalid", { pointer: "/slot_token" });
  if (moving !== undefined && moving.booking.eventTypeId !== sought.eventType)
    return refuse("booking.other_event_type");
  const more = [
    verdictStatement(reading, reading.tenant.id, id),
    settingsStatement(reading),
    answerStatement(reading),
  ] as const;
  const narrowed = narrowedFor(asker);
  const found = await lookAt(reading, sought, more, narrowed);
  if (!found.tenantIsThere) return refuse("tenant.unknown");
  const { eventType } = found;
  if (eventType === undefined || !isOffered(eventType, asker)) return refuse("event_type.unknown");
  const scope = insideOf(reading, found);
  const proved = await isProved(scope.config, scope.tenant.id, sought);
  if (!proved.ok) return proved;
  const [verdicts, settings, answers] = found.more;
  // What the first try holds stands in the books: planned anew, the next would hold somebody else as well.
  if (answers.length > 0) return refuse("commit.decided");
  const verdict = verdictIn(verdicts);
  if (verdict?.outcome === "commit") return refuse("hold.confirmed", { booking_id: verdict.entity });
  if (verdict !== null) return refuse("hold.over", { retry: "new-key" });
  const checked = moving?.check(eventType) ?? done(true);
  if (!checked.ok) return checked;
  const standing = moving && standingOf(moving.booking);
  return done({
    scope,
    sought,
    eventType,
    settings: settingsOf(settings),
    planned: await planFor(scope, found, sought, { standing, within: narrowed.within }),
  });
}

/** What stands may be moved, whatever is on offer by now. */
const isOffered = ({ active, publicPage }: EventType, { by, moving }: By): boolean =>
  by === "staff" || moving !== undefined || (active && (publicPage || by === "link"));

/** A hold's id is made of its key, so that all retries of one hold meet in the same claims. */
async function nameOf({ config, decision }: Scope): Promise<Name> {
  if (decision === undefined) throw new Error("A hold without a key.");
  const bytes = (await mac(config, "hold", [decision.id])).slice(0, 16);
  return { id: `${prefixes.hold}_${base32(bytes)}`, fingerprint: decision.fingerprint };
}

const intentOf = (scope: Scope, { id, fingerprint }: Name, { fixed, choices }: Plan) => ({
  does: "take" as const,
  txn: id,
  fingerprint,
  deadline: deadlineOf(scope),
  fixed,
  choices,
  // Nothing is promised by a hold that was refused, so nobody has to be asked whether another try got further.
  certain: true,
  part: "hold" as const,
  held: [],
  replaces: null,
});

type Taken = {
  id: Id<"hold">;
  fingerprint: string;
  plan: Plan;
  ended: Holding;
  link: Link | null;
  written: boolean;
};

const heldOf = ({ tenant }: Scope, { id, fingerprint, plan, ended, link, written: inBooks }: Taken): Held => ({
  tenant: tenant.id,
  id,
  fingerprint,
  eventType: plan.eventType,
  start: plan.start,
  minutes: (plan.end - plan.start) / minute,
  hosts: hostsOf(plan, ended.places),
  share: plan.share,
  capacity: plan.capacity,
  link: link?.id ?? null,
  written: inBooks,
  goodUntil: after(ended.lapsesAt, afterwards),
});

async function madeOf(scope: Scope, words: Held, plan: Plan, { lapsesAt }: Holding): Promise<Outcome<NewHold>> {
  return done({
    id: words.id,
    eventType: words.eventType,
    start: plan.start,
    end: plan.end,
    members: words.hosts.map(({ member }) => member),
    seat: words.hosts[0]?.seat ?? null,
    lapsesAt,
    createdAt: scope.now,
    version: 1,
    token: await holdToken(scope.config, words),
  });
}

/** What staff hold stands in the books too. When it cannot be written, the time is given back. */
async function written(scope: Scope, words: Held, plan: Plan, ended: Holding): Promise<Outcome<NewHold>> {
  const made = await madeOf(scope, words, plan, ended);
  if (!made.ok) return made;
  const { token: _, ...row } = made.value;
  const taking = {
    txn: words.id,
    kind: "hold" as const,
    eventType: words.eventType,
    booking: null,
    lapsesAt: ended.lapsesAt,
  };
  const outcome = await commit(scope, {
    first: strikeLapsedSeats(scope, plan.share),
    change: insertHours(scope, taking, hoursOf(scope, plan, words.hosts)),
    fact: tell("hold.created", words.id, 1, null, row),
    alsoFacts: overridesOf(plan, words.hosts, { hold_id: words.id }),
    result: made.value,
  });
  if (!outcome.ok && outcome.refusal.code !== "commit.decided") {
    const diaries = words.hosts.map(({ member }) => diaryFor(scope, scope.tenant.id, member, "give_up"));
    await Promise.allSettled(diaries.map((diary) => diary.release(words.id, "none", "released")));
  }
  return outcome;
}
