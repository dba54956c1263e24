import type * as z from "zod";
import { type Category, categories, type Way, ways } from "#outreach/categories.ts";
import type { CalendarFeed } from "#outreach/feeds/contract.ts";
import type { NotificationPreferences } from "#outreach/notifications/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { knownPlaces } from "#pages/slots/places.ts";
import { slotWords } from "#pages/slots/words.ts";
import { zoneNames } from "#time/zones.ts";
import { Desk } from "../kit/desk.tsx";
import {
  type Choice,
  Faults,
  faultyTitle,
  Field,
  type FieldFault,
  Once,
  Select,
  Tick,
  Version,
} from "../kit/forms.tsx";
import { languages, ownNames, sayMoment, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { noteOf } from "../kit/room.tsx";
import { kitWords } from "../kit/words.ts";
import { wordsFor } from "./parts.tsx";
import { filled } from "./words.ts";

export type ProfileTry = { faults?: readonly FieldFault[]; typed?: URLSearchParams; address?: string };

type PageProps = {
  visit: Visit;
  preferences: z.output<typeof NotificationPreferences>;
  feed: z.output<typeof CalendarFeed>;
  tried: ProfileTry;
};

export const ProfilePage = (props: PageProps) => {
  const { visit, tried } = props;
  const words = wordsFor(visit).profile;
  const faults = tried.faults ?? [];
  return (
    <Desk visit={visit} title={faultyTitle(words.title, faults, visit.speech)} note={noteOf(visit)}>
      <Faults faults={faults} speech={visit.speech} />
      <h1>{words.title}</h1>
      <p>
        {filled(words.email, { email: visit.me.email ?? "" })} <a href="/account">{words.account}</a>
      </p>
      {tried.address === undefined ? null : <NewAddress address={tried.address} visit={visit} />}
      <Who {...props} />
      <Hears {...props} />
      <Feed {...props} />
    </Desk>
  );
};

const Who = ({ visit, tried }: PageProps) => {
  const { me, speech } = visit;
  const words = wordsFor(visit).profile;
  const value = (name: "given_name" | "family_name" | "display_name" | "phone" | "time_zone" | "locale") =>
    tried.typed?.get(name) ?? me[name] ?? "";
  const common = (name: Parameters<typeof value>[0]) => ({
    name,
    value: value(name),
    faults: tried.faults ?? [],
    speech,
    optional: true,
  });
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <form method="post" action="/my/profile" class="my-two">
        <Version version={me.version} />
        <Field {...common("display_name")} label={words.display} hint={words.displayHint} maxlength={200} dir="auto" />
        <Field {...common("given_name")} label={words.given} autocomplete="given-name" maxlength={100} dir="auto" />
        <Field {...common("family_name")} label={words.family} autocomplete="family-name" maxlength={100} dir="auto" />
        <Field
          {...common("phone")}
          label={words.phone}
          hint={words.phoneHint}
          type="tel"
          autocomplete="tel"
          dir="ltr"
        />
        <Select
          {...common("time_zone")}
          label={words.zone}
          hint={words.zoneHint}
          choices={[{ value: "", label: words.noZone }, ...zoneChoices(visit, value("time_zone"))]}
        />
        <Select
          {...common("locale")}
          label={words.language}
          choices={languageChoices(words.noLanguage, value("locale"))}
        />
        <p>
          <button type="submit">{kitWords[speech.language].save}</button>
        </p>
      </form>
    </section>
  );
};

type Region = keyof (typeof slotWords)["en"]["regions"];

/** Every place there is, below its part of the world: the ones that most people know, then all others by name. */
function zoneChoices({ speech, now }: Visit, present: string): Choice[] {
  const { regions } = slotWords[speech.language];
  const known = knownPlaces();
  const shown = new Set<string>(known.map(({ zone }) => zone));
  const others = zoneNames()
    .filter((zone) => zone.includes("/") && !zone.startsWith("Etc/") && !shown.has(zone))
    .map((zone) => ({ zone, region: regionOf(zone.split("/")[0] ?? "") }));
  const listed = [...known, ...others].map(({ zone, region }) => ({
    value: zone as string,
    label: sayZone(zone, now),
    group: regions[region],
  }));
  const isKnown = present === "" || listed.some(({ value }) => value === present);
  return isKnown ? listed : [{ value: present, label: present }, ...listed];
}

function regionOf(name: string): Region {
  const regions: readonly Region[] = ["Europe", "America", "Asia", "Africa", "Pacific"];
  return regions.find((region) => region === name) ?? (name === "Australia" ? "Pacific" : "other");
}

function languageChoices(none: string, present: string): Choice[] {
  const known = languages.map((language) => ({ value: language as string, label: ownNames[language] }));
  const regional = known.find(({ value }) => present.startsWith(`${value}-`));
  const kept = regional === undefined ? [] : [{ value: present, label: `${regional.label} (${present})` }];
  return [{ value: "", label: none }, ...kept, ...known];
}

