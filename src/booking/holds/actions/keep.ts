import { diaryFor } from "#booking/diary/client.ts";
import { verdictIn, verdictStatement } from "#booking/verdicts.ts";
import { openLink } from "#booking/links/actions.ts";
import { getPublic } from "#identity/tenants/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, type Instant, minute, second } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { settingsOf, settingsStatement } from "#booking/settings/actions.ts";
import { holdFacts } from "../facts.ts";
import type { HoldCode } from "../rules.ts";
import { leavePlace, takePlace } from "../squatting.ts";
import * as store from "../store.ts";
import { type Held, readHoldToken } from "../token.ts";
import { type NewHold, publicHold, staffHold } from "./take.ts";

const tell = announcer(holdFacts);
const grace = 5 * second;

export const list = async (scope: Scope, filter: store.HoldFilter, cut: Cut): Promise<Outcome<Page<store.StaffHold>>> =>
  done(await store.listHolds(scope, filter, cut));

export async function get(scope: Scope, id: Id<"hold">): Promise<Outcome<store.StaffHold>> {
  const found = await store.findHold(scope, id);
  return found === undefined ? refuse("hold.unknown") : done(found);
}

type Named = { tenant: string; id: Id<"hold"> };

/** A stranger's hold, by the token that only its holder has. */
async function opened(context: Context, { tenant, id }: Named, token: string): Promise<Outcome<Held>> {
  const company = await getPublic(context, tenant);
  if (!company.ok) return company;
  const held = await readHoldToken(context.config, token);
  const isIt = held !== undefined && held.id === id && held.tenant === company.value.id && !held.written;
  return isIt ? done(held) : refuse("hold_token.invalid", { pointer: "/hold_token" });
}

export async function extendPublicly(context: Context, named: Named, token: string): Promise<Outcome<NewHold>> {
  const found = await opened(context, named, token);
  return found.ok ? extendFor(context, found.value, token) : found;
}

type Borne = { token: string; id: Id<"hold"> };

/** A hold made by a link, for whoever bears the link and has the hold's token. */
async function openedByLink(context: Context, { token, id }: Borne, holdToken: string): Promise<Outcome<Held>> {
  const link = await openLink(context, token);
  if (!link.ok) return link;
  const held = await readHoldToken(context.config, holdToken);
  const isIt = held !== undefined && held.id === id && held.link === link.value.link.id && !held.written;
  return isIt ? done(held) : refuse("hold_token.invalid", { pointer: "/hold_token" });
}

export async function extendByLink(context: Context, borne: Borne, token: string): Promise<Outcome<NewHold>> {
  const found = await openedByLink(context, borne, token);
  return found.ok ? extendFor(context, found.value, token) : found;
}

export async function releaseByLink(context: Context, borne: Borne, token: string): Promise<Outcome<null>> {
  const found = await openedByLink(context, borne, token);
  return found.ok ? releaseFor(context, found.value) : found;
}

/** A stranger's, once, while their network has a place for it. */
async function extendFor(context: Context, held: Held, token: string): Promise<Outcome<NewHold>> {
  const { publicHoldsPerNetwork } = settingsOf(
    await settingsStatement({ db: context.db, tenant: { id: held.tenant } }),
  );
  const until = after(context.now, publicHold + publicHold + grace);
  const place = await takePlace(context, held.tenant, held.id, until, publicHoldsPerNetwork);
  if (!place.ok) return place;
  const longer = await prolonged(context, held.tenant, held.id, membersOf(held), publicHold);
  if (!longer.ok) return longer;
  const [first] = held.hosts;
  return done({
    id: held.id,
    eventType: held.eventType,
    start: held.start,
    end: after(held.start, held.minutes * minute),
    members: membersOf(held),
    seat: first?.seat ?? null,
    lapsesAt: longer.value,
    createdAt: context.now,
    version: 2,
    token,
  });
}

const membersOf = ({ hosts }: Held): Id<"member">[] => hosts.map(({ member }) => member);

/** In every diary that has it; a try that reached only some of them may be made again. */
async function prolonged(
  context: Pick<Context, "bindings" | "later">,
  tenant: Id<"tenant">,
  id: Id<"hold">,
  members: readonly Id<"member">[],
  millis: number,
): Promise<Outcome<Instant, HoldCode>> {
  const answers = await Promise.all(
    members.map((member) => diaryFor(context, tenant, member, "extension").extend(id, millis)),
  );
  const refusals = answers.flatMap((answer) => (answer.said === "refused" ? [answer.why] : []));
  if (refusals.includes("decided")) return refuse("hold.confirmed");
  if (refusals.includes("over")) return refuse("hold.over", { retry: "new-key" });
  const ends = answers.flatMap((answer) => (answer.said === "extended" ? [answer.lapsesAt] : []));
  return ends.length === 0 ? refuse("hold.extended_before") : done(asInstant(Math.min(...ends)));
}

export async function releasePublicly(context: Context, named: Named, token: string): Promise<Outcome<null>> {
  const found = await opened(context, named, token);
  return found.ok ? releaseFor(context, found.value) : found;
}

function releaseFor(context: Context, held: Held): Promise<Outcome<null>> {
  context.later(leavePlace(context, held.tenant, held.id));
  return letGo(context, held.tenant, held.id, membersOf(held));
}

async function letGo(
  context: Pick<Context, "bindings" | "later">,
  tenant: Id<"tenant">,
  id: Id<"hold">,
  members: readonly Id<"member">[],
): Promise<Outcome<null, HoldCode>> {
  const released = await Promise.all(
    members.map((member) => diaryFor(context, tenant, member, "give_up").release(id, "none", "released")),
  );
  return released.every(Boolean) ? done(null) : refuse("hold.confirmed");
}

export async function extend(scope: Scope, id: Id<"hold">): Promise<Outcome<store.StaffHold>> {
  const hold = await live(scope, id);
  if (!hold.ok) return hold;

  const longer = await prolonged(scope, scope.tenant.id, id, hold.value.members, staffHold);
  if (!longer.ok) return longer;
  const later: store.StaffHold = { ...hold.value, lapsesAt: longer.value, version: hold.value.version + 1 };
  return commit(scope, {
    change: store.prolong(scope, hold.value, longer.value),
    fact: tell("hold.extended", id, later.version, hold.value, later),
    result: later,
  });
}

/** One that became a booking's is no longer a hold, and is told so. */
async function live(scope: Scope, id: Id<"hold">): Promise<Outcome<store.StaffHold>> {
  const found = await store.findHold(scope, id);
  if (found !== undefined) return done(found);
  const verdict = verdictIn(await verdictStatement(scope, scope.tenant.id, id));
  return verdict?.outcome === "commit"
    ? refuse("hold.confirmed", { booking_id: verdict.entity })
    : refuse("hold.unknown");
}

/** Given back in the books before the diaries hear of it. */
export async function release(scope: Scope, id: Id<"hold">): Promise<Outcome<null>> {
  const hold = await live(scope, id);
  if (!hold.ok) return hold;

  const outcome = await commit(scope, {
    change: store.letGo(scope, hold.value),
    fact: tell("hold.released", id, hold.value.version + 1, hold.value, null),
    result: null,
  });
  if (!outcome.ok) return outcome;
  // Whoever confirms it at this very moment may be faster, and is; what no diary hears of now ends by itself.
  try {
    return await letGo(scope, scope.tenant.id, id, hold.value.members);
  } catch {
    return done(null);
  }
}
