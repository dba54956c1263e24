// The picker of times that booking, moving a booking and the scheduling desk share: a month of links, then one group of times.
import type { Child } from "hono/jsx";
import { fromWire } from "#kernel/instant.ts";
import type { Speech } from "#pages/kit/language.ts";
import type { ZoneId } from "#time/zones.ts";
import { Calendar } from "./calendar.tsx";
import type { Look, Pick } from "./pick.ts";
import { TypedForm } from "./step.tsx";
import { saidOf, Times, type TimesForm } from "./times.tsx";
import { slotWords } from "./words.ts";
import { ZoneChoice } from "./zone.tsx";

export type PickerProps = {
  speech: Speech;
  pick: Pick;
  look: Look;
  zone: ZoneId;
  form: TimesForm;
  /** What else somebody can do where nothing is free. */
  empty?: Child;
};

export const Picker = (props: PickerProps) => {
  const { speech, pick, look, zone } = props;
  const shown = look.day === undefined ? undefined : look.days.get(look.day)?.[0];
  const at = shown === undefined ? pick.now : fromWire(shown.starts_at);
  return (
    <div class="picker">
      <TypedForm pick={pick} />
      <section data-part="calendar" aria-labelledby="month">
        <Calendar speech={speech} pick={pick} look={look} zone={zone} />
        <ZoneChoice speech={speech} pick={pick} zone={zone} at={at} day={look.day} />
      </section>
      <section
        data-part="times"
        aria-labelledby="times"
        data-say={saidOf(speech, look)}
        data-lost={slotWords[speech.language].lost}
        {...(pick.typed === undefined ? { "data-fresh": "" } : {})}
      >
        <Times {...props} />
      </section>
    </div>
  );
};
