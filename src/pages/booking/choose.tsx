// The first step: which of several, how long, which day, which time.
import { fromWire } from "#kernel/instant.ts";
import { madeOnce } from "#kernel/made-once.ts";
import { pageResponse } from "#pages/kit/layout.tsx";
import { sayZone } from "#pages/kit/language.ts";
import { filled, own } from "#pages/kit/when.tsx";
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
import type { Hidden } from "#pages/slots/times.tsx";
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

type Choosing = { guest: Guest; door: Door; offer: Offer; others: Offered["others"]; asking: Asking; zone: ZoneId };

export async function choosePage(
  { guest, door, offered, offer, typed }: { guest: Guest; door: Door; offered: Offered; offer: Offer; typed?: Hidden },
  first: Slots | undefined,
): Promise<Response> {
  const asked = within(askingAt(door, guest), offered);
  const asking = typed === undefined ? asked : { ...asked, typed, path: `${door.path}/details` };
  const minutes = lengthIn(guest.asked.url, offer);
  const zone = zoneShown(asking, offer);
  const more = async (range: Range) => startsOf(await door.slots(range, minutes), minutes);
  const looked = await look(asking, zone, first === undefined ? [] : startsOf(first, minutes), more);
  const { others } = offered;
  return pageResponse(<Choose {...{ guest, door, offer, others, asking, zone, looked }} />);
}

const Choose = ({ looked, ...choosing }: Choosing & { looked: Look }) => {
  const { guest, door, offer, asking, zone } = choosing;
  const { speech, asked } = guest;
  const words = bookingWords[speech.language];
  const isAgain = asking.typed !== undefined;
  const form = {
    action: hrefTo({ ...asking, path: `${door.path}/details` }, { zone }),
    hidden: [["once", asked.nonce] as const],
    submit: words.continue,
    seats: offer.kind === "group",
  };
  return (
    <BookingFrame guest={guest} title={offer.title} base={door.path} {...(isAgain ? { by: "look" as const } : {})}>
      {isAgain ? (
        <p class="note" tabindex={-1} data-focus>
          {words.details.kept}
        </p>
      ) : (
        <Others {...choosing} />
      )}
      <About guest={guest} offer={offer} minutes={lengthIn(asked.url, offer)} />
      {isAgain ? null : <Lengths {...choosing} />}
      <p class="quiet which-step">{filled(words.step, "1")}</p>
      <Picker
        speech={speech}
        pick={asking}
        look={looked}
        zone={zone}
        form={form}
        empty={<Contact guest={guest} offer={offer} zone={zone} />}
      />
      {looked.day === undefined || !looked.days.has(looked.day) ? null : (
        <NoneSuits guest={guest} offer={offer} zone={zone} />
      )}
      <Policy guest={guest} offer={offer} />
    </BookingFrame>
  );
};

const choiceIn = madeOnce((locale) => new Intl.ListFormat(locale, { type: "disjunction" }));

/** What it is: whom it is with, how long it takes, where, and what to know beforehand. */
export const About = ({ guest, offer, minutes }: { guest: Guest; offer: Offer; minutes: number }) => {
  const { speech } = guest;
  const words = bookingWords[speech.language];
  // Where one has to go oneself is part of the choice.
  const places = offer.locations.map(({ kind, details }) =>
    details === null ? words.places[kind] : `${words.places[kind]}: ${own(details)}`,
  );
  return (
    <div class="about">
      <h1>
        <bdi>{offer.title}</bdi>
      </h1>
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

/** What else the same link offers: one is chosen, the others stay in reach. */
const Others = ({ guest, offer, others, asking }: Choosing) => {
  if (others.length < 2) return null;
  return (
    <nav class="lengths" aria-labelledby="others">
      <h2 id="others">{bookingWords[guest.speech.language].whatToBook}</h2>
      <ul>
        {others.map((other) => (
          <li>
            <a
              href={hrefTo(asking, { event: other.id, minutes: undefined })}
              {...(other.slug === offer.slug ? { "aria-current": "true" as const } : {})}
              data-swap="main"
            >
              <bdi>{other.title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

type Suiting = { guest: Guest; offer: Offer; zone: ZoneId };

/** A letter that is begun already: whoever suggests times says on whose clock they are. */
function suggestion({ guest: { speech, context }, offer, zone }: Suiting, email: string): string {
  const { letter } = bookingWords[speech.language];
  const subject = encodeURIComponent(letter.subject.replace("#", () => offer.title));
  const body = encodeURIComponent(
    `${letter.body.replace("#", () => sayZone(zone, context.now))}\r\n\r\n\u2013 \r\n\u2013 \r\n\u2013 \r\n`,
  );
  return `mailto:${email}?subject=${subject}&body=${body}`;
}

/** Whom to write to where there is no time; nobody is named unless the company names an address itself. */
const Contact = (props: Suiting) => {
  const words = bookingWords[props.guest.speech.language];
  const { email, name } = props.offer.company;
  if (email === null) return null;
  return (
    <ul class="plain-list">
      <li>
        <a href={suggestion(props, email)}>{words.letter.send}</a>
      </li>
      <li>
        <a href={`mailto:${email}`}>{filled(words.write, name)}</a>
      </li>
    </ul>
  );
};

/** The same below times of which none may suit. */
const NoneSuits = (props: Suiting) => {
  const words = bookingWords[props.guest.speech.language];
  const { email } = props.offer.company;
  if (email === null) return null;
  return (
    <p>
      {words.suggest} <a href={suggestion(props, email)}>{words.letter.send}</a>
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
      <h1>
        <bdi>{title}</bdi>
      </h1>
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
            <h3>
              <a href={hrefOf(offer)}>
                <bdi>{offer.title}</bdi>
              </a>
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
