// Every letter there is: what it is about, who reads it, and what can be said in it.
import type { Category } from "#outreach/categories.ts";

export const categories = ["booking", "reminder", "request"] as const satisfies readonly Category[];
/** Whom a letter about a booking speaks to: each is one of those who are in it. */
export const bookingAudiences = ["invitee", "host", "guest"] as const;
export const audiences = [...bookingAudiences, "candidate", "organizer"] as const;
export const languages = ["en", "de", "fr", "es", "ar"] as const;
/** Where a text is kept for. InMails are kept and shown: nothing here sends them. */
export const templateChannels = ["mail", "in_app", "sms", "inmail"] as const;

/** By which of these something is sent. */
export const sentBy = ["mail", "in_app", "sms"] as const satisfies readonly (typeof templateChannels)[number][];
export type SentBy = (typeof sentBy)[number];

export type BookingAudience = (typeof bookingAudiences)[number];
export type Audience = (typeof audiences)[number];
export type Language = (typeof languages)[number];

/** `instant` is said in the reader's zone and language, with the zone; `link` is an address with a name. */
export type VariableType = "text" | "instant" | "link";
export type Variables = Readonly<Record<string, VariableType>>;

/** Of every meeting, whoever reads. */
const meeting = {
  reader_name: "text",
  company: "text",
  title: "text",
  starts_at: "instant",
  ends_at: "instant",
  minutes: "text",
  location: "text",
  join_link: "link",
  hosts: "text",
  invitee_name: "text",
} as const satisfies Variables;

/** For whoever wants it in a calendar that reads no mail. */
const adding = {
  google_link: "link",
  outlook_link: "link",
  office365_link: "link",
  yahoo_link: "link",
} as const satisfies Variables;

const ofAudience = {
  invitee: { manage_link: "link" },
  host: { invitee_email: "text", invitee_phone: "text", answers: "text" },
  guest: {},
} as const satisfies Record<BookingAudience, Variables>;

/** Of an interview, for whoever is on its panel. */
const panel = { panel_role: "text", job: "text", kit_link: "link" } as const satisfies Variables;

const extras = {
  none: {},
  reason: { reason: "text" },
  pending: { decide_by: "instant" },
  moved: { reason: "text", previous_starts_at: "instant", decide_by: "instant" },
  asked: { reason: "text", windows: "text" },
  answered: { answered_by: "text", answer: "text" },
  invited: { ...panel, accept_link: "link", decline_link: "link", feedback_link: "link" },
  due: { ...panel, feedback_link: "link", card_due_at: "instant" },
} as const satisfies Record<string, Variables>;

/** The texts, in order, that a letter's own body is made of after its first sentence. */
export type Block =
  | "previous"
  | "meeting"
  | "people"
  | "role"
  | "kit"
  | "reason"
  | "windows"
  | "decide"
  | "manage"
  | "adding"
  | "answering"
  | "card"
  | "due"
  | "plan"
  | "choosing"
  | "saying_when"
  | "job";

export type Letter = {
  category: (typeof categories)[number];
  audience: Audience;
  variables: Variables;
  /** What a letter of ours says after its first sentence. */
  blocks: readonly Block[];
  channels: readonly SentBy[];
};

type AboutBooking = Letter & { audience: BookingAudience };

function letterFor(
  audience: BookingAudience,
  extra: keyof typeof extras,
  blocks: readonly Block[],
  category: Letter["category"] = "booking",
): AboutBooking {
  const isAdded = blocks.includes("adding");
  const variables = { ...meeting, ...ofAudience[audience], ...extras[extra], ...(isAdded ? adding : {}) };
  return { category, audience, variables, blocks, channels: ["mail"] };
}

/** The same by other ways, besides mail or in its place. */
const alsoBy = (letter: AboutBooking, ...ways: readonly SentBy[]): AboutBooking => ({
  ...letter,
  channels: ["mail", ...ways],
});
const onlyNoted = (extra: keyof typeof extras): AboutBooking => ({
  ...letterFor("host", extra, ["meeting", "people"]),
  channels: ["in_app"],
});

