import type * as z from "zod";
import { getSlots, type Slots } from "#booking/slots/contract.ts";
import { listPools } from "#booking/pools/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { listMembers } from "#identity/members/contract.ts";
import { after, fromWire, type Instant, minute, toWire } from "#kernel/instant.ts";
import { addDays, type Day, parseDate, parseTime, printDate } from "#time/dates.ts";
import { toInstant } from "#time/zones.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, type FieldFault, Select } from "../kit/forms.tsx";
import { dayIn, sayDay, sayTime, sayTimes, sayZone } from "../kit/language.ts";
import { own } from "../kit/when.tsx";
import { need } from "../kit/problem.tsx";
import { Frame } from "./frame.tsx";
import type { Hours } from "./owner.ts";
import { midnight, type Type, typesOf } from "./preview.tsx";

type Answer = z.output<typeof Slots>;
type Explained = NonNullable<Answer["explanation"]>["hosts"][number]["days"];
type Reason = Explained[number]["removed"][number]["reason"];
type Span = { from: Instant; until: Instant };

/** A day, or one moment of it. */
type Asked = { date: Day; at: Instant | undefined };

export async function showWhy(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { searchParams } = visit.asked.url;
  const types = await typesOf(hours);
  const type = types.find(({ id }) => id === searchParams.get("event")) ?? types[0];
  const { asked, faults } = read(hours);
  const told = type === undefined || asked === undefined ? null : await explained(hours, type, asked);
  return deskResponse(
    <Frame hours={hours} tab="why" faults={faults}>
      <p>{words.why.lead}</p>
      {type === undefined ? <p>{words.preview.noTypes}</p> : <Ask {...{ hours, types, type, faults }} />}
      {told}
    </Frame>,
    faults.length === 0 ? 200 : 422,
  );
}

/** Which day, and which time of it: what is no date is said at the field. */
function read({ visit, words, zone }: Hours): { asked?: Asked; faults: FieldFault[] } {
  const { searchParams } = visit.asked.url;
  const [dateText, timeText] = [searchParams.get("date"), searchParams.get("time") ?? ""];
  if (dateText === null) return { faults: [] };
  const date = parseDate(dateText);
  const time = parseTime(timeText);
  const faults = [
    ...(date === undefined ? [{ field: "date", sentence: words.why.noDate }] : []),
    ...(timeText !== "" && (time === undefined || time === 1_440)
      ? [{ field: "time", sentence: words.why.noTime }]
      : []),
  ];
  if (date === undefined || faults.length > 0) return { faults };
  const at = time === undefined ? undefined : toInstant(zone, date * 1_440 + time, "earlier");
  return { asked: { date, at }, faults };
}

type AskProps = { hours: Hours; types: readonly Type[]; type: Type; faults: readonly FieldFault[] };

