// What whoever organizes an interview finds in the product: who does not come, who comes instead, and that it is their turn.
import { findByBooking, findInterview, type InterviewWhole } from "#hiring/interviews/client.ts";
import type { Participant } from "#hiring/interviews/tables.ts";
import type { Fact } from "#kernel/fact.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";
import { findEvent } from "#outreach/events/actions.ts";
import { zoneAmong } from "#outreach/letters/client.ts";
import { renderShort } from "#outreach/templates/client.ts";
import {
  type Data,
  languageOf,
  letters,
  momentSaid,
  type OrganizerKey,
  type Reader,
} from "#outreach/templates/rules.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import type { Scope } from "#platform/scope.ts";
import { wishesOf } from "./actions.ts";
import { readForOrganizer } from "./organizers-store.ts";
import { expiryOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Notification } from "./tables.ts";

/** Heard before anybody is sent in a decliner's place, so that it reads in the order in which it happened. */
export const notifyOrganizers: Reaction = {
  listener: "notifications.notify_organizers",
  on: ["booking.rsvp", "interview.responded", "interview.participant_replaced", "interview.windows_given"],
  async react(scope, fact) {
    const told = await toldOf(scope, fact);
    const { organizerId } = told?.interview ?? { organizerId: null };
    // Nobody is told what they did themselves.
    if (told === undefined || organizerId === null || organizerId === fact.actor) return [];
    const note = await noteOf(scope, fact, told);
    return note === undefined ? [] : [store.insertNotifications(scope, [note])];
  },
};

type Told = {
  interview: InterviewWhole;
  key: OrganizerKey;
  participant?: Id<"member"> | undefined;
  replacement?: Id<"member"> | undefined;
  reason?: string | null;
};

async function toldOf(scope: Scope, fact: Fact): Promise<Told | undefined> {
  const { entityId: id, type } = fact;
  const interview = isId("booking", id)
    ? await findByBooking(scope, id)
    : isId("interview", id)
      ? await findInterview(scope, id)
      : undefined;
  if (interview === undefined) return undefined;
  if (type === "interview.windows_given") return { interview, key: "interview.waiting.organizer" };
  if (type === "interview.participant_replaced") return replacedIn(scope, fact, interview);
  const seat =
    type === "booking.rsvp" ? answeredByBooking(fact, interview) : await answeredApart(scope, fact, interview);
  if (seat?.memberId == null || seat.rsvp !== "declined") return undefined;
  return { interview, key: "interview.declined.organizer", participant: seat.memberId, reason: seat.declineReason };
}

/** Whose answer a booking has had with this fact: their answer in the panel is of that moment. */
const answeredByBooking = ({ at }: Fact, { participants }: InterviewWhole): Participant | undefined =>
  participants.find((one) => one.attendeeId !== null && one.memberId !== null && one.respondedAt === at);

/** Of those who have no place in the booking; the others' answers are the booking's own. */
async function answeredApart(
  scope: Scope,
  { id }: Fact,
  { participants }: InterviewWhole,
): Promise<Participant | undefined> {
  const who = (await findEvent(scope, id))?.after?.["id"];
  return participants.find((one) => one.id === who && one.attendeeId === null);
}

async function replacedIn(scope: Scope, { id }: Fact, interview: InterviewWhole): Promise<Told | undefined> {
  const event = await findEvent(scope, id);
  const [left, came] = [event?.before?.["member_id"], event?.after?.["member_id"]];
  if (typeof left !== "string" || typeof came !== "string") return undefined;
  if (!isId("member", left) || !isId("member", came)) return undefined;
  return { interview, key: "interview.replaced.organizer", participant: left, replacement: came };
}

async function noteOf(scope: Scope, fact: Fact, told: Told): Promise<Notification | undefined> {
  const { interview, key } = told;
  const named = [told.participant, told.replacement].filter((one) => one !== undefined);
  const around = await readForOrganizer(scope, interview, named);
  if (around === undefined) return undefined;
  const { organizer } = around;
  const { category } = letters[key];
  if (!(await wishesOf(scope, [organizer.id])).may(organizer.id, category, "in_app")) return undefined;
  const words = await renderShort(scope, key, "in_app", readerOf(around), dataOf(told, around));
  return {
    tenantId: scope.tenant.id,
    id: scope.newId("notification"),
    memberId: organizer.id,
    category,
    priority: key === "interview.replaced.organizer" ? "normal" : "high",
    title: (words.title ?? "").slice(0, 300),
    body: words.text.slice(0, 2_000),
    actionUrl: `${scope.config.baseUrl}/v1/interviews/${interview.id}`,
    data: { interview_id: interview.id, event: fact.type },
    factId: fact.id,
    triggeredBy: fact.actor,
    readAt: null,
    expiresAt: expiryOf(scope.now, interview.endsAt ?? scope.now),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
}

type Around = NonNullable<Awaited<ReturnType<typeof readForOrganizer>>>;

function readerOf({ organizer, house, zones }: Around): Reader {
  const locales = [organizer.locale, house.locale];
  const language = languageOf(locales);
  const locale = locales.find((one) => one?.split("-")[0] === language) ?? null;
  return { language, locale, zone: zoneAmong(zones) };
}

function dataOf({ interview, participant, replacement, reason }: Told, around: Around): Data {
  const { language, locale, zone } = readerOf(around);
  const said = (text: string) => momentSaid(asInstant(Date.parse(text)), zone, language, locale);
  return {
    reader_name: around.organizer.name,
    company: around.house.name,
    title: interview.title,
    starts_at: interview.startsAt,
    candidate: around.candidate,
    job: around.job,
    participant: participant === undefined ? null : around.nameOf(participant),
    replacement: replacement === undefined ? null : around.nameOf(replacement),
    reason: reason ?? null,
    windows: interview.windows.map(({ from, to }) => `${said(from)} – ${said(to)}`).join("\n"),
  };
}
