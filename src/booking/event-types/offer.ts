// What can be booked, in the words strangers are told it in: on a company's page, and by links.
import * as z from "zod";
import { horizonCloses } from "#availability/slots/rules.ts";
import { instantOut, object } from "#http/wire.ts";
import { type Instant, toWireOrNull } from "#kernel/instant.ts";
import { zoneOf } from "#time/zones.ts";
import type { Offered } from "./actions.ts";
import { horizonIn } from "./rules.ts";
import { Branding, Location, told } from "./shapes.ts";
import type { EventTypeOnOffer } from "./store.ts";
import type { Question } from "./tables.ts";

/** What a booking page needs, and nothing of who will come. */
export const PublicEventType = z
  .strictObject({
    object: object("public_event_type"),
    ...told,
    locations: z.array(Location).meta({ description: "Details are shown of places on site only." }),
    branding: Branding.meta({ description: "The event type's own, else the company's." }),
    time_zone: z.string(),
    bookable_until: instantOut
      .nullable()
      .meta({ description: "Nothing starts from then on. Null where it goes on for ever, or depends on who is free." }),
    company: z
      .strictObject({ name: z.string(), slug: z.string(), locale: z.string(), email: z.string().nullable() })
      .meta({ id: "OfferingCompany", description: "Who offers it, and the language it speaks." }),
  })
  .meta({ id: "PublicEventType" });

/** What staff and strangers are both told. */
export function toldView(eventType: EventTypeOnOffer) {
  return {
    slug: eventType.slug,
    title: eventType.title,
    description: eventType.description,
    kind: eventType.kind,
    capacity: eventType.capacity,
    durations: eventType.durations,
    default_duration: eventType.defaultMinutes,
    locations: eventType.locations,
    default_location: eventType.defaultLocation,
    confirmation_required: eventType.confirmationRequired,
    cancellation: eventType.cancellation,
    rescheduling: eventType.rescheduling,
    questions: eventType.questions.map(questionView),
  };
}

export function offerView({ eventType, tenant }: Offered, { now }: { now: Instant }) {
  const both = toldView(eventType);
  const zone = zoneOf(eventType.timeZone ?? tenant.timeZone);
  const horizon = eventType.horizon && horizonIn(eventType.horizon);
  return {
    object: "public_event_type" as const,
    ...both,
    // A link or a number is for those who have booked; where to walk to is for those who choose.
    locations: both.locations.map(({ kind, details }) => ({ kind, details: kind === "on_site" ? details : null })),
    branding: {
      colour: eventType.branding.colour ?? tenant.branding.primary_colour,
      logo_url: eventType.branding.logo_url ?? tenant.branding.logo_url,
    },
    time_zone: eventType.timeZone ?? tenant.timeZone,
    bookable_until: zone === undefined ? null : toWireOrNull(horizonCloses({ horizon, zone }, now)),
    company: { name: tenant.name, slug: tenant.slug, locale: tenant.locale, email: tenant.email },
  };
}

function questionView(question: Question) {
  return {
    id: question.id,
    type: question.type,
    label: question.label,
    help: question.help,
    required: question.required,
    position: question.position,
    options: question.options,
    validation: question.validation,
  };
}
