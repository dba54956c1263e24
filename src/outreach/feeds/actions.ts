import { isOpenHouse } from "#booking/links/rules.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { feed as printFeed } from "#outreach/calendar/rules.ts";
import type { Desk } from "#outreach/desk.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Context } from "#platform/scope.ts";
import { feedFacts } from "./facts.ts";
import { feedUrl, readFeedToken, versionOf } from "./link.ts";
import { eventOf, opened, refreshMinutes, zoneOr } from "./rules.ts";
import * as store from "./store.ts";
import type { CalendarFeed } from "./tables.ts";

const tell = announcer(feedFacts);

export const get = async (desk: Desk): Promise<Outcome<CalendarFeed | null>> =>
  done((await store.findOwn(desk)) ?? null);

export type FeedShown = CalendarFeed & { url: string };

/** A new address; the one before, if there was one, opens nothing any more. */
export async function renew(desk: Desk): Promise<Outcome<FeedShown>> {
  const before = await store.findOwn(desk);
  const after: CalendarFeed =
    before === undefined
      ? {
          tenantId: desk.tenant.id,
          id: desk.newId("calendar_feed"),
          memberId: desk.actor.member,
          keyVersion: 1,
          revokedAt: null,
          createdAt: desk.now,
          updatedAt: desk.now,
          version: 1,
        }
      : {
          ...before,
          keyVersion: before.keyVersion + 1,
          revokedAt: null,
          updatedAt: desk.now,
          version: before.version + 1,
        };
  const result = { ...after, url: await feedUrl(desk.config, after) };
  return commit(desk, {
    change: before === undefined ? store.insertFeed(desk, after) : store.updateFeed(desk, before, after),
    fact: tell(
      before === undefined ? "calendar_feed.created" : "calendar_feed.renewed",
      after.id,
      after.version,
      before ?? null,
      after,
    ),
    result,
    // Asked for twice at once: the second renews what the first has made.
    taken: { "calendar_feeds.tenant_id, calendar_feeds.member_id": { code: "commit.missed" } },
  });
}

/** What is taken back already stays so. */
export async function revoke(desk: Desk): Promise<Outcome<null>> {
  const before = await store.findOwn(desk);
  if (before === undefined || before.revokedAt !== null) return done(null);
  const after = { ...before, revokedAt: desk.now, updatedAt: desk.now, version: before.version + 1 };
  return commit(desk, {
    change: store.updateFeed(desk, before, after),
    fact: tell("calendar_feed.revoked", after.id, after.version, before, after),
    result: null,
  });
}

/** The calendar at an address, for whoever has the address. */
export async function read(context: Context, token: string): Promise<Outcome<string>> {
  const claim = readFeedToken(token);
  if (claim === undefined) return refuse("calendar_feed.unknown");
  const { feed: found, house, member } = await store.readClaimed(context, claim);
  const version = await versionOf(context.config, found?.keyVersion ?? 1, claim);
  const isOpen = house !== undefined && isOpenHouse(house, context.now);
  const good = opened(found, version, isOpen && member !== undefined);
  if (!good.ok) return good;
  if (house === undefined) return refuse("calendar_feed.unknown");

  const hosted = await store.readHosted(context, claim.tenant, good.value.memberId);
  const about = { name: `Interlock: ${house.name}`, zone: zoneOr(house.timeZone), refreshMinutes, alarmMinutes: null };
  const events = hosted.map((booking) => eventOf(booking, context.config.baseUrl));
  return done(printFeed(about, events, context.now));
}