const all = (extra: keyof typeof extras, blocks: readonly Block[], category?: Letter["category"]) =>
  [
    letterFor("invitee", extra, [...blocks, "manage", "adding"], category),
    letterFor("host", extra, blocks, category),
    letterFor("guest", extra, [...blocks, "adding"], category),
  ] as const;

const [canceledInvitee, canceledHost, canceledGuest] = (["invitee", "host", "guest"] as const).map((audience) =>
  letterFor(audience, "reason", ["meeting", "people", "reason"]),
) as [AboutBooking, AboutBooking, AboutBooking];
const [movedInvitee, movedHost, movedGuest] = all("moved", ["previous", "meeting", "people", "reason", "decide"]);
const [relocatedInvitee, relocatedHost, relocatedGuest] = all("none", ["meeting", "people"]);
const [remindedInvitee, remindedHost, remindedGuest] = all("none", ["meeting", "people"], "reminder");

/** In place of what other hosts are sent: with their part in it, and the ways to answer. */
const invited = alsoBy(
  letterFor("host", "invited", ["meeting", "people", "role", "kit", "answering", "card"]),
  "in_app",
);

/** Of an interview that has no time yet, or of an application: for whoever is considered. */
const aside = {
  reader_name: "text",
  company: "text",
  title: "text",
  job: "text",
  minutes: "text",
  location: "text",
} as const satisfies Variables;

const letterAside = (extra: Variables, blocks: readonly Block[]): Letter => ({
  category: "request",
  audience: "candidate",
  variables: { ...aside, ...extra },
  blocks,
  channels: ["mail"],
});

const ofOrganizer = {
  reader_name: "text",
  company: "text",
  title: "text",
  starts_at: "instant",
  candidate: "text",
  job: "text",
} as const satisfies Variables;

/** What whoever organizes an interview is told in the product. */
const organizerNote = (extra: Variables, blocks: readonly Block[]): Letter => ({
  category: "booking",
  audience: "organizer",
  variables: { ...ofOrganizer, ...extra },
  blocks,
  channels: ["in_app"],
});

