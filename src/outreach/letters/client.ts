// How the other features of this area have something about a booking put into few words.
import type { Id } from "#kernel/ids.ts";
import { type BookingLetterKey, letters, type SentBy, type Short } from "#outreach/templates/rules.ts";
import { renderShort } from "#outreach/templates/client.ts";
import type { Scope } from "#platform/scope.ts";
import { dataFor, readerOf, type Recipient, type Said } from "./data.ts";
import { eventFor } from "./invitations.ts";
import { nothingNew } from "./mail.ts";
import { panelData } from "./panel.ts";
import { type Around, readAround } from "./store.ts";

export { happenedAt } from "./mail.ts";
export { zoneAmong } from "./data.ts";
export { asTold } from "./rules.ts";
export { type Around, findRequest, readAround } from "./store.ts";

type Way = Exclude<SentBy, "mail">;

/** As they read it; undefined where nobody of the booking, now or before, is meant. */
export async function shortTo(
  scope: Scope,
  around: Around,
  who: Id<"attendee"> | Id<"member">,
  what: { key: BookingLetterKey; way: Way; own?: { subject: string | null; body: string } | null; said?: Said },
): Promise<Short | undefined> {
  const { key, way, own = null, said = { happened: nothingNew } } = what;
  const to = recipientOf(around, key, who);
  if (to === undefined) return undefined;
  const reader = readerOf(around, to);
  const data = {
    ...(await dataFor(scope, around, to, { ...said, event: await eventFor(scope, around, to) })),
    // What is noted is kept, and told on: no link that acts belongs there.
    ...(await panelData(scope, key, around, to, { language: reader.language, printing: "none" })),
  };
  return renderShort(scope, key, way, reader, data, own);
}

function recipientOf({ people, staff }: Around, key: BookingLetterKey, who: string): Recipient | undefined {
  const { audience } = letters[key];
  const theirs = people.filter((one) => one.role === audience && (one.id === who || one.memberId === who));
  const attendee = theirs.find(({ removedAt }) => removedAt === null) ?? theirs.at(-1);
  if (attendee === undefined) return undefined;
  const member = staff.find(({ id }) => id === attendee.memberId);
  const address = member?.address ?? attendee.email ?? "";
  return { attendee, audience, address, name: member?.name ?? attendee.name };
}

/** The same about a booking as it stands. */
export async function shortAbout(
  scope: Scope,
  booking: Id<"booking">,
  who: Id<"attendee"> | Id<"member">,
  what: { key: BookingLetterKey; way: Way; own: { subject: string | null; body: string } | null },
): Promise<Short | undefined> {
  const around = await readAround(scope, booking);
  return around === undefined ? undefined : shortTo(scope, around, who, what);
}
