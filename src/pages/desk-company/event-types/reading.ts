import type * as z from "zod";
import type { EventTypeChange, EventTypeCreate } from "./asks.ts";
import { kinds, locationKinds, periods } from "#booking/event-types/tables.ts";
import type { EventType } from "#booking/event-types/shapes.ts";
import {
  isTicked,
  metadataLines,
  metadataPatchIn,
  numberIn,
  numbersIn,
  oneOf,
  proseIn,
  type Sheet,
  sheetOf,
  slugOf,
  spanIn,
  spanSheet,
  textIn,
} from "../../kit/sheet.ts";

export type Whole = z.output<typeof EventType>;
export const horizons = ["none", "calendar_days", "business_days", "available_days", "dates"] as const;

/** An event type as the form that changes it. */
export function sheetOfEventType(kept: Whole): Sheet {
  const { horizon, cancellation, rescheduling, branding } = kept;
  return sheetOf({
    title: kept.title,
    slug: kept.slug,
    description: kept.description,
    kind: kept.kind,
    capacity: kept.capacity,
    durations: kept.durations.join(", "),
    default_duration: kept.default_duration,
    increment_minutes: kept.increment_minutes,
    offset_minutes: kept.offset_minutes,
    packed: kept.packed,
    buffer_before_minutes: kept.buffer_before_minutes,
    buffer_after_minutes: kept.buffer_after_minutes,
    ...spanSheet("notice", kept.notice_minutes),
    horizon: horizon?.kind ?? "none",
    horizon_days: horizon !== null && "days" in horizon ? horizon.days : null,
    horizon_weekdays: horizon?.kind === "available_days" && horizon.weekdays_only,
    horizon_first: horizon?.kind === "dates" ? horizon.first : null,
    horizon_last: horizon?.kind === "dates" ? horizon.last : null,
    ...Object.fromEntries(
      kept.limits.flatMap(({ per, count, minutes }) => [
        [`limit_${per}_count`, count],
        [`limit_${per}_minutes`, minutes],
      ]),
    ),
    location: kept.locations.map(({ kind }) => kind),
    ...Object.fromEntries(kept.locations.map(({ kind, details }) => [`details_${kind}`, details])),
    default_location: kept.default_location,
    confirmation_required: kept.confirmation_required,
    cancel_allowed: cancellation.allowed,
    ...spanSheet("cancel_cutoff", cancellation.cutoff_minutes),
    cancel_reason: cancellation.reason_required,
    move_allowed: rescheduling.allowed,
    ...spanSheet("move_cutoff", rescheduling.cutoff_minutes),
    move_max: rescheduling.max_times,
    move_reason: rescheduling.reason_required,
    public_page: kept.public_page,
    hidden: kept.hidden,
    own_colour: branding.colour !== null,
    colour: branding.colour,
    logo_url: branding.logo_url,
    time_zone: kept.time_zone,
    metadata: metadataLines(kept.metadata),
  });
}

/** Fields that stand in the API by the same name. */
const sameNames = [
  "title",
  "slug",
  "description",
  "kind",
  "capacity",
  "durations",
  "default_duration",
  "increment_minutes",
  "offset_minutes",
  "buffer_before_minutes",
  "buffer_after_minutes",
  "default_location",
  "time_zone",
  "metadata",
];

/** Where the API's pointers stand in the form. */
const standing: Readonly<Record<string, string>> = {
  ...Object.fromEntries(sameNames.map((name) => [`/${name}`, name])),
  "/notice_minutes": "notice",
  "/horizon": "horizon",
  "/horizon/days": "horizon_days",
  "/horizon/first": "horizon_first",
  "/horizon/last": "horizon_last",
  "/locations": "location",
  "/cancellation/cutoff_minutes": "cancel_cutoff",
  "/rescheduling/cutoff_minutes": "move_cutoff",
  "/rescheduling/max_times": "move_max",
  "/branding/colour": "colour",
  "/branding/logo_url": "logo_url",
  "/hosts": "host_0",
  "/pools": "pool",
};

export type Read<Body> = { body: Body; fields: Readonly<Record<string, string>> };

/** The form as a patch, and where each of the API's pointers stands in it. */
export function patchIn(sheet: Sheet, kept: Whole): Read<EventTypeChange> {
  const limits = limitsIn(sheet);
  const locations = locationsIn(sheet);
  const body: EventTypeChange = {
    ...basicsIn(sheet),
    description: proseIn(sheet, "description"),
    increment_minutes: numberIn(sheet, "increment_minutes"),
    offset_minutes: numberIn(sheet, "offset_minutes") ?? 0,
    packed: isTicked(sheet, "packed"),
    buffer_before_minutes: numberIn(sheet, "buffer_before_minutes") ?? 0,
    buffer_after_minutes: numberIn(sheet, "buffer_after_minutes") ?? 0,
    notice_minutes: spanIn(sheet, "notice"),
    horizon: horizonIn(sheet),
    limits,
    locations,
    confirmation_required: isTicked(sheet, "confirmation_required"),
    ...policiesIn(sheet),
    public_page: isTicked(sheet, "public_page"),
    hidden: isTicked(sheet, "hidden"),
    branding: {
      colour: isTicked(sheet, "own_colour") ? (textIn(sheet, "colour")?.toLowerCase() ?? null) : null,
      logo_url: textIn(sheet, "logo_url"),
    },
    time_zone: textIn(sheet, "time_zone"),
    metadata: metadataPatchIn(sheet, kept.metadata),
  };
  const [first] = body.durations ?? [];
  const [place] = locations;
  body.default_duration = numberIn(sheet, "default_duration") ?? first ?? 0;
  const wanted = locationKinds.find((kind) => kind === sheet.get("default_location")) ?? place?.kind;
  if (wanted !== undefined) body.default_location = wanted;
  return { body, fields: { ...standing, ...placesOf(limits, locations) } };
}

