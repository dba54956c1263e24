// The second step: who comes, and what the company asks. The time is held meanwhile.
import { asInstant, fromWire, minute, second, toWire } from "#kernel/instant.ts";
import { Choices, type FieldFault, faultyTitle, Faults, Field, Once, TextArea, Tick } from "#pages/kit/forms.tsx";
import { sayDate, sayTime, sayTimes, sayZone } from "#pages/kit/language.ts";
import { filled } from "#pages/kit/when.tsx";
import { hrefTo, type Pick as Asking } from "#pages/slots/pick.ts";
import type { Hidden } from "#pages/slots/times.tsx";
import { ClocksNote } from "#pages/slots/zone.tsx";
import type { ZoneId } from "#time/zones.ts";
import { Policy } from "./choose.tsx";
import type { Offer } from "./door.ts";
import { QuestionField } from "./fields.tsx";
import { BookingFrame, type Guest } from "./frame.tsx";
import { sayLength } from "./say.ts";
import { type Hold, holdFields } from "./typed.ts";
import { bookingWords } from "./words.ts";

export type DetailsProps = {
  guest: Guest;
  offer: Offer;
  asking: Asking;
  zone: ZoneId;
  hold: Hold;
  /** What was typed so far, or is known beforehand. */
  form: URLSearchParams;
  faults: readonly FieldFault[];
};

