// The first step: which of several, how long, which day, which time.
import { fromWire } from "#kernel/instant.ts";
import { madeOnce } from "#kernel/made-once.ts";
import { pageResponse } from "#pages/kit/layout.tsx";
import { filled } from "#pages/kit/when.tsx";
import {
  hrefTo,
  look,
  type Look,
  type Pick as Asking,
  pickIn,
  type Range,
  type SlotOffer,
  zoneKnown,
} from "#pages/slots/pick.ts";
import { Picker } from "#pages/slots/picker.tsx";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import type { Door, Offer, Offered, Slots } from "./door.ts";
import { BookingFrame, type Guest } from "./frame.tsx";
import { sayLength, sayPolicy } from "./say.ts";
import { utmNames } from "./typed.ts";
import { bookingWords } from "./words.ts";

/** What a guest asks for by the address, wherever below the door's own path they are. */
export const askingAt = (door: Door, { asked, context }: Pick<Guest, "asked" | "context">): Asking => ({
  ...pickIn({
    url: asked.url,
    now: context.now,
    guessedZone: asked.guessedZone,
    keep: ["minutes", "p", ...utmNames, ...door.keep],
  }),
  path: door.path,
});

/** The length that was asked for, if it is offered. */
export const minutesAsked = (url: URL): number | undefined => {
  const text = url.searchParams.get("minutes") ?? "";
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
};

export const lengthIn = (url: URL, { durations, default_duration }: Offer): number =>
  durations.find((one) => one === minutesAsked(url)) ?? default_duration;

export const zoneShown = (asking: Asking, { time_zone }: Offer): ZoneId =>
  zoneKnown(asking) ?? zoneOf(time_zone) ?? (zoneOf("UTC") as ZoneId);

export const startsOf = (slots: Slots, minutes: number): readonly SlotOffer[] =>
  slots.ok ? (slots.body.offers.find((one) => one.minutes === minutes)?.slots ?? []) : [];

/** Narrowed to the time in which anything is offered at all. */
export const within = (asking: Asking, { opens, closes }: Offered): Asking => {
  const first = opens === null ? asking.opens : fromWire(opens);
  return {
    ...asking,
    opens: first > asking.opens ? first : asking.opens,
    closes: closes === null ? undefined : fromWire(closes),
  };
};

type Choosing = { guest: Guest; door: Door; offer: Offer; asking: Asking; zone: ZoneId };

export async function choosePage(
  { guest, door, offered, offer }: { guest: Guest; door: Door; offered: Offered; offer: Offer },
  first: Slots | undefined,
): Promise<Response> {
  const asking = within(askingAt(door, guest), offered);
  const minutes = lengthIn(guest.asked.url, offer);
  const zone = zoneShown(asking, offer);
  const more = async (range: Range) => startsOf(await door.slots(range, minutes), minutes);
  const looked = await look(asking, zone, first === undefined ? [] : startsOf(first, minutes), more);
  return pageResponse(<Choose guest={guest} door={door} offer={offer} asking={asking} zone={zone} looked={looked} />);
}

const Choose = ({ looked, ...choosing }: Choosing & { looked: Look }) => {
  const { guest, offer, asking, zone } = choosing;
  const { speech, asked } = guest;
  const words = bookingWords[speech.language];
  const form = {
    action: hrefTo({ ...asking, path: `${asking.path}/details` }, { zone }),
    hidden: [["once", asked.nonce] as const],
    submit: words.continue,
    seats: offer.kind === "group",
  };
  return (
    <BookingFrame guest={guest} title={offer.title}>
      <About guest={guest} offer={offer} minutes={lengthIn(asked.url, offer)} />
      <Lengths {...choosing} />
      <p class="quiet which-step">{filled(words.step, "1")}</p>
      <Picker
        speech={speech}
        pick={asking}
        look={looked}
        zone={zone}
        form={form}
        empty={<Contact guest={guest} offer={offer} />}
      />
      <Policy guest={guest} offer={offer} />
    </BookingFrame>
  );
};

