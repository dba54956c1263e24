import * as z from "zod";
import { op } from "#http/op.ts";
import { instantOut, object, slug } from "#http/wire.ts";
import { mostOrigins } from "./rules.ts";

const tag = "Bookings";

const words = {
  holdsPerNetwork: "How many live holds strangers of one network (an IPv4 /24, an IPv6 /56) may have at a time.",
  holdPercent: "How much of each host's next seven days all strangers together may hold.",
  approvalHours: "A booking that waits for a yes expires after so long.",
  embedOrigins:
    "Whose pages may show a booking page inside one of theirs: `https://jobs.example.com`, or `https://*.example.com` for every host below.",
};

export const BookingSettings = z
  .strictObject({
    object: object("booking_settings"),
    public_holds_per_network: z.int().meta({ description: words.holdsPerNetwork }),
    public_hold_percent: z.int().meta({ description: words.holdPercent }),
    approval_hours: z.int().meta({ description: words.approvalHours }),
    embed_origins: z.array(z.string()).meta({ description: words.embedOrigins }),
    created_at: instantOut.nullable(),
    updated_at: instantOut.nullable().meta({ description: "Null while nothing was ever changed, which is version 0." }),
    version: z.int(),
  })
  .meta({ id: "BookingSettings" });

export const getBookingSettings = op({
  id: "getBookingSettings",
  method: "get",
  path: "/v1/booking-settings",
  tag,
  summary: "Get how the company is booked",
  may: "tenant:read",
  status: 200,
  answer: BookingSettings,
});

export const changeBookingSettings = op({
  id: "changeBookingSettings",
  method: "patch",
  path: "/v1/booking-settings",
  tag,
  summary: "Change how the company is booked",
  description: "What is held or waits already keeps what it was told.",
  may: "tenant:write",
  body: z
    .strictObject({
      public_holds_per_network: z.int().min(1).max(1_000).optional().meta({ description: words.holdsPerNetwork }),
      public_hold_percent: z.int().min(1).max(100).optional().meta({ description: words.holdPercent }),
      approval_hours: z.int().min(1).max(720).optional().meta({ description: words.approvalHours }),
      embed_origins: z
        .array(z.string().min(1).max(300))
        .max(mostOrigins)
        .optional()
        .meta({ description: words.embedOrigins }),
    })
    .meta({ id: "BookingSettingsChange" }),
  status: 200,
  answer: BookingSettings,
  refusals: ["booking_settings.origin_unfit", "version.conflict"],
  example: { body: { public_holds_per_network: 20, embed_origins: ["https://jobs.lumen.example"] } },
});

export const getEmbedding = op({
  id: "getEmbedding",
  method: "get",
  path: "/v1/public/{tenant}/embedding",
  tag,
  summary: "Who may show the company's booking pages in theirs?",
  description: "What the browser is told with every such page. A company that nobody has heard of lets nobody.",
  may: "anyone",
  param: z.object({ tenant: slug }),
  status: 200,
  answer: z
    .strictObject({
      object: object("embedding"),
      origins: z.array(z.string()).meta({ description: words.embedOrigins }),
    })
    .meta({ id: "Embedding" }),
  cache: "public, max-age=15",
  example: { param: { tenant: "lumen" } },
});
