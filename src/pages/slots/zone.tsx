import type { Child } from "hono/jsx";
import type { Instant } from "#kernel/instant.ts";
import { dayIn, placeOf, sayDay, sayNumber, sayZone, type Speech } from "#pages/kit/language.ts";
import { own } from "#pages/kit/when.tsx";
import { printDate, type Day } from "#time/dates.ts";
import { offsetMinutes, type ZoneId } from "#time/zones.ts";
import { clocksChange, hrefTo, monthName, type Pick } from "./pick.ts";
import { findZones } from "./finding.ts";
import { knownPlaces } from "./places.ts";
import { Step, Typed } from "./step.tsx";
import { type SlotWords, slotWords } from "./words.ts";

type Props = { speech: Speech; pick: Pick; zone: ZoneId; at: Instant; day: Day | undefined };

/** Whose wall clock the times are read from, always with what that means; and how to read them from another. */
export const ZoneChoice = (props: Props) => {
  const { speech, pick, zone, at, day } = props;
  const words = slotWords[speech.language];
  const { detected, chosen } = pick;
  const isElsewhere = detected !== undefined && offsetMinutes(detected, at) !== offsetMinutes(zone, at);
  return (
    <div class="zone">
      <p>
        <span data-told>{words.timesFor(own(sayZone(zone, at)))}</span>
        {chosen === undefined && detected === zone ? <span class="quiet"> {words.guessed}</span> : null}
      </p>
      {day === undefined ? null : <ClocksChange speech={speech} zone={zone} day={day} now={pick.now} />}
      {isElsewhere ? (
        <p class="warning" data-zone-network>
          {words.differs(own(sayZone(detected, at)))}{" "}
          <Step pick={pick} to={{ ...whenOf(pick), zone: detected }} id="zone-there" class="as-link">
            {words.showThere(own(placeOf(detected)))}
          </Step>
        </p>
      ) : null}
      {pick.typed === undefined ? <DeviceNote words={words} /> : null}
      <details open={pick.find !== undefined}>
        <summary>{words.changeZone}</summary>
        <ChooseZone {...props} />
        <FindZone {...props} />
      </details>
      <Clock speech={speech} pick={pick} />
    </div>
  );
};

type Near = { speech: Speech; zone: ZoneId; now: Instant };

/** Whoever meets near the night in which their clocks change is told so; what has changed already is no news. */
const ClocksChange = ({ speech, zone, day, now }: Near & { day: Day }) => {
  const change = clocksChange(zone, day);
  if (change === undefined || change < dayIn(zone, now)) return null;
  return <p class="warning">{slotWords[speech.language].clocksChange(own(placeOf(zone)), sayDay(speech, change))}</p>;
};

/** The same of one meeting. */
export const ClocksNote = ({ at, ...near }: Near & { at: Instant }) => (
  <ClocksChange {...near} day={dayIn(near.zone, at)} />
);

/** Shown by the script where the device's own zone is another one; without scripts nobody knows of it. */
const DeviceNote = ({ words }: { words: SlotWords }) => {
  const [before = "", rest = ""] = words.deviceDiffers.split("#");
  const [show = "", there = ""] = words.deviceThere.split("#");
  return (
    <p class="warning" data-zone-note hidden>
      {before}
      <span data-zone-here dir="auto" />
      {rest}{" "}
      <a data-zone-link data-swap="calendar times" id="zone-device" href="#zone">
        {show}
        <span data-zone-here dir="auto" />
        {there}
      </a>
    </p>
  );
};

/** What is looked at stays when only the clock it is read from changes. */
const whenOf = ({ date, month }: Pick) => {
  if (date !== undefined) return { date: printDate(date) };
  return month === undefined ? {} : { month: monthName(month) };
};

type SearchProps = { pick: Pick; besides: string; role?: "search"; children?: Child };

/** A form that looks at the same page another way, with what was typed before where anything was. */
const Search = ({ pick, besides, role, children }: SearchProps) => {
  const named = role === undefined ? {} : { role };
  if (pick.typed !== undefined)
    return (
      <form method="post" action={hrefTo(pick, whenOf(pick))} data-swap="calendar times" {...named}>
        <Typed pick={pick} />
        <input type="hidden" name="do" value="look" />
        {children}
      </form>
    );
  return (
    <form method="get" action={pick.path} data-swap="calendar times" {...named}>
      <Kept pick={pick} besides={besides} />
      {children}
    </form>
  );
};

const Kept = ({ pick, besides }: { pick: Pick; besides: string }) => (
  <>
    {[...pick.kept, ...Object.entries(whenOf(pick))]
      .filter(([name]) => name !== besides)
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
  </>
);

const ChooseZone = ({ speech, pick, zone, at }: Props) => {
  const words = slotWords[speech.language];
  const places = knownPlaces();
  const regions = Object.entries(words.regions).map(([region, name]) => ({
    name,
    listed: places.filter((place) => place.region === region),
  }));
  const isListed = places.some((place) => place.zone === zone);
  return (
    <Search pick={pick} besides="zone">
      <p class="field">
        <label for="zone">{words.zone}</label>
        <select id="zone" name="zone" data-zone {...(pick.chosen === undefined ? { "data-guess": "" } : {})}>
          {isListed ? null : (
            <option value={zone} selected>
              {sayZone(zone, at)}
            </option>
          )}
          {regions.map(({ name, listed }) => (
            <optgroup label={name}>
              {listed.map((place) => (
                <option value={place.zone} selected={place.zone === zone}>
                  {sayZone(place.zone, at)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </p>
      <p>
        <button type="submit" class="plain">
          {words.useZone}
        </button>
      </p>
    </Search>
  );
};

const FindZone = ({ speech, pick, at }: Props) => {
  const words = slotWords[speech.language];
  const { find } = pick;
  const found = find === undefined ? [] : findZones(find, { speech, at });
  return (
    <Search pick={pick} besides="find" role="search">
      <p class="field">
        <label for="find">{words.find}</label>
        <span class="quiet hint" id="find-hint">
          {words.findHint}
        </span>
        <input
          id="find"
          name="find"
          type="search"
          value={find ?? ""}
          aria-describedby="find-hint"
          autocomplete="off"
          maxlength={60}
        />
      </p>
      <p>
        <button type="submit" class="plain">
          {words.findButton}
        </button>
      </p>
      {find === undefined ? null : found.length === 0 ? (
        <p data-told>{words.foundNone(own(find))}</p>
      ) : (
        <>
          <p id="found" data-told>
            {`${words.found(own(find))}: ${sayNumber(speech, found.length)}`}
          </p>
          <ul aria-labelledby="found" class="found">
            {found.map(({ zone, by }) => (
              <li>
                <Step pick={pick} to={{ ...whenOf(pick), zone }} class="as-link">
                  {by === undefined ? null : <bdi>{`${by}: `}</bdi>}
                  {sayZone(zone, at)}
                </Step>
              </li>
            ))}
          </ul>
        </>
      )}
    </Search>
  );
};

const Clock = ({ speech, pick }: { speech: Speech; pick: Pick }) => {
  const words = slotWords[speech.language];
  const One = ({ hours, name, isOn }: { hours: string; name: string; isOn: boolean }) => (
    <Step pick={pick} to={{ ...whenOf(pick), hours }} id={`hours-${hours}`} isCurrent={isOn}>
      {name}
    </Step>
  );
  return (
    <p class="clock" role="group" aria-label={words.clock}>
      <One hours="12" name={words.twelve} isOn={speech.hour12} />
      <One hours="24" name={words.twentyFour} isOn={!speech.hour12} />
    </p>
  );
};