const choiceIn = madeOnce((locale) => new Intl.ListFormat(locale, { type: "disjunction" }));

/** What it is: whom it is with, how long it takes, where, and what to know beforehand. */
export const About = ({ guest, offer, minutes }: { guest: Guest; offer: Offer; minutes: number }) => {
  const { speech } = guest;
  const words = bookingWords[speech.language];
  const places = offer.locations.map(({ kind }) => words.places[kind]);
  return (
    <div class="about">
      <h1 dir="auto">{offer.title}</h1>
      <ul class="facts">
        <li>{sayLength(speech, minutes)}</li>
        <li>{choiceIn(speech.locale).format(places)}</li>
        {offer.kind === "group" ? <li>{words.group}</li> : null}
      </ul>
      {offer.description === null ? null : (
        <p class="prose" dir="auto">
          {offer.description}
        </p>
      )}
      {offer.confirmation_required ? <p>{filled(words.needsYes, offer.company.name)}</p> : null}
    </div>
  );
};

const Lengths = ({ guest, offer, asking }: Choosing) => {
  const { speech, asked } = guest;
  if (offer.durations.length < 2) return null;
  const chosen = lengthIn(asked.url, offer);
  return (
    <nav class="lengths" aria-labelledby="lengths">
      <h2 id="lengths">{bookingWords[speech.language].howLong}</h2>
      <ul>
        {offer.durations.map((minutes) => (
          <li>
            <a
              id={`length-${minutes}`}
              href={hrefTo(asking, { minutes: String(minutes) })}
              {...(minutes === chosen ? { "aria-current": "true" as const } : {})}
              data-swap="main"
            >
              {sayLength(speech, minutes)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Whom to write to where no time does; nobody is named unless the company names an address itself. */
const Contact = ({ guest, offer }: { guest: Guest; offer: Offer }) => {
  const words = bookingWords[guest.speech.language];
  const { email, name } = offer.company;
  if (email === null) return null;
  return (
    <p>
      {words.suggest} <a href={`mailto:${email}`}>{filled(words.write, name)}</a>
    </p>
  );
};

/** What an invitee can still do afterwards, stated before they press anything. */
export const Policy = ({ guest, offer }: { guest: Guest; offer: Offer }) => {
  const { speech } = guest;
  return (
    <section class="policy" aria-labelledby="policy">
      <h2 id="policy">{bookingWords[speech.language].policy.title}</h2>
      <ul>
        {sayPolicy(speech, offer).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </section>
  );
};

/** Several things can be booked: one is chosen first. */
export const offersPage = (
  guest: Guest,
  offers: readonly Offer[],
  { title, intro, hrefOf }: { title: string; intro?: string | undefined; hrefOf: (offer: Offer) => string },
): Promise<Response> => {
  const words = bookingWords[guest.speech.language];
  return pageResponse(
    <BookingFrame guest={guest} title={title}>
      <h1 dir="auto">{title}</h1>
      {intro === undefined ? null : (
        <p class="prose" dir="auto">
          {intro}
        </p>
      )}
      <h2>{words.whatToBook}</h2>
      {offers.length === 0 ? <p>{words.nothingToBook}</p> : null}
      <ul class="offers">
        {offers.map((offer) => (
          <li>
            <h3 dir="auto">
              <a href={hrefOf(offer)}>{offer.title}</a>
            </h3>
            <p class="quiet">
              {[
                offer.durations.map((minutes) => sayLength(guest.speech, minutes)).join(" / "),
                ...offer.locations.map(({ kind }) => words.places[kind]),
              ].join(" · ")}
            </p>
            {offer.description === null ? null : (
              <p class="some" dir="auto">
                {offer.description}
              </p>
            )}
          </li>
        ))}
      </ul>
    </BookingFrame>,
  );
};
