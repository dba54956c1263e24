import { Once } from "#pages/kit/forms.tsx";
import { pageResponse } from "#pages/kit/layout.tsx";
import { sayZone } from "#pages/kit/language.ts";
import { own } from "#pages/kit/when.tsx";
import { hrefTo, type Pick as Asking, type SlotOffer } from "#pages/slots/pick.ts";
import { FewTimes, type Hidden } from "#pages/slots/times.tsx";
import { slotWords } from "#pages/slots/words.ts";
import type { ZoneId } from "#time/zones.ts";
import type { Offer } from "./door.ts";
import { Unseen } from "./details.tsx";
import { BookingFrame, type Guest } from "./frame.tsx";
import { bookingWords } from "./words.ts";

type Taken = {
  guest: Guest;
  offer: Offer;
  asking: Asking;
  zone: ZoneId;
  nearest: readonly SlotOffer[];
  /** What was typed before, and goes along. */
  carried: Hidden;
};

/** Somebody else was faster: the nearest three, and nothing that was typed is lost. */
export function takenPage({ guest, offer, asking, zone, nearest, carried }: Taken): Promise<Response> {
  const { speech, asked, context } = guest;
  const { taken } = bookingWords[speech.language];
  const action = hrefTo({ ...asking, path: `${asking.path}/details` }, { zone });
  return pageResponse(
    <BookingFrame guest={guest} title={taken.title} base={asking.path}>
      <div class="about">
        <p class="quiet">
          <bdi>{offer.title}</bdi>
        </p>
        <h1 tabindex={-1} data-focus>
          {taken.title}
        </h1>
        <p>{taken.text}</p>
      </div>
      {nearest.length === 0 ? (
        <p>{taken.nothing}</p>
      ) : (
        <form method="post" action={action} class="taken" data-swap="main">
          <Unseen fields={carried} />
          <Once nonce={asked.nonce} />
          <FewTimes speech={speech} zone={zone} offers={nearest} legend={taken.legend} />
          <p class="quiet">{slotWords[speech.language].timesFor(own(sayZone(zone, context.now)))}</p>
          <p class="go">
            <button type="submit">{taken.hold}</button>
          </p>
        </form>
      )}
      <p>
        <a href={hrefTo(asking, { zone })}>{taken.all}</a>
      </p>
    </BookingFrame>,
    { status: 409 },
  );
}
