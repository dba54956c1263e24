// Pages that somebody opens by the link they were sent: nobody is signed in, and how they read stands in the address alone.
import type { Client } from "#http/client.ts";
import type { PageAsk } from "#http/pages.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { pickIn } from "../slots/pick.ts";
import { ZoneChoice } from "../slots/zone.tsx";
import { Languages } from "./languages.tsx";
import { type Speech, speechFor } from "./language.ts";

/** Whoever has the link, and how they are spoken to. */
export type Bearer = {
  token: string;
  api: Client;
  speech: Speech;
  zone: ZoneId;
  /** Nobody has told the zone: it is where the network says they are, or the organiser's. */
  isZoneGuessed: boolean;
  now: Instant;
  nonce: string;
  asked: PageAsk;
};

type Known = {
  locale?: string | null | undefined;
  zone?: string | null | undefined;
  /** What counts when nobody knows better. */
  otherwise?: string | undefined;
};

export function bearerOf(context: Context, asked: PageAsk, known: Known = {}): Bearer {
  const { url } = asked;
  // What was typed was typed on the clock that the form showed.
  const told = [asked.form.get("zone"), url.searchParams.get("zone"), known.zone].flatMap(zoneIn)[0];
  const guessed = [asked.guessedZone, known.otherwise].flatMap(zoneIn)[0];
  return {
    token: asked.param["token"] ?? "",
    api: asked.api(),
    speech: speechFor({
      chosen: url.searchParams.get("lang"),
      hours: url.searchParams.get("hours"),
      profile: known.locale,
      accept: asked.header("Accept-Language"),
    }),
    zone: told ?? guessed ?? utc,
    isZoneGuessed: told === undefined,
    now: context.now,
    nonce: asked.nonce,
    asked,
  };
}

const utc = zoneOf("Etc/UTC") as ZoneId;

function zoneIn(name: string | null | undefined): ZoneId[] {
  const zone = name == null ? undefined : zoneOf(name);
  return zone === undefined ? [] : [zone];
}

const kept = ["lang", "zone", "hours"] as const;

/** A path of ours, in the language, zone and clock that the reader has chosen. */
export function keeping({ asked }: Pick<Bearer, "asked">, path: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more);
  for (const name of kept) {
    const value = asked.url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** How the page is read: on whose clock, and in which language. `at`: the moment whose offset is told. */
export const Reading = ({ bearer, at }: { bearer: Bearer; at?: Instant }) => {
  const { speech, zone, isZoneGuessed, asked, now } = bearer;
  const pick = pickIn({ url: asked.url, now, guessedZone: asked.guessedZone, keep: ["answer"] });
  // What was told when it was booked is no guess, though it stands in no address.
  const chosen = isZoneGuessed ? {} : { chosen: zone };
  return (
    <footer class="reading no-print">
      {at === undefined ? null : (
        <ZoneChoice speech={speech} pick={{ ...pick, ...chosen }} zone={zone} at={at} day={undefined} />
      )}
      <Languages url={asked.url} speech={speech} />
    </footer>
  );
};