const Ask = ({ hours, types, type, faults }: AskProps) => {
  const { visit, words, base, zone } = hours;
  const { searchParams } = visit.asked.url;
  return (
    <form method="get" action={`${base}/why`} class="h-ask">
      <Select
        name="event"
        label={words.preview.pick}
        value={type.id}
        choices={types.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div class="h-pair">
        <Field
          name="date"
          label={words.why.date}
          type="date"
          value={searchParams.get("date") ?? printDate(addDays(dayIn(zone, visit.now), 1))}
          faults={faults}
        />
        <Field
          name="time"
          label={words.why.time}
          hint={words.why.timeHint(own(sayZone(zone, visit.now)))}
          type="time"
          value={searchParams.get("time") ?? ""}
          required={false}
          faults={faults}
        />
      </div>
      <button type="submit">{words.why.ask}</button>
    </form>
  );
};

async function explained(hours: Hours, type: Type, { date, at }: Asked) {
  const { visit, words, zone } = hours;
  const minutes = type.default_duration;
  const from = at ?? midnight(zone, date);
  const until = at === undefined ? midnight(zone, addDays(date, 1)) : after(at, minutes * minute);
  const query = { starts_after: toWire(from), starts_before: toWire(until), minutes, explain: "true" as const };
  const { offers, explanation } = await need(visit.api.call(getSlots, { param: { id: type.id }, query }));
  const starts = offers.flatMap(({ slots }) => slots.map(({ starts_at }) => fromWire(starts_at)));
  const [members, pools] = await namesFor(hours);
  const parts = [
    ...(explanation?.hosts ?? []).map(({ member_id, days }) => ({
      name:
        member_id === hours.member && hours.name === undefined ? words.why.you : (members.get(member_id) ?? member_id),
      isMe: member_id === hours.member,
      days,
    })),
    ...(explanation?.pools ?? []).map(({ pool_id, days }) => ({
      name: words.why.pool(own(pools.get(pool_id) ?? pool_id)),
      isMe: false,
      days,
    })),
  ];
  const isOffered = at !== undefined && starts.includes(at);
  const day = sayDay(visit.speech, date);
  const when = at === undefined ? day : `${day}, ${sayTimes(visit.speech, zone, at, until)}`;
  return (
    <section aria-labelledby="answer" class="h-answer">
      <h2 id="answer">
        <bdi>{type.title}</bdi>: {when}
      </h2>
      <p>{verdict(hours, type, { at, isOffered, starts, parts })}</p>
      {starts.length === 0 || isOffered ? null : <Offered hours={hours} starts={starts} />}
      {parts.map(({ name, isMe, days }) => (
        <Part hours={hours} name={name} isMe={isMe} days={days} at={at} />
      ))}
    </section>
  );
}

type Part = { days: Explained };

function verdict(
  { words }: Hours,
  type: Type,
  { at, isOffered, starts, parts }: { at: Instant | undefined; isOffered: boolean; starts: Instant[]; parts: Part[] },
): string {
  if (at === undefined) return starts.length === 0 ? words.why.dayEmpty : words.why.daySome;
  if (isOffered) return words.why.offered;
  const anything = parts.some(({ days }) => days.some(({ removed }) => removed.length > 0));
  return anything ? words.why.notOffered : words.why.offGrid(String(type.increment_minutes ?? type.default_duration));
}

const Offered = ({ hours: { visit, words, zone }, starts }: { hours: Hours; starts: readonly Instant[] }) => (
  <>
    <p>{words.why.theseAre}</p>
    <ul class="h-times">
      {starts.map((at) => (
        <li>
          <time datetime={toWire(at)}>{sayTime(visit.speech, zone, at)}</time>
        </li>
      ))}
    </ul>
  </>
);

const Part = ({
  hours,
  name,
  isMe,
  days,
  at,
}: {
  hours: Hours;
  name: string;
  isMe: boolean;
  days: Explained;
  at: Instant | undefined;
}) => {
  const { words } = hours;
  const reasons = Map.groupBy(
    days.flatMap(({ removed }) => removed),
    ({ reason }) => reason,
  );
  return (
    <section class="card">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {reasons.size === 0 ? (
        <p>{at === undefined ? words.why.freeAllDay : words.why.free}</p>
      ) : (
        <ul>
          {[...reasons].map(([reason, spans]) => (
            <li>
              {words.reasons[reason]}{" "}
              <span class="quiet">
                {joined(spans)
                  .map((span) => saySpan(hours, span))
                  .join(", ")}
              </span>
              {isMe ? <Remedy hours={hours} reason={reason} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** What ends where the next begins is one: the event type's own days may cut ours in two. */
function joined(spans: readonly { from: string; until: string }[]): Span[] {
  const list: Span[] = [];
  for (const span of spans) {
    const [from, until] = [fromWire(span.from), fromWire(span.until)];
    const last = list.at(-1);
    if (last?.until === from) last.until = until;
    else list.push({ from, until });
  }
  return list;
}

/** The end of a day is its own, not the beginning of the next. */
function saySpan({ visit, words, zone }: Hours, { from, until }: Span): string {
  const date = dayIn(zone, from);
  if (until !== midnight(zone, addDays(date, 1))) return sayTimes(visit.speech, zone, from, until);
  if (from === midnight(zone, date)) return words.why.allDay;
  return `${sayTime(visit.speech, zone, from)} – ${sayTime(visit.speech, zone, until)}`;
}

const remedies: Partial<Record<Reason, "" | "/dates" | "/away" | "/limits">> = {
  outside_hours: "",
  override: "/dates",
  time_off: "/away",
  buffer: "/limits",
  paused: "/limits",
  notice: "/limits",
  limit: "/limits",
};

/** Where one's own reason can be changed. */
const Remedy = ({ hours: { words, base }, reason }: { hours: Hours; reason: Reason }) => {
  const path = remedies[reason];
  return path === undefined ? null : (
    <>
      {" "}
      <a href={base + path}>{words.why.goTo(words.tabs[tabOf[path]])}</a>
    </>
  );
};

const tabOf = { "": "week", "/dates": "dates", "/away": "away", "/limits": "limits" } as const;

/** Everybody's name, where one may see who works here and who is sent by what. */
async function namesFor({ visit }: Hours): Promise<[Map<string, string>, Map<string, string>]> {
  const [people, pools] = await Promise.all([
    visit.may("members:read") ? need(visit.api.call(listMembers, { page: { limit: 100 } })) : undefined,
    visit.may("pools:read") ? need(visit.api.call(listPools, { page: { limit: 100 } })) : undefined,
  ]);
  return [
    new Map(people?.data.map(({ id, display_name }) => [id, display_name])),
    new Map(pools?.data.map(({ id, name }) => [id, name])),
  ];
}
