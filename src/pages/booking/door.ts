// Where somebody books: at a company's address, or by a link they were sent. The pages are the same behind both doors.
import type * as z from "zod";
import { createPublicBooking } from "#booking/bookings/contract.ts";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { getPublicEventType } from "#booking/event-types/contract.ts";
import type { PublicEventType } from "#booking/event-types/offer.ts";
import {
  createLinkHold,
  createPublicHold,
  extendLinkHold,
  extendPublicHold,
  releaseLinkHold,
  releasePublicHold,
} from "#booking/holds/contract.ts";
import { getLink } from "#booking/links/contract.ts";
import { getLinkSlots, getPublicSlots } from "#booking/slots/contract.ts";
import type { Answer, Ask, Client, ProblemBody } from "#http/client.ts";
import type { Range } from "#pages/slots/pick.ts";

export type Offer = z.output<typeof PublicEventType>;

/** What is offered behind a door: one event type, or several to choose from first; and when, where a link has a window. */
export type Offered = {
  offer: Offer | undefined;
  others: readonly (Offer & { id?: string })[];
  opens: string | null;
  closes: string | null;
};

export type Found = { ok: true; offered: Offered } | { ok: false; problem: ProblemBody };

export type Slots = Answer<typeof getPublicSlots>;
export type Held = Answer<typeof createPublicHold>;
export type Booked = Answer<typeof createPublicBooking>;
export type BookingWordsIn = NonNullable<Ask<typeof createPublicBooking>["body"]>;

export type Door = {
  path: string;
  /** What else stands in its address. */
  keep: readonly string[];
  offered: () => Promise<Found>;
  /** Both what is offered and when, for the page that shows them: as few round trips as there can be. */
  opening: (range: Range, minutes: number | undefined) => Promise<[Found, Slots]>;
  slots: (range: Range, minutes: number | undefined) => Promise<Slots>;
  hold: (slotToken: string, key: string) => Promise<Held>;
  extend: (id: string, token: string) => Promise<Held>;
  release: (id: string, token: string) => Promise<unknown>;
  book: (body: BookingWordsIn, key: string) => Promise<Booked>;
  /** Where one looks around instead, once the company is known. */
  around: string | undefined;
};

const keyed = (key: string) => ({ headers: { "Idempotency-Key": key.slice(0, 255) } });
const lasting = (minutes: number | undefined) => (minutes === undefined ? {} : { minutes });

const foundAs = (offer: Offer): Found => ({
  ok: true,
  offered: { offer, others: [], opens: null, closes: offer.bookable_until },
});

/** At a company's own address. */
export function companyDoor(api: Client, path: string, { tenant, slug }: { tenant: string; slug: string }): Door {
  const at = { tenant };
  return {
    path,
    keep: [],
    around: `/${tenant}`,
    async offered() {
      const found = await api.call(getPublicEventType, { param: { tenant, slug } });
      return found.ok ? foundAs(found.body) : found;
    },
    async opening(range, minutes) {
      const query = { ...range, ...lasting(minutes) };
      const slots = await api.call(getPublicSlots, { param: { tenant, slug }, query, expand: "event_type" });
      const offer = slots.ok ? slots.body.event_type : undefined;
      return [offer === undefined ? await this.offered() : foundAs(offer), slots];
    },
    slots: (range, minutes) =>
      api.call(getPublicSlots, { param: { tenant, slug }, query: { ...range, ...lasting(minutes) } }),
    hold: (token, key) => api.call(createPublicHold, { param: at, body: { slot_token: token }, ...keyed(key) }),
    extend: (id, token) => api.call(extendPublicHold, { param: { ...at, id }, body: { hold_token: token } }),
    release: (id, token) => api.call(releasePublicHold, { param: { ...at, id }, body: { hold_token: token } }),
    book: (body, key) => api.call(createPublicBooking, { param: at, body, ...keyed(key) }),
  };
}

/** By a scheduling link. `chosen`: the id of one of its event types, where it has several. */
export function linkDoor(api: Client, path: string, token: string, chosen: string | undefined): Door {
  const at = { token };
  const named = chosen === undefined ? {} : { event_type_id: chosen };
  return {
    path,
    keep: ["event"],
    around: undefined,
    async offered() {
      const found = await api.call(getLink, { param: at });
      if (!found.ok) return found;
      const { scheduling } = found.body;
      if (scheduling === null)
        return { ok: true, offered: { offer: undefined, others: [], opens: null, closes: null } };
      const { event_types: all, starts_after: opens, starts_before } = scheduling;
      const offer = all.length === 1 ? all[0] : all.find(({ id }) => id === chosen);
      const ends = [starts_before, offer?.bookable_until].filter((one) => typeof one === "string").toSorted();
      return { ok: true, offered: { offer, others: all, opens, closes: ends[0] ?? null } };
    },
    opening(range, minutes) {
      return Promise.all([this.offered(), this.slots(range, minutes)]);
    },
    slots: (range, minutes) =>
      api.call(getLinkSlots, { param: at, query: { ...named, ...range, ...lasting(minutes) } }),
    hold: (slot, key) => api.call(createLinkHold, { param: at, body: { slot_token: slot }, ...keyed(key) }),
    extend: (id, hold) => api.call(extendLinkHold, { param: { ...at, id }, body: { hold_token: hold } }),
    release: (id, hold) => api.call(releaseLinkHold, { param: { ...at, id }, body: { hold_token: hold } }),
    book: (body, key) => api.call(createLinkBooking, { param: at, body, ...keyed(key) }),
  };
}
