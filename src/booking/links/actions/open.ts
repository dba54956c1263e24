// What the bearer of a link may do with it alone: open it, and look.
import { get as getEventType, list as listEventTypes, type Offered } from "#booking/event-types/actions.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit, failIfRightsMoved } from "#platform/commit.ts";
import type { Context, Guard, Scope } from "#platform/scope.ts";
import { linkFacts } from "../facts.ts";
import { readLinkToken, versionOf } from "../link.ts";
import { isOpenHouse, lets, opened } from "../rules.ts";
import * as store from "../store.ts";
import type { Link, Verb } from "../tables.ts";

const tell = announcer(linkFacts);

export type Opened = { scope: Scope; link: Link; tenant: Tenant };

/**
 * A token's link, and the scope its bearer acts in: a stranger's, inside the link's company. Whatever they commit is held to the
 * link in its own batch.
 */
export async function openLink(context: Context, token: string, verb?: Verb): Promise<Outcome<Opened>> {
  const claim = readLinkToken(token);
  if (claim === undefined) return refuse("link.unknown");
  const { link: found, tenant } = await store.readClaimed(context, claim);
  const version = await versionOf(context.config, found?.keyVersion ?? 1, claim);

  const isOpen = tenant !== undefined && isOpenHouse(tenant, context.now);
  const good = opened(found, version, isOpen, context.now);
  if (!good.ok) return good;
  if (tenant === undefined) return refuse("link.unknown");
  const link = good.value;
  const may = verb === undefined ? done(true) : lets(link, verb);
  if (!may.ok) return may;

  const { id, slug, mode } = tenant;
  const guard = guardOf(context, link, verb);
  const scope: Scope = {
    ...context,
    actor: { kind: "public" },
    tenant: { id, slug, mode },
    permissions: new Set(),
    guard,
  };
  return done({ scope, link, tenant });
}

/** When the link has ended meanwhile, the write is missed and the link opened anew, which then tells why it no longer opens. */
const guardOf = (context: Context, link: Link, verb: Verb | undefined): Guard => ({
  statement: () => failIfRightsMoved(context, store.stillOpens(link, verb, context)),
  renew: async () => true,
});

/** What can be booked by a link: the event type it names, or all that its member gives alone. */
export async function offersOf({ scope, link, tenant }: Opened): Promise<Offered[]> {
  const { eventTypeId, memberId } = link;
  if (eventTypeId !== null) {
    const found = await getEventType(scope, eventTypeId);
    return found.ok && found.value.active ? [{ eventType: found.value, tenant }] : [];
  }
  if (memberId === null) return [];
  const alone = { kind: ["one_on_one" as const], active: true, host_id: [memberId] };
  const page = await listEventTypes(scope, alone, { limit: mostOffers, descending: false, after: null, by: "title" });
  return page.ok ? page.value.rows.map((eventType) => ({ eventType, tenant })) : [];
}

const mostOffers = 100;

/** The booking a link is a hand on. */
export const bookingOf = async (scope: Scope, { bookingId }: Pick<Link, "bookingId">) =>
  bookingId === null ? undefined : store.findBooking(scope, bookingId);

export type ForInvitee = NonNullable<Awaited<ReturnType<typeof store.readForInvitee>>>;

export type Shown = Opened & { offers: readonly Offered[]; booking: ForInvitee | null };

export async function show(context: Context, token: string): Promise<Outcome<Shown>> {
  const found = await openLink(context, token, "view");
  if (!found.ok) return found;
  const { scope, link } = found.value;
  if (link.kind === "scheduling") return done({ ...found.value, offers: await offersOf(found.value), booking: null });

  const booking = link.bookingId === null ? undefined : await store.readForInvitee(scope, link.bookingId);
  if (booking === undefined) return refuse("link.unknown");
  if (link.openedAt === null) await noteOpening(scope, link);
  return done({ ...found.value, offers: [], booking });
}

/** Told once, of the first opening, and never twice: whoever comes second finds it noted, and looks all the same. */
async function noteOpening(scope: Scope, link: Link): Promise<void> {
  const after: Link = { ...link, openedAt: scope.now, updatedAt: scope.now, version: link.version + 1 };
  await commit(scope, {
    change: store.updateLink(scope, link, after),
    fact: tell("link.opened", link.id, after.version, link, after),
    result: null,
  });
}