const basicsIn = (sheet: Sheet) => ({
  title: textIn(sheet, "title") ?? "",
  slug: slugIn(sheet),
  kind: oneOf(sheet, "kind", kinds),
  capacity: numberIn(sheet, "capacity"),
  durations: numbersIn(sheet, "durations"),
});

/** What was typed; what is left empty is made from the title. */
const slugIn = (sheet: Sheet): string => textIn(sheet, "slug") ?? slugOf(sheet.get("title") ?? "");

/** The first few words of it: enough to be booked at once. */
export function newIn(sheet: Sheet): Read<EventTypeCreate> {
  const locations = locationsIn(sheet);
  const { hosts, pools, fields } = peopleIn(sheet);
  const body = { ...basicsIn(sheet), hosts, pools, ...(locations.length === 0 ? {} : { locations }) };
  return { body, fields: { ...standing, ...placesOf([], locations), ...fields } };
}

/** The hosts' rows, and the pools that are ticked. A row's hours count where they are that very host's. */
export function peopleIn(sheet: Sheet) {
  const rows = hostRowsIn(sheet).filter(({ member }) => member !== null);
  const hosts = rows.map(({ member, schedule }) => {
    const [owner, id] = (schedule ?? "").split("|");
    return { member_id: member ?? "", schedule_id: owner === member && id !== undefined ? id : null };
  });
  const fields: Record<string, string> = { "/hosts": "host_0", "/pools": "pool" };
  for (const [place, { row }] of rows.entries()) {
    fields[`/hosts/${place}`] = `host_${row}`;
    fields[`/hosts/${place}/schedule_id`] = `schedule_${row}`;
  }
  return { hosts, pools: sheet.getAll("pool"), fields };
}

const mostRows = 52;
export function hostRowsIn(sheet: Sheet): { row: number; member: string | null; schedule: string | null }[] {
  const rows = Array.from({ length: mostRows }, (_, row) => row).filter((row) => sheet.has(`host_${row}`));
  return rows.map((row) => ({
    row,
    member: textIn(sheet, `host_${row}`),
    schedule: textIn(sheet, `schedule_${row}`),
  }));
}

function horizonIn(sheet: Sheet): EventTypeChange["horizon"] {
  const kind = oneOf(sheet, "horizon", horizons);
  const days = numberIn(sheet, "horizon_days") ?? 0;
  if (kind === "none") return null;
  if (kind === "dates")
    return { kind, first: textIn(sheet, "horizon_first") ?? "", last: textIn(sheet, "horizon_last") ?? "" };
  if (kind === "available_days") return { kind, days, weekdays_only: isTicked(sheet, "horizon_weekdays") };
  return { kind, days };
}

type Limits = NonNullable<EventTypeChange["limits"]>;
type Locations = NonNullable<EventTypeChange["locations"]>;

const limitsIn = (sheet: Sheet): Limits =>
  periods
    .map((per) => ({
      per,
      count: numberIn(sheet, `limit_${per}_count`),
      minutes: numberIn(sheet, `limit_${per}_minutes`),
    }))
    .filter(({ count, minutes }) => count !== null || minutes !== null);

const locationsIn = (sheet: Sheet): Locations =>
  locationKinds
    .filter((kind) => sheet.getAll("location").includes(kind))
    .map((kind) => ({ kind, details: textIn(sheet, `details_${kind}`) }));

const policiesIn = (sheet: Sheet): Pick<EventTypeChange, "cancellation" | "rescheduling"> => ({
  cancellation: {
    allowed: isTicked(sheet, "cancel_allowed"),
    cutoff_minutes: spanIn(sheet, "cancel_cutoff"),
    reason_required: isTicked(sheet, "cancel_reason"),
  },
  rescheduling: {
    allowed: isTicked(sheet, "move_allowed"),
    cutoff_minutes: spanIn(sheet, "move_cutoff"),
    max_times: numberIn(sheet, "move_max"),
    reason_required: isTicked(sheet, "move_reason"),
  },
});

/** Lists leave out what says nothing, so their places are not those of the form. */
function placesOf(limits: Limits, locations: Locations): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [place, { per }] of limits.entries()) {
    fields[`/limits/${place}`] = `limit_${per}_count`;
    fields[`/limits/${place}/minutes`] = `limit_${per}_minutes`;
  }
  for (const [place, { kind }] of locations.entries()) fields[`/locations/${place}`] = `details_${kind}`;
  return fields;
}