export const Unseen = ({ fields }: { fields: Hidden }) => (
  <>
    {fields.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

export const Details = (props: DetailsProps) => {
  const { guest, offer, asking, zone, hold, faults } = props;
  const { speech, asked } = guest;
  const words = bookingWords[speech.language];
  const title = faultyTitle(`${words.details.title}: ${offer.title}`, faults, speech);
  const action = hrefTo({ ...asking, path: `${asking.path}/details` }, { zone });
  return (
    <BookingFrame guest={guest} title={title} base={asking.path} by="stay">
      <Faults faults={faults} speech={speech} />
      <p class="quiet which-step">{filled(words.step, "2")}</p>
      <h1 tabindex={-1} data-focus>
        {words.details.title}
      </h1>
      <form method="post" action={action} id="typed" class="details" data-swap="main" novalidate>
        {/* The first button is the one that Enter presses. */}
        <button type="submit" name="do" value="book" class="unseen" tabindex={-1} aria-hidden="true">
          {words.details.confirm}
        </button>
        <Unseen fields={holdFields(hold)} />
        <Once nonce={asked.nonce} />
        <Held {...props} />
        <div class="fields">
          <Person {...props} />
          <Where {...props} />
          {offer.questions.map((question) => (
            <QuestionField question={question} {...props} />
          ))}
          <Besides {...props} />
          <Agreeing {...props} />
          <Policy guest={guest} offer={offer} />
          <p class="go">
            <button type="submit" name="do" value="book">
              {offer.confirmation_required ? words.details.request : words.details.confirm}
            </button>
          </p>
        </div>
      </form>
    </BookingFrame>
  );
};

/** The time that is held, until when, and the ways out of it. */
const Held = ({ guest, offer, zone, hold }: DetailsProps) => {
  const { speech, context } = guest;
  const { details } = bookingWords[speech.language];
  const [from, until, lapses] = [fromWire(hold.startsAt), fromWire(hold.endsAt), fromWire(hold.expiresAt)];
  // The diary counts from a breath later than this page.
  const left = Math.ceil((lapses - context.now - 5 * second) / minute);
  const leftWords = left > 0 ? filled(details.left, sayLength(speech, left)) : details.overText;
  return (
    <section class="held" aria-labelledby="held">
      <h2 id="held">{details.chosen}</h2>
      <p class="what">
        <bdi>{offer.title}</bdi>
      </p>
      <p>
        <time datetime={hold.startsAt}>
          <strong>{sayDate(speech, zone, from)}</strong>
          <br />
          {sayTimes(speech, zone, from, until)}
        </time>
      </p>
      <p class="quiet">{sayZone(zone, from)}</p>
      <ClocksNote speech={speech} zone={zone} at={from} now={context.now} />
      <p class="until">
        {left > 0 ? `${filled(details.heldUntil, sayTime(speech, zone, lapses))} ` : null}
        <span
          data-countdown={hold.expiresAt}
          data-now={toWire(asInstant(context.now))}
          data-said={`${details.left}|${details.over}`}
        >
          {leftWords}
        </span>
      </p>
      {hold.longer ? (
        <p class="quiet">{details.extended}</p>
      ) : left > 0 ? (
        <p>
          <button type="submit" name="do" value="extend" class="plain">
            {details.extend}
          </button>
        </p>
      ) : null}
      <p>
        <button type="submit" name="do" value="another" class="plain">
          {details.another}
        </button>
      </p>
    </section>
  );
};

const Person = ({ guest, offer, form, faults }: DetailsProps) => {
  const { speech } = guest;
  const { details } = bookingWords[speech.language];
  const shared = { faults, speech };
  const calls = offer.locations.some(({ kind }) => kind === "phone");
  return (
    <>
      <Field
        {...shared}
        name="name"
        label={details.name}
        hint={details.nameHint}
        value={form.get("name")}
        autocomplete="name"
        maxlength={200}
        dir="auto"
      />
      <Field
        {...shared}
        name="email"
        type="email"
        label={details.email}
        hint={details.emailHint}
        value={form.get("email")}
        autocomplete="email"
        maxlength={254}
        dir="ltr"
      />
      {calls ? (
        <Field
          {...shared}
          name="phone"
          type="tel"
          label={details.phone}
          hint={details.phoneHint}
          value={form.get("phone")}
          autocomplete="tel"
          maxlength={40}
          dir="ltr"
          optional={offer.locations.length > 1}
        />
      ) : null}
    </>
  );
};

const Where = ({ guest, offer, form, faults }: DetailsProps) => {
  const { speech } = guest;
  const { details, places } = bookingWords[speech.language];
  const asks = offer.locations.some(({ kind }) => kind === "ask_candidate");
  const shared = { faults, speech };
  return (
    <>
      {offer.locations.length > 1 ? (
        <Choices
          {...shared}
          kind="radio"
          name="where"
          label={details.where}
          values={[form.get("where") ?? offer.default_location]}
          choices={offer.locations.map(({ kind, details: place }) => ({
            value: kind,
            label: places[kind],
            ...(place === null ? {} : { hint: place }),
          }))}
        />
      ) : null}
      {asks ? (
        <Field
          {...shared}
          name="place"
          label={details.place}
          hint={details.placeHint}
          value={form.get("place")}
          maxlength={500}
          dir="auto"
          optional={offer.locations.length > 1}
        />
      ) : null}
    </>
  );
};

const Besides = ({ guest, form, faults }: DetailsProps) => {
  const { speech } = guest;
  const { details } = bookingWords[speech.language];
  return (
    <>
      <Field
        name="guests"
        label={details.guests}
        hint={details.guestsHint}
        value={form.get("guests")}
        faults={faults}
        speech={speech}
        maxlength={2_000}
        dir="ltr"
        optional
      />
      <TextArea
        name="help"
        label={details.help}
        hint={details.helpHint}
        value={form.get("help")}
        faults={faults}
        speech={speech}
        rows={3}
        maxlength={2_000}
        optional
      />
    </>
  );
};

const Agreeing = ({ guest, offer, form, faults }: DetailsProps) => {
  const { speech } = guest;
  const { details } = bookingWords[speech.language];
  return (
    <Tick
      name="consent"
      label={filled(details.consent, offer.company.name)}
      hint={filled(details.keeping, offer.company.name)}
      checked={form.has("consent")}
      mustTick
      faults={faults}
      speech={speech}
    />
  );
};
