// Mail that people's calendars send us: answers to invitations. Everything else is dropped, and nobody is written back to.
import { answerInvitation } from "#booking/bookings/actions.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { bookingOf, readReply, replyIn } from "#outreach/calendar/rules.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import { tenantOf } from "./store.ts";

/** What of an incoming mail is looked at. */
export type IncomingMail = Pick<ForwardableEmailMessage, "raw" | "rawSize">;

const mostOctets = 2_000_000;
const raceTries = 5;

/** Takes in one mail and says in one word what became of it; the word goes into the log, and no other of the mail. */
export async function takeReply(context: Context, mail: IncomingMail): Promise<string> {
  let became = "fault";
  try {
    became = await become(context, mail);
  } catch (error) {
    logFault(context.requestId, error);
  }
  logEvent("inbound_mail", { became, octets: mail.rawSize, d1_trips: context.tally.trips });
  return became;
}

async function become(context: Context, mail: IncomingMail): Promise<string> {
  const raw = mail.rawSize > mostOctets ? undefined : await readAtMost(mail.raw, mostOctets);
  if (raw === undefined) return "too_long";
  const found = replyIn(raw);
  if ("refused" in found) return found.refused;
  const read = readReply(found.calendar);
  if ("refused" in read) return read.refused;
  const { uid, attendee, sequence, answer } = read.reply;
  // Both are claims; who sends for somebody else is not believed.
  if (found.from !== attendee) return "from_another";
  const id = bookingOf(uid, context.config.baseUrl);
  const tenant = id === undefined ? undefined : await tenantOf(context, id);
  const office = tenant === undefined ? undefined : await openTenant(context, tenant);
  if (id === undefined || office === undefined) return "unknown_meeting";
  for (let tries = 0; tries < raceTries; tries++) {
    const outcome = await answerInvitation(office, id, { email: attendee, sequence, answer });
    if (outcome.ok) return "taken";
    if (outcome.refusal.code !== "commit.missed") return outcome.refusal.code;
  }
  return "raced";
}

/** Undefined when there is more, whatever its size was said to be. */
async function readAtMost(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
