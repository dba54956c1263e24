import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import { atDesk } from "#outreach/desk.ts";
import type { Context } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { refreshMinutes } from "./rules.ts";
import type { CalendarFeed } from "./tables.ts";

export const feedRoutes = routes()
  .on(contract.getCalendarFeed, (context) => atDesk(context, actions.get), view)
  .on(
    contract.renewCalendarFeed,
    (context) => atDesk(context, actions.renew),
    (feed) => ({ ...view(feed), url: feed.url }),
  )
  .on(
    contract.revokeCalendarFeed,
    (context) => atDesk(context, actions.revoke),
    () => undefined,
  );

function view(feed: CalendarFeed | null) {
  return {
    object: "calendar_feed" as const,
    id: feed?.id ?? null,
    active: feed !== null && feed.revokedAt === null,
    created_at: toWireOrNull(feed?.createdAt ?? null),
    renewed_at: feed === null || feed.revokedAt !== null ? null : toWire(feed.updatedAt),
    version: feed?.version ?? 0,
  };
}

/** Where calendar programs ask. They speak no JSON and have no credential but the address. */
export const feedDoor: PageRoute = {
  method: "get",
  path: "/v1/calendar-feeds/{token}",
  programs: { refusals: ["calendar_feed.unknown", "calendar_feed.over"] },
  render: calendar,
};

async function calendar(context: Context, { param, header }: PageAsk): Promise<PageAnswer> {
  const found = await actions.read(context, param["token"] ?? "");
  if (!found.ok) return found;
  // Nothing in it moves by itself: the same bookings are the same text.
  const tag = `"${(await sha256(found.value)).slice(0, 32)}"`;
  const headers = { ETag: tag, "Cache-Control": `private, max-age=${refreshMinutes * 15}` };
  const isKnown =
    header("If-None-Match")
      ?.split(",")
      .some((one) => one.trim().replace(/^W\//, "") === tag) === true;
  if (isKnown) return new Response(null, { status: 304, headers });
  return new Response(found.value, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": "attachment; filename=interlock.ics",
    },
  });
}