const bookingLetters = {
  "booking.created.invitee": letterFor("invitee", "none", ["meeting", "people", "manage", "adding"]),
  "booking.created.host": alsoBy(letterFor("host", "none", ["meeting", "people"]), "in_app"),
  "booking.created.guest": letterFor("guest", "none", ["meeting", "people", "adding"]),
  "booking.pending.invitee": letterFor("invitee", "pending", ["meeting", "people", "decide", "manage"]),
  "booking.pending.host": alsoBy(letterFor("host", "pending", ["meeting", "people", "decide"]), "in_app"),
  "booking.confirmed.invitee": letterFor("invitee", "none", ["meeting", "people", "manage", "adding"]),
  "booking.confirmed.host": onlyNoted("none"),
  "booking.declined.invitee": letterFor("invitee", "reason", ["meeting", "reason"]),
  "booking.declined.host": alsoBy(letterFor("host", "reason", ["meeting", "people", "reason"]), "in_app"),
  "booking.expired.invitee": letterFor("invitee", "none", ["meeting"]),
  "booking.expired.host": alsoBy(letterFor("host", "none", ["meeting", "people"]), "in_app"),
  "booking.canceled.invitee": canceledInvitee,
  "booking.canceled.host": alsoBy(canceledHost, "in_app"),
  "booking.canceled.guest": canceledGuest,
  "booking.rescheduled.invitee": movedInvitee,
  "booking.rescheduled.host": alsoBy(movedHost, "in_app"),
  "booking.rescheduled.guest": movedGuest,
  "booking.relocated.invitee": relocatedInvitee,
  "booking.relocated.host": alsoBy(relocatedHost, "in_app"),
  "booking.relocated.guest": relocatedGuest,
  "booking.wall_time_kept.invitee": movedInvitee,
  "booking.wall_time_kept.host": alsoBy(movedHost, "in_app"),
  "booking.wall_time_kept.guest": movedGuest,
  "booking.reassigned.invitee": relocatedInvitee,
  "booking.reassigned.host": relocatedHost,
  "booking.reassigned.guest": relocatedGuest,
  "booking.reassigned.host_new": alsoBy(letterFor("host", "none", ["meeting", "people"]), "in_app"),
  "booking.reassigned.host_old": alsoBy(letterFor("host", "none", ["meeting"]), "in_app"),
  "booking.guests_added.host": onlyNoted("none"),
  "booking.rsvp.host": onlyNoted("answered"),
  "booking.guest_removed.guest": letterFor("guest", "none", ["meeting"]),
  "reschedule_request.created.invitee": letterFor(
    "invitee",
    "asked",
    ["meeting", "reason", "windows", "manage"],
    "request",
  ),
  "reschedule_request.created.host": alsoBy(
    letterFor("host", "asked", ["meeting", "people", "reason", "windows"], "request"),
    "in_app",
  ),
  "reschedule_request.declined.invitee": letterFor("invitee", "reason", ["meeting", "reason", "manage"], "request"),
  "reschedule_request.declined.host": letterFor("host", "reason", ["meeting", "people", "reason"], "request"),
  "reschedule_request.withdrawn.invitee": letterFor("invitee", "none", ["meeting", "manage"], "request"),
  "reschedule_request.withdrawn.host": letterFor("host", "none", ["meeting", "people"], "request"),
  "reminder.invitee": alsoBy(remindedInvitee, "sms"),
  "reminder.host": alsoBy(remindedHost, "in_app", "sms"),
  "reminder.guest": remindedGuest,
  "reminder.feedback_due.host": alsoBy(
    letterFor("host", "due", ["meeting", "people", "role", "kit", "due", "card"], "reminder"),
    "in_app",
  ),
  "interview.invited.host": invited,
  "interview.replaced.host_new": invited,
  "interview.replaced.host_old": alsoBy(letterFor("host", "none", ["meeting"]), "in_app"),
  "interview.ended.invitee": letterFor("invitee", "none", ["meeting"]),
  "interview.ended.guest": letterFor("guest", "none", ["meeting"]),
  "interview.ended.host": alsoBy(letterFor("host", "none", ["meeting", "people"]), "in_app"),
} as const satisfies Record<string, AboutBooking>;

export type BookingLetterKey = keyof typeof bookingLetters;

export const letters = {
  ...bookingLetters,
  "interview.offered.candidate": letterAside({ booking_link: "link", open_until: "instant" }, ["plan", "choosing"]),
  "interview.windows_asked.candidate": letterAside({ windows_link: "link", open_until: "instant" }, [
    "plan",
    "saying_when",
  ]),
  "interview.canceled.candidate": letterAside({}, ["plan"]),
  "application.received.candidate": letterAside({}, ["job"]),
  "interview.declined.organizer": organizerNote({ participant: "text", reason: "text" }, ["reason"]),
  "interview.replaced.organizer": organizerNote({ participant: "text", replacement: "text" }, []),
  "interview.waiting.organizer": organizerNote({ windows: "text" }, ["windows"]),
} as const satisfies Record<string, Letter>;

/** To whoever is considered, about what is no booking. */
export type AsideLetterKey = Extract<LetterKey, `${string}.candidate`>;

/** To whoever organizes an interview. */
export type OrganizerKey = Extract<LetterKey, `${string}.organizer`>;

export const isBookingLetter = (key: LetterKey): key is BookingLetterKey => Object.hasOwn(bookingLetters, key);

export type LetterKey = keyof typeof letters;

export const letterKeys = Object.keys(letters) as readonly LetterKey[];

/** The letters that are sent by this way. */
export const keysSentBy = (way: SentBy): readonly LetterKey[] =>
  letterKeys.filter((key) => letters[key].channels.includes(way));

export const isLetterKey = (text: string): text is LetterKey => Object.hasOwn(letters, text);
