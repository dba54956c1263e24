import type { Child } from "hono/jsx";
import type * as z from "zod";
import { listBookings } from "#booking/bookings/look-contract.ts";
import { listEventTypes } from "#booking/event-types/contract.ts";
import type { EventType } from "#booking/event-types/shapes.ts";
import { listPools } from "#booking/pools/contract.ts";
import { getSlots, previewSlots, type Slots } from "#booking/slots/contract.ts";
import { fromWire, type Instant, toWire } from "#kernel/instant.ts";
import { addDays, type Day, printDate } from "#time/dates.ts";
import { toInstant, type ZoneId } from "#time/zones.ts";
import { Select } from "../kit/forms.tsx";
import { count, dayIn, sayDay, sayNumber, sayShortDay, sayTime, sayTimes, sayZone } from "../kit/language.ts";
import { own } from "../kit/when.tsx";
import { need } from "../kit/problem.tsx";
import type { Hours } from "./owner.ts";
import type { Rule } from "./week.ts";

export type Type = z.output<typeof EventType>;
type Answer = z.output<typeof Slots>;

/** What is booked with this member: what they host, and what a pool of theirs sends them to. */
export async function typesOf({ visit, member }: Hours): Promise<Type[]> {
  const page = { limit: 100, order: "title.asc" };
  const active = "true" as const;
  const hosted = visit.api.call(listEventTypes, { query: { host_id: member, active }, page });
  const asked = { query: { member_id: member, active }, page: { limit: 20 }, expand: "members" };
  const pools = visit.may("pools:read") ? (await need(visit.api.call(listPools, asked))).data : [];
  // Whoever still learns is in a pool and sent by none.
  const sending = pools.filter(({ members = [] }) =>
    members.some(({ member_id, standing }) => member_id === member && standing === "qualified"),
  );
  const pool_id = sending.map(({ id }) => id).join(",");
  const sent =
    pool_id === "" ? [] : (await need(visit.api.call(listEventTypes, { query: { pool_id, active }, page }))).data;
  const types = [...(await need(hosted)).data, ...sent];
  return [...new Map(types.map((type) => [type.id, type])).values()];
}

export type Preview = {
  types: Type[];
  type: Type | undefined;
  /** The fortnight from today on, day by day. */
  days: { day: Day; starts: Instant[] }[];
  /** Hours that are not saved: shown as if they were, or not finished yet. */
  draft?: "shown" | "unready";
  /** Booked in it, where the week says one is not there. */
  outside: { at: Instant; until: Instant; title: string | null }[];
};

const shownDays = 14;

export const midnight = (zone: ZoneId, date: Day): Instant => toInstant(zone, date * 1_440, "earlier");

/** A week that is looked at before it is saved. */
export type DraftWeek = { time_zone: string; rules: Rule[] };

/** What candidates would see in the coming fortnight, of the event type the address names or the first there is. */
export async function previewOf(hours: Hours, draft?: DraftWeek | "unready"): Promise<Preview> {
  const { visit, zone, member } = hours;
  const types = await typesOf(hours);
  const wanted = visit.asked.url.searchParams.get("event") ?? visit.asked.form.get("event");
  const type = types.find(({ id }) => id === wanted) ?? types[0];
  const today = dayIn(zone, visit.now);
  if (type === undefined) return { types, type, days: [], outside: [] };
  const until = midnight(zone, addDays(today, shownDays));
  if (draft === "unready") return { types, type, days: [], outside: [], draft };
  const query = { starts_after: toWire(visit.now), starts_before: toWire(until), minutes: type.default_duration };
  if (draft !== undefined) {
    const body = { member_id: member, hours: draft, ...query };
    const supposed = await visit.api.call(previewSlots, { param: { id: type.id }, body });
    if (!supposed.ok) return { types, type, days: [], outside: [], draft: "unready" };
    return { types, type, days: byDay(zone, today, supposed.body), outside: [], draft: "shown" };
  }
  const slots = await need(visit.api.call(getSlots, { param: { id: type.id }, query: { ...query, explain: "true" } }));
  return { types, type, days: byDay(zone, today, slots), outside: await bookedOutside(hours, slots, until) };
}

export function byDay(zone: ZoneId, today: Day, { offers }: Pick<Answer, "offers">): Preview["days"] {
  const starts = offers.flatMap(({ slots }) => slots.map(({ starts_at }) => fromWire(starts_at)));
  const dated = Map.groupBy(starts, (at) => dayIn(zone, at));
  return Array.from({ length: shownDays }, (_, ahead) => {
    const date = addDays(today, ahead);
    return { day: date, starts: dated.get(date) ?? [] };
  });
}

const notThere = new Set(["outside_hours", "override", "time_off"]);

/** What stands in the books where the hours say that nobody is there: changed hours move no booking. */
async function bookedOutside({ visit, member }: Hours, slots: Answer, until: Instant): Promise<Preview["outside"]> {
  const mine = slots.explanation?.hosts.find(({ member_id }) => member_id === member);
  if (mine === undefined || !visit.may("bookings:read")) return [];
  const gone = mine.days.flatMap(({ removed }) => removed.filter(({ reason }) => notThere.has(reason)));
  const { data } = await need(
    visit.api.call(listBookings, {
      query: {
        host_id: member,
        status: "confirmed,pending",
        starts_after: toWire(visit.now),
        starts_before: toWire(until),
      },
      page: { limit: 100, order: "starts_at.asc" },
      expand: "event_type",
    }),
  );
  return data
    .filter(({ starts_at, ends_at }) => gone.some(({ from, until: to }) => from < ends_at && to > starts_at))
    .map(({ starts_at, ends_at, event_type }) => ({
      at: fromWire(starts_at),
      until: fromWire(ends_at),
      title: event_type?.title ?? null,
    }));
}

