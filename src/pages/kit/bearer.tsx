// Pages that somebody opens by the link they were sent: nobody is signed in, and how they read stands in the address alone.
import type { Child } from "hono/jsx";
import type { Client } from "#http/client.ts";
import type { PageAsk } from "#http/pages.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { pickIn } from "../slots/pick.ts";
import { ZoneChoice } from "../slots/zone.tsx";
import { Languages } from "./languages.tsx";
import { brandStyle } from "./brand.ts";
import { Faults, faultyTitle, type FieldFault } from "./forms.tsx";
import { type Speech, speechFor } from "./language.ts";
import { Layout } from "./layout.tsx";
import { Logo, logoPath } from "./logo.tsx";

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
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** How the page is read: on whose clock, and in which language. `at`: the moment whose offset is told. */
const Reading = ({ bearer, at }: { bearer: Bearer; at?: Instant }) => {
  const { speech, zone, isZoneGuessed, asked, now } = bearer;
  const pick = pickIn({ url: asked.url, now, guessedZone: asked.guessedZone, keep: ["answer"] });
  // What was told when it was booked is no guess, though it stands in no address; where the network leads is nothing to it.
  const chosen = isZoneGuessed ? {} : { chosen: zone, detected: undefined };
  return (
    <footer class="reading no-print">
      {at === undefined ? null : (
        <ZoneChoice speech={speech} pick={{ ...pick, ...chosen }} zone={zone} at={at} day={undefined} />
      )}
      <Languages url={asked.url} speech={speech} />
    </footer>
  );
};

/** Whose page it is. */
export type House = { name: string; logo: string | undefined; colours: string | undefined };

type Company = { name: string; branding: { logo_url: string | null; primary_colour: string | null } };

export const houseOf = async ({ config }: Pick<Context, "config">, { name, branding }: Company): Promise<House> => ({
  name,
  logo: await logoPath(config, branding.logo_url),
  colours: brandStyle(branding.primary_colour),
});

type PageProps = {
  bearer: Bearer;
  /** None, where the link opened nothing that could be told. */
  house?: House | undefined;
  title: string;
  faults?: readonly FieldFault[];
  /** The moment whose offset is told, where times are shown that can be read on another clock. */
  at?: Instant | undefined;
  /** Posted to where it cannot be looked at again: it is read in one language alone. */
  isFinal?: boolean;
  children?: Child;
};

/** The frame of all pages behind a link: whose they are, what went wrong, and how they are read. */
export const BearerPage = ({ bearer, house, title, faults = [], at, isFinal, children }: PageProps) => (
  <Layout
    title={faultyTitle(title, faults, bearer.speech)}
    {...(house === undefined ? {} : { of: house.name })}
    speech={bearer.speech}
    nonce={bearer.nonce}
    islands={["booking"]}
    kind="booking"
    {...(house?.colours === undefined ? {} : { brand: house.colours })}
    header={
      house === undefined ? null : (
        <header class="company">
          <Logo path={house.logo} />
          <bdi>{house.name}</bdi>
        </header>
      )
    }
    footer={isFinal === true ? null : <Reading bearer={bearer} {...(at === undefined ? {} : { at })} />}
  >
    <div class="borne">
      <Faults faults={faults} speech={bearer.speech} />
      {children}
    </div>
  </Layout>
);
