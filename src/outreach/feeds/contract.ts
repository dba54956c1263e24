import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, object } from "#http/wire.ts";

const tag = "Calendar feeds";

export const CalendarFeed = z
  .strictObject({
    object: object("calendar_feed"),
    id: idOut("calendar_feed").nullable(),
    active: z.boolean().meta({ description: "Whether there is an address that opens it." }),
    created_at: instantOut.nullable(),
    renewed_at: instantOut.nullable().meta({ description: "Since when the address is what it is." }),
    version: z.int(),
  })
  .meta({ id: "CalendarFeed" });

export const getCalendarFeed = op({
  id: "getCalendarFeed",
  method: "get",
  path: "/v1/me/calendar-feed",
  tag,
  summary: "See whether one has a calendar feed",
  may: "person",
  status: 200,
  drifts: true,
  answer: CalendarFeed,
});

export const renewCalendarFeed = op({
  id: "renewCalendarFeed",
  method: "post",
  path: "/v1/me/calendar-feed",
  tag,
  summary: "Make a calendar feed, or give it a new address",
  description:
    "The bookings one hosts, a month back and a year ahead, at a private address that calendar programs subscribe to. The address is " +
    "all it takes to read them, and is shown now only; the one before opens nothing any more.",
  may: "person",
  status: 200,
  answer: CalendarFeed.extend({
    url: z.string().meta({ description: "Answers `text/calendar`, with an `ETag`." }),
  }).meta({ id: "CalendarFeedRenewed" }),
  secret: true,
});

export const revokeCalendarFeed = op({
  id: "revokeCalendarFeed",
  method: "delete",
  path: "/v1/me/calendar-feed",
  tag,
  summary: "Take back the address of one's calendar feed",
  may: "person",
  status: 204,
});
