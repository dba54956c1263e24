import type { Instant } from "#kernel/instant.ts";
import { placeOf, sayDay, sayZone, type Speech } from "#pages/kit/language.ts";
import { own } from "#pages/kit/when.tsx";
import { printDate, type Day } from "#time/dates.ts";
import { offsetMinutes, type ZoneId } from "#time/zones.ts";
import { clocksChange, hrefTo, monthName, type Pick } from "./pick.ts";
import { knownPlaces, zonesLike } from "./places.ts";
import { type SlotWords, slotWords } from "./words.ts";

type Props = { speech: Speech; pick: Pick; zone: ZoneId; at: Instant; day: Day | undefined };

/** Whose wall clock the times are read from, always with what that means; and how to read them from another. */
export const ZoneChoice = (props: Props) => {
  const { speech, pick, zone, at, day } = props;
  const words = slotWords[speech.language];
  const { detected, chosen } = pick;
  const isElsewhere = detected !== undefined && offsetMinutes(detected, at) !== offsetMinutes(zone, at);
  const change = day === undefined ? undefined : clocksChange(zone, day);
  return (
    <div class="zone">
      <p>
        {words.timesFor(own(sayZone(zone, at)))}
        {chosen === undefined && detected === zone ? <span class="quiet"> {words.guessed}</span> : null}
      </p>
      {change === undefined ? null : (
        <p class="warning">{words.clocksChange(own(placeOf(zone)), sayDay(speech, change))}</p>
      )}
      {isElsewhere ? (
        <p class="warning" data-zone-network>
          {words.differs(own(sayZone(detected, at)))}{" "}
          <a id="zone-there" href={hrefTo(pick, { ...whenOf(pick), zone: detected })} data-swap="calendar times">
            {words.showThere(own(placeOf(detected)))}
          </a>
        </p>
      ) : null}
      <DeviceNote words={words} />
      <details open={pick.find !== undefined}>
        <summary>{words.changeZone}</summary>
        <ChooseZone {...props} />
        <FindZone {...props} />
      </details>
      <Clock speech={speech} pick={pick} />
    </div>
  );
};

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
    <form method="get" action={pick.path} data-swap="calendar times">
      <Kept pick={pick} besides="zone" />
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
    </form>
  );
};

const FindZone = ({ speech, pick, at }: Props) => {
  const words = slotWords[speech.language];
  const { find } = pick;
  const found = find === undefined ? [] : zonesLike(find);
  return (
    <form method="get" action={pick.path} role="search" data-swap="calendar times">
      <Kept pick={pick} besides="find" />
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
        <p dir="auto">{words.foundNone(own(find))}</p>
      ) : (
        <>
          <p id="found" dir="auto">
            {words.found(own(find))}
          </p>
          <ul aria-labelledby="found" class="found">
            {found.map((zone) => (
              <li>
                <a href={hrefTo(pick, { ...whenOf(pick), zone })} data-swap="calendar times">
                  {sayZone(zone, at)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </form>
  );
};

const Clock = ({ speech, pick }: { speech: Speech; pick: Pick }) => {
  const words = slotWords[speech.language];
  const One = ({ hours, name, isOn }: { hours: string; name: string; isOn: boolean }) => (
    <a
      id={`hours-${hours}`}
      href={hrefTo(pick, { ...whenOf(pick), hours })}
      {...(isOn ? { "aria-current": "true" as const } : {})}
      data-swap="calendar times"
    >
      {name}
    </a>
  );
  return (
    <p class="clock" role="group" aria-label={words.clock}>
      <One hours="12" name={words.twelve} isOn={speech.hour12} />
      <One hours="24" name={words.twentyFour} isOn={!speech.hour12} />
    </p>
  );
};
