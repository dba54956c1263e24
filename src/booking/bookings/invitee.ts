import { type Instant, toWire } from "#kernel/instant.ts";
import { type Outcome, refuse } from "#kernel/outcome.ts";
import { type BookingCode, type BookingFault, unlessAtFault } from "./rules.ts";
import type { ConsentWords, UtmWords } from "./tables.ts";

export const mostGuests = 20;

type UtmGiven = { readonly [K in keyof UtmWords]?: string | null | undefined };

const said = (text: string | null | undefined): string | null => {
  const trimmed = (text ?? "").trim();
  return trimmed === "" ? null : trimmed;
};

/** Where somebody came from, in all five words; null where none of them says anything. Case is the campaign's own. */
export function utmOf(given: UtmGiven | null | undefined): UtmWords | null {
  const words: UtmWords = {
    source: said(given?.source),
    medium: said(given?.medium),
    campaign: said(given?.campaign),
    term: said(given?.term),
    content: said(given?.content),
  };
  return Object.values(words).some((word) => word !== null) ? words : null;
}

/** The words somebody agreed to, and that they did so now: a moment the caller names would prove nothing. */
export function consentOf(text: string | null | undefined, now: Instant): ConsentWords | null {
  const words = said(text);
  return words === null ? null : { text: words, at: toWire(now) };
}

/** Who is expected already: nobody of them is brought along once more. */
export type Expected = { invitee: string | null; guests: readonly string[] };

const sameAddress = (email: string): string => email.trim().toLowerCase();

/** Guests are others than the invitee, each is named once, and there are not too many of them in all. */
export function guestsOf<G extends { email: string }>(
  given: readonly G[],
  expected: Expected,
): Outcome<readonly G[], BookingCode> {
  if (expected.guests.length + given.length > mostGuests)
    return refuse("booking.guests_too_many", { pointer: "/guests", limit: mostGuests });
  const here = new Set([...expected.guests, ...(expected.invitee === null ? [] : [expected.invitee])].map(sameAddress));
  const faults: BookingFault[] = [];
  for (const [place, { email }] of given.entries()) {
    const address = sameAddress(email);
    if (here.has(address)) faults.push({ pointer: `/guests/${place}/email`, code: "booking.guest_twice" });
    here.add(address);
  }
  return unlessAtFault(given, faults);
}