/** A tick of the table, by what it is about and where it is told. */
export const wayOf = (category: Category, way: Way): string => `${category}.${way}`;

const Hears = ({ visit, preferences, tried }: PageProps) => {
  const { speech } = visit;
  const words = wordsFor(visit).profile;
  const { choices, version } = preferences;
  const kept = tried.typed?.has("quiet_start") === true ? tried.typed : undefined;
  const ticked = (name: string, is: boolean) => (kept === undefined ? is : kept.getAll("hears").includes(name));
  return (
    <section aria-labelledby="hears">
      <h2 id="hears">{words.hears}</h2>
      <form method="post" action="/my/profile/preferences">
        <Version version={version} />
        <p class="quiet">{words.hearsHint}</p>
        <table class="my-hears">
          <caption class="unseen">{words.hears}</caption>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.mail}</th>
              <th scope="col">{words.inApp}</th>
            </tr>
          </thead>
          <tbody>
            {categories.map((category) => (
              <tr>
                <th scope="row">{words.categories[category]}</th>
                {ways.map((way) => {
                  const name = wayOf(category, way);
                  const label = `${words.categories[category]}: ${way === "mail" ? words.mail : words.inApp}`;
                  return (
                    <td>
                      {category === "security" ? (
                        <span class="quiet">{words.always}</span>
                      ) : (
                        <label class="my-tap">
                          <input
                            type="checkbox"
                            name="hears"
                            value={name}
                            checked={ticked(name, choices[category][way])}
                          />
                          <span class="unseen">{label}</span>
                        </label>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <Quiet
          visit={visit}
          preferences={preferences}
          tried={{ ...tried, ...(kept === undefined ? {} : { typed: kept }) }}
        />
        <p>
          <button type="submit">{kitWords[speech.language].save}</button>
        </p>
      </form>
    </section>
  );
};

const Quiet = ({ visit, preferences, tried }: Pick<PageProps, "visit" | "preferences" | "tried">) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).profile;
  const quiet = preferences.quiet_hours;
  const kept = tried.typed;
  const value = (name: string, otherwise: string) => kept?.get(name) ?? otherwise;
  const common = { faults: tried.faults ?? [], speech, optional: true };
  const present = value("quiet_zone", quiet?.time_zone ?? zone);
  return (
    <fieldset>
      <legend>{words.quiet}</legend>
      <p class="quiet">{words.quietHint}</p>
      <Tick name="quiet" label={words.quietOn} checked={kept?.has("quiet") === true || quiet !== null} />
      <div class="my-two">
        <Field
          {...common}
          name="quiet_start"
          label={words.from}
          type="time"
          value={value("quiet_start", quiet?.start ?? "20:00")}
        />
        <Field
          {...common}
          name="quiet_end"
          label={words.until}
          type="time"
          value={value("quiet_end", quiet?.end ?? "07:00")}
        />
        <Select
          {...common}
          name="quiet_zone"
          label={words.quietZone}
          value={present}
          choices={zoneChoices(visit, present)}
        />
      </div>
    </fieldset>
  );
};

const Feed = ({ visit, feed }: PageProps) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).profile;
  const { active, renewed_at } = feed;
  const since = renewed_at === null ? "" : sayMoment(speech, zone, fromWire(renewed_at));
  return (
    <section aria-labelledby="feed">
      <h2 id="feed">{words.feed}</h2>
      <p>{words.feedText}</p>
      <p class="quiet">{active ? filled(words.feedSince, { when: since }) : words.feedNone}</p>
      <div class="actions">
        <form method="post" action="/my/profile/feed">
          <Once nonce={`${visit.nonce}-feed`} />
          <button type="submit" class="plain">
            {active ? words.feedRenew : words.feedMake}
          </button>
        </form>
        {active ? (
          <form method="post" action="/my/profile/feed/revoke">
            <button type="submit" class="alarm">
              {words.feedRevoke}
            </button>
          </form>
        ) : null}
      </div>
      {active ? <p class="quiet">{words.feedRenewText}</p> : null}
    </section>
  );
};

const NewAddress = ({ address, visit }: { address: string; visit: Visit }) => {
  const words = wordsFor(visit).profile;
  return (
    <div class="note" role="status">
      <p class="field">
        <label for="address">{words.feedNew}</label>
        <input id="address" type="text" readonly value={address} dir="ltr" aria-describedby="address-hint" autofocus />
        <span class="hint" id="address-hint">
          {words.feedOnce}
        </span>
      </p>
      <p>
        <a href={address.replace(/^https?:/, "webcal:")}>{words.feedOpen}</a>
      </p>
    </div>
  );
};