type PartProps = {
  hours: Hours;
  preview: Preview;
  schedule?: string;
  /** The page it stands on, where another event type is shown. */
  path?: string;
};

/** A page with what candidates would see beside it, and at its head what is booked where one is not there. */
export const BesidePreview = ({ children, ...props }: PartProps & { children?: Child }) => (
  <div class="h-beside">
    <div>
      <OutsidePart {...props} />
      {children}
    </div>
    <div>
      <PreviewPart {...props} />
    </div>
  </div>
);

/** What candidates would see in the coming fortnight. */
export const PreviewPart = ({ hours, preview, schedule, path = "" }: PartProps) => {
  const { words, base } = hours;
  const { types, type, draft } = preview;
  return (
    <section
      class="h-preview"
      aria-labelledby="preview"
      data-part="preview"
      data-say={draft === "unready" ? words.preview.unready : sayTotal(hours, preview)}
      {...(draft === "unready" ? { "data-unready": "" } : {})}
    >
      <h2 id="preview">{words.preview.title}</h2>
      {type === undefined ? (
        <p class="quiet">{words.preview.noTypes}</p>
      ) : (
        <>
          {types.length === 1 ? (
            <p>{titleOf(type, hours)}</p>
          ) : (
            <form method="get" action={base + path} class="h-pick">
              {schedule === undefined ? null : <input type="hidden" name="schedule" value={schedule} />}
              <Select
                name="event"
                label={words.preview.pick}
                value={type.id}
                choices={types.map((one) => ({ value: one.id, label: titleOf(one, hours) }))}
              />
              <button type="submit" class="plain">
                {words.preview.show}
              </button>
            </form>
          )}
          <Fortnight hours={hours} preview={preview} type={type} />
        </>
      )}
    </section>
  );
};

const sayTotal = ({ visit, words }: Hours, { days }: Preview): string =>
  count(
    visit.speech.language,
    days.reduce((sum, { starts }) => sum + starts.length, 0),
    words.preview.total,
  );

const Fortnight = ({ hours, preview, type }: { hours: Hours; preview: Preview; type: Type }) => {
  const { visit, words, zone } = hours;
  const { days, draft } = preview;
  if (draft === "unready") return <p>{words.preview.unready}</p>;
  return (
    <>
      <p class="quiet">
        {draft === undefined ? null : (
          <>
            <strong>{words.preview.draft}</strong>
            <br />
          </>
        )}
        {sayTotal(hours, preview)} · <bdi>{sayZone(zone, visit.now)}</bdi>
      </p>
      <ol class="h-fortnight">
        {days.map((one) => (
          <PreviewDay hours={hours} type={type} {...one} />
        ))}
      </ol>
    </>
  );
};

const titleOf = ({ title, default_duration }: Type, { visit, words }: Hours): string =>
  `${own(title)}, ${words.minutes(sayNumber(visit.speech, default_duration))}`;

const shownTimes = 6;

const PreviewDay = ({ hours, type, day: date, starts }: { hours: Hours; type: Type } & Preview["days"][number]) => {
  const { visit, words, base, zone } = hours;
  const { speech } = visit;
  const times = (list: readonly Instant[]) => (
    <ul class="h-times">
      {list.map((at) => (
        <li>
          <time datetime={toWire(at)}>{sayTime(speech, zone, at)}</time>
        </li>
      ))}
    </ul>
  );
  const why = `${base}/why?event=${type.id}&date=${printDate(date)}`;
  return (
    <li>
      <h3>
        <time datetime={printDate(date)}>
          <span aria-hidden="true">{sayShortDay(speech, date)}</span>
          <span class="unseen">{sayDay(speech, date)}</span>
        </time>
      </h3>
      {starts.length === 0 ? (
        <p class="quiet">
          {words.preview.none}{" "}
          <a href={why} aria-label={words.preview.whyOn(sayDay(speech, date))}>
            {words.preview.why}
          </a>
        </p>
      ) : starts.length <= shownTimes ? (
        times(starts)
      ) : (
        <details>
          <summary>
            <span>{count(speech.language, starts.length, words.preview.times)}</span>{" "}
            <span class="quiet">{spread(hours, starts)}</span>
          </summary>
          {times(starts)}
        </details>
      )}
    </li>
  );
};

/** From the first to the last. */
const spread = ({ visit, zone }: Hours, starts: readonly Instant[]): string =>
  sayTimes(visit.speech, zone, starts[0] as Instant, starts.at(-1) as Instant);

export const OutsidePart = ({ hours, preview }: PartProps) => {
  const { visit, words, zone } = hours;
  return preview.outside.length === 0 ? null : (
    <section class="warning" aria-labelledby="outside">
      <h2 id="outside">{words.outside.title}</h2>
      <p>{words.outside.text}</p>
      <ul>
        {preview.outside.map(({ at, until, title }) => (
          <li>
            <time datetime={toWire(at)}>
              {sayDay(visit.speech, dayIn(zone, at))}, {sayTimes(visit.speech, zone, at, until)}
            </time>
            {title === null ? null : <span dir="auto"> · {title}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
};
