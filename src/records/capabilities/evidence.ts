// Longer than other files on purpose: one table of what shows each capability, read beside the seed rows.
import { hiringEvidence } from "./hiring-evidence.ts";
import { interviewEvidence } from "./interview-evidence.ts";
import { jobEvidence } from "./job-evidence.ts";

/** What shows that a row is so: routes that serve it, titles of tests that hold them to it, and what is left out or refused. */
export type Evidence = { routes?: readonly string[]; tests?: readonly string[]; note?: string };

const evaluation =
  "A questionnaire a candidate opts into and may delete; never an input to selection, routing or scheduling.";
const outside =
  "Supplied from outside with model, version and explanation, for people to read; never computed here nor used in scheduling.";
const optedOut = "No tracking pixels, and nothing is sent past an opt-out.";
const recognition =
  "Counts what helps colleagues, with its evidence; no points for volume alone, nothing candidates see.";

const tenant = ["POST /v1/tenants", "GET /v1/tenants", "GET /v1/tenant", "PATCH /v1/tenant", "DELETE /v1/tenant"];
const members = ["GET /v1/members", "GET /v1/members/{id}", "PATCH /v1/members/{id}", "DELETE /v1/members/{id}"];
const standing = [
  "POST /v1/members/{id}/suspend",
  "POST /v1/members/{id}/restore",
  "POST /v1/members/{id}/deactivate",
  "POST /v1/members/{id}/reactivate",
];
const me = ["GET /v1/me", "PATCH /v1/me", "DELETE /v1/me", "GET /v1/me/memberships"];
const sessions = [
  "GET /v1/sessions",
  "DELETE /v1/sessions/{id}",
  "POST /v1/sessions/refresh",
  "POST /v1/sessions/switch",
];
const templates = [
  "POST /v1/message-templates",
  "GET /v1/message-templates",
  "GET /v1/message-templates/{id}",
  "PATCH /v1/message-templates/{id}",
  "DELETE /v1/message-templates/{id}",
  "POST /v1/message-templates/preview",
  "POST /v1/message-templates/{id}/preview",
  "POST /v1/message-templates/{id}/test",
  "GET /v1/letters",
];
const signIn = ["POST /v1/sign-in", "POST /v1/sign-in/{id}/verify"];
const roles = [
  "POST /v1/roles",
  "GET /v1/roles",
  "GET /v1/roles/{id}",
  "PATCH /v1/roles/{id}",
  "DELETE /v1/roles/{id}",
];
const grants = ["GET /v1/members/{id}/roles", "PUT /v1/members/{id}/roles"];
const seats = [
  "GET /v1/teams/{id}/members",
  "PUT /v1/teams/{id}/members/{member_id}",
  "DELETE /v1/teams/{id}/members/{member_id}",
];
const teams = [
  "POST /v1/teams",
  "GET /v1/teams",
  "GET /v1/teams/{id}",
  "PATCH /v1/teams/{id}",
  "DELETE /v1/teams/{id}",
];
const schedules = [
  "POST /v1/schedules",
  "GET /v1/schedules",
  "GET /v1/schedules/{id}",
  "PUT /v1/schedules/{id}",
  "PATCH /v1/schedules/{id}",
  "DELETE /v1/schedules/{id}",
];
const overrides = [
  "POST /v1/overrides",
  "GET /v1/overrides",
  "GET /v1/overrides/{id}",
  "PUT /v1/overrides/{id}",
  "PATCH /v1/overrides/{id}",
  "DELETE /v1/overrides/{id}",
];
const notifications = [
  "GET /v1/me/notifications",
  "GET /v1/me/notifications/unread-count",
  "POST /v1/me/notifications/{id}/read",
  "POST /v1/me/notifications/read-all",
  "DELETE /v1/me/notifications/{id}",
];
const notified = [
  "notifications: tell the hosts of a booking what became of it, and nobody else",
  "notifications: are shown until they expire, and swept away after that",
];
const suppressions = [
  "POST /v1/suppressions",
  "GET /v1/suppressions",
  "GET /v1/suppressions/{id}",
  "DELETE /v1/suppressions/{id}",
];
const eventTypes = [
  "POST /v1/event-types",
  "GET /v1/event-types",
  "GET /v1/event-types/{id}",
  "PATCH /v1/event-types/{id}",
  "DELETE /v1/event-types/{id}",
  "PUT /v1/event-types/{id}/hosts",
  "POST /v1/event-types/{id}/duplicate",
  "GET /v1/public/{tenant}/event-types",
  "GET /v1/public/{tenant}/event-types/{slug}",
];
const pools = [
  "POST /v1/pools",
  "GET /v1/pools",
  "GET /v1/pools/{id}",
  "PATCH /v1/pools/{id}",
  "DELETE /v1/pools/{id}",
];
const turns = [
  "GET /v1/pools/{id}/members",
  "PUT /v1/pools/{id}/members/{member_id}",
  "DELETE /v1/pools/{id}/members/{member_id}",
];
const bookingForOneself = ["POST /v1/public/{tenant}/bookings", "POST /v1/links/{token}/bookings"];
const schedulingLinks = [
  "POST /v1/scheduling-links",
  "GET /v1/scheduling-links",
  "GET /v1/scheduling-links/{id}",
  "PATCH /v1/scheduling-links/{id}",
  "POST /v1/scheduling-links/{id}/revoke",
];
const rescheduleRequests = [
  "POST /v1/bookings/{id}/reschedule-requests",
  "GET /v1/reschedule-requests",
  "GET /v1/reschedule-requests/{id}",
  "POST /v1/reschedule-requests/{id}/accept",
  "POST /v1/reschedule-requests/{id}/decline",
  "POST /v1/reschedule-requests/{id}/withdraw",
  "POST /v1/links/{token}/reschedule-requests",
  "POST /v1/links/{token}/reschedule-requests/{id}/decline",
  "POST /v1/links/{token}/reschedule-requests/{id}/withdraw",
];
const audit = ["GET /v1/audit-events", "GET /v1/audit-events/{id}"];

const made = "tenants: a signed-in person makes a company, is its owner, and finds the five roles there";
const fields = "tenants: every field can be changed, a null empties it, and what is not named stays";
const hours = "schedules: a schedule is made from text or rules, and shows both";
const exceptions = "exceptions: a date is blocked or opened, singly and for a range, with its reason";
const invited =
  "link-verbs: keeps who books as they said it, for the company alone: address, place, where they came from, consent, answers";
const told = "audit: tells who did what to what, from what to what, from where, and in which order";

export const evidence: Readonly<Record<string, Evidence>> = {
  ...jobEvidence,
  ...hiringEvidence,
  ...interviewEvidence,
  "CLY-01": { routes: tenant, tests: [made, fields, "tenants: no two companies share a slug or a domain"] },
  "CLY-02": { routes: me, tests: ["me: is changed by a merge patch, and the name follows into every tenant"] },
  "CLY-03": {
    routes: [...members, ...grants, "POST /v1/invitations", "POST /v1/invitations/accept"],
    tests: [
      "members: are listed with their roles, and with teams and people when asked for",
      "invitations: a recruiter invites with roles and teams; who accepts is a member with just those",
    ],
  },
  "CLY-04": { note: "The table of outside identities exists; signing in with one comes with outside access." },
  "CLY-05": { routes: sessions, tests: ["sessions: are listed with the one in use, and ended ones can be left out"] },
  "CLY-06": {
    routes: [...signIn, "POST /v1/me/email", "POST /v1/me/email/verify"],
    tests: [
      "sign-in: a code is good for ten minutes and not a moment longer",
      "me: takes proof of the new one, follows into every tenant, and tells the old one",
    ],
  },
  "CLY-10": {
    routes: [
      "GET /v1/members/{id}/interviewing",
      "PUT /v1/members/{id}/interviewing",
      "PATCH /v1/members/{id}/interviewing",
    ],
    tests: [
      "interviewing: holds before anything was said, and is then said as a whole",
      "interviewing: hours, overrides, absences, travel and settings become slots",
    ],
    note: "Connections to Zoom and Google come with calendars.",
  },
  "CLY-11": {
    routes: schedules,
    tests: [hours, "schedules: bad hours are refused where they stand, and nothing is written"],
  },
  "CLY-12": {
    routes: [...overrides, "POST /v1/time-off", "GET /v1/time-off"],
    tests: [
      exceptions,
      "exceptions: a date has one override of a member and one of each schedule, whoever comes first",
    ],
  },
  "CLY-13": {
    routes: [
      "POST /v1/bookings",
      "GET /v1/bookings/{id}",
      "PATCH /v1/bookings/{id}",
      "POST /v1/interviews/{id}/scorecard/submit",
    ],
    tests: [
      "bookings: takes the hour of its host, once",
      "bookings: is moved, and its old hour is free when the new one is taken",
      "scorecards: of an interview as a whole is its organizer's; of an application, anybody's who judges candidates",
    ],
    note: "Feedback is the overall card of the booking's interview. Rooms of our own come with their feature.",
  },
  "HOT-01": { routes: tenant, tests: [fields, "tenants: no two companies share a slug or a domain"] },
  "HOT-02": {
    routes: [...signIn, ...me],
    tests: ["sign-in: an unknown address becomes a person when it is proved, once, and belongs nowhere"],
    note: "Identities at outside providers are recorded; signing in with one comes with outside access.",
  },
  "HOT-31": {
    routes: rescheduleRequests,
    tests: [
      "requests: is shown by the invitee's link, and accepted by a move into one of its windows, whatever the policy",
      "requests: is accepted by moving the booking into one of its windows, once for each key",
      "requests: closes what waits about it, and tells it: a cancel by either side, a decline, a meeting that took place",
    ],
    note: "Of a booking, on which an interview will stand.",
  },
  "HOT-45": {
    routes: templates,
    tests: [
      "templates: take the place of ours while they are active, in their language, and give it back",
      "templates: with a variable the letter does not have are refused where it stands, kept or only looked at",
      "templates: are tried out at one's own address, each time anew, and never by a key",
      "notifications: say what the company says in their language, when and why on the reader's own clock",
    ],
  },
  "HOT-51": {
    routes: [...suppressions, "POST /v1/unsubscribe/{token}"],
    tests: [
      "suppressions: are added by staff, found, and taken away again",
      "suppressions: takes nobody off who only looked, and asks people with a button",
    ],
  },
  "HOT-52": {
    routes: ["POST /v1/inbound/mail/{provider}", "GET /v1/deliveries", "GET /v1/deliveries/{id}"],
    tests: ["inbound: of a mail that came back is noted on it, and its address is not written to again"],
    note: "Whether a mail was opened is not tracked.",
  },
  "HOT-53": {
    routes: ["POST /v1/inbound/mail/{provider}"],
    tests: [
      "inbound: many times counts once, and the first telling is the one that is kept",
      "inbound: is acted upon when it comes again after the first try broke off",
    ],
  },
  "HOT-54": {
    routes: templates,
    tests: ["templates: are one for each letter, channel and language"],
    note: "Kept and shown for the channel `inmail`; nothing sends InMails.",
  },
  "HOT-55": { routes: notifications, tests: notified },
  "HOT-56": {
    routes: ["GET /v1/deliveries", "GET /v1/me/notifications", "GET /v1/bookings/{id}/timeline"],
    tests: [
      "notifications: are counted, read one by one and all at once, and deleted",
      "workflows: shows every change, mail, reminder, webhook and note in order, page by page",
    ],
    note: "A note in the product is there at once and has no tries; what goes out by mail or to an endpoint has a line with its tries.",
  },
  "HOT-57": {
    routes: ["GET /v1/me/notification-preferences", "PUT /v1/me/notification-preferences"],
    tests: [
      "notifications: hold before anything was said, and are then said as a whole",
      "notifications: keep from the product what a member does not want to hear of",
      "quiet-hours: keep a letter from a host until they end, once, and nothing from the invitee or from the product",
      "quiet-hours: keep a reminder from a host as long as it helps after them; what would not is sent into the night",
    ],
  },
  "MIR-20": { routes: notifications, tests: notified },
  "HOT-68": {
    routes: [
      ...schedulingLinks,
      "GET /v1/links/{token}",
      "GET /v1/links/{token}/slots",
      "POST /v1/links/{token}/bookings",
    ],
    tests: [
      "links: one is made, read, changed and taken back, and its ETag follows",
      "link-verbs: needs no public page, uses the link up, and is answered as any booking is, also when it is asked again",
      "link-verbs: of several who race for a link that is good once, one books, and their retry gets the same",
      "link-verbs: takes the link's own slots and holds alone, within its window, and of its member",
    ],
    note: "For an event type, a member or both; for a job once there are jobs.",
  },
  "HOT-94": { routes: seats, tests: ["teams: members are seated, given another role, listed and unseated"] },
  "MIR-01": {
    routes: [...me, ...standing],
    tests: [
      "members: a suspended member loses everything at once, and gets it back as it was",
      "me: leaves every tenant, ends every session, and each log says so",
    ],
    note: "There are no passwords; that a second factor is wanted is recorded until there is one.",
  },
  "MIR-02": {
    routes: [...tenant, "POST /v1/tenant/end-demo"],
    tests: [fields, "tenants: is made as one, can be prolonged, and becomes an ordinary account"],
  },
  "MIR-03": {
    routes: [...roles, "GET /v1/permissions"],
    tests: [
      "roles: are made, read with how many hold them, changed and deleted",
      "roles: take effect for everybody who holds them with their next request",
    ],
  },
  "MIR-04": {
    routes: grants,
    tests: ["members: are said as a whole; those that stay keep who granted them, and when"],
  },
  "MIR-21": {
    routes: ["POST /v1/sessions/refresh"],
    tests: [
      "sessions: each refresh token is good once and names its successor",
      "sessions: an old token ten seconds later is in two hands: the family dies, its access tokens too, and the person is told",
      "sign-in: nothing that is kept opens anything",
    ],
  },
  "MIR-27": {
    routes: audit,
    tests: [told, "audit: only grows: no update, no deletion, no replacement, not even around the API"],
    note: "How long it is kept becomes a rule with retention.",
  },
  "CAF-01": {
    routes: [...tenant, "GET /v1/public/{tenant}"],
    tests: [fields, "tenants: takes a version, and ends every token and key at once"],
    note: "Settings for single sign-on and SCIM are recorded only; nothing acts on them yet.",
  },
  "CAF-02": {
    routes: me,
    tests: [
      "sign-in: a suspended person is told so only after the proof",
      "me: leaves every tenant, ends every session, and each log says so",
    ],
  },
  "CAF-03": { routes: teams, tests: ["teams: a team is made, read, changed and deleted, and its ETag follows"] },
  "CAF-04": { routes: seats, tests: ["teams: members are seated, given another role, listed and unseated"] },
  "CAF-06": {
    routes: schedules,
    tests: [hours, "schedules: the first is the default; another takes over, and there is always exactly one"],
  },
  "CAF-07": {
    routes: schedules,
    tests: [hours, "schedules: bad hours are refused where they stand, and nothing is written"],
  },
  "CAF-08": {
    routes: overrides,
    tests: [exceptions, "exceptions: what makes no sense is refused where it stands"],
  },
  "CAF-09": {
    routes: eventTypes,
    tests: [
      "event-types: every field can be said, read back and changed, and what is not named stays",
      "event-types: what cannot be given is refused with its own code, at its place, and nothing is written",
      "event-types: anyone sees what is on offer and never who will come",
    ],
    note: "Locations are kinds and details; rooms made by meeting services come with conversation.",
  },
  "CAF-12": {
    routes: ["PUT /v1/event-types/{id}/questions"],
    tests: ["event-types: a question keeps its id and its place on record for as long as it is named"],
    note: "All seven types; routing forms ask theirs when they come.",
  },
  "CAF-10": {
    routes: [
      ...bookingForOneself,
      "POST /v1/bookings",
      "GET /v1/bookings",
      "POST /v1/bookings/{id}/confirm",
      "POST /v1/bookings/{id}/decline",
      "POST /v1/bookings/{id}/reschedule",
      "POST /v1/bookings/{id}/reassign",
      "POST /v1/bookings/{id}/cancel",
      "POST /v1/bookings/{id}/no-show",
      "POST /v1/bookings/{id}/complete",
      "GET /v1/bookings/{id}/history",
    ],
    tests: [
      "bookings: takes the hour of its host, once",
      "bookings: is moved, and its old hour is free when the new one is taken",
      "bookings: waits for a word where its event type asks for one",
    ],
    note: "As a booking; an interview is one with a panel, and says what its booking says.",
  },
  "CAF-11": {
    routes: [...bookingForOneself, "GET /v1/bookings/{id}", "GET /v1/links/{token}"],
    tests: [
      invited,
      "booking-invitee: is said in all five words, without blanks, in the campaign's own case",
      "links: shows the invitee their meeting, what they may still do, and what waits for an answer",
    ],
  },
  "CAF-13": {
    routes: [...bookingForOneself, "POST /v1/bookings", "GET /v1/bookings/{id}"],
    tests: [
      invited,
      "answers: are kept in the order of the questions, with the questions as they were asked",
      "answers: all their faults are told at once, each where it stands",
    ],
    note: "Of a booking; answers to routing forms come with them.",
  },
  "CAF-17": {
    routes: pools,
    tests: [
      "pools: a pool is made, read, changed and deleted, and its ETag follows",
      "pools: a pool stays while an event type draws from it",
    ],
    note: "Strategies are kept; turns are taken when bookings come.",
  },
  "CAF-18": {
    routes: turns,
    tests: [
      "pools: people are put in, stand differently there, are listed and taken out",
      "pools: a newcomer starts at the mean of those who take turns, a trainee when they are qualified",
    ],
    note: "Counters are written by bookings.",
  },
  "CAF-19": {
    routes: [
      "GET /v1/workflows",
      "POST /v1/workflows",
      "GET /v1/workflows/{id}",
      "PATCH /v1/workflows/{id}",
      "DELETE /v1/workflows/{id}",
      "POST /v1/workflows/{id}/dry-run",
      "GET /v1/bookings/{id}/reminders",
      "GET /v1/bookings/{id}/timeline",
    ],
    tests: [
      "workflows: are made, read, listed, changed and deleted by those who plan interviews, and seen by everybody",
      "workflows: are planned when a meeting is booked, sent when they are due, and never twice",
      "workflows: shows what would be sent to whom and when, and sends and writes nothing",
      "catch-up: plans for bookings made before it whose moment is ahead, once, and for nothing else",
      "catch-up: gets them once, with its bookings looked at, and keeps what it makes of them",
      "feedback-due: is asked for after the end, of those who owe it at that moment, as often as the company says, until it is in",
    ],
    note: "Text messages go by a company's own webhook.",
  },
  "CAF-20": {
    routes: ["GET /v1/deliveries", "GET /v1/deliveries/{id}", "GET /v1/deliveries/{id}/attempts"],
    tests: [
      "letters: a new booking is one letter to its invitee and one to its host, with the time on each one's own clock",
      "letters: a letter that is not true any more when it would go out is canceled",
      "deliveries: a passing failure is tried again when its time has come, five times in all",
    ],
  },
  "CAF-21": {
    routes: [
      "POST /v1/webhooks",
      "GET /v1/webhooks",
      "GET /v1/webhooks/{id}",
      "PATCH /v1/webhooks/{id}",
      "DELETE /v1/webhooks/{id}",
      "POST /v1/webhooks/{id}/rotate",
      "POST /v1/webhooks/{id}/verify",
      "GET /v1/events",
      "GET /v1/events/{id}",
    ],
    tests: [
      "webhooks: are made, read, listed, changed and deleted by whoever runs the account",
      "webhooks: go to public https addresses only, and ask for events that exist",
      "webhooks: sign with both secrets while they overlap, and with the new one alone afterwards",
      "webhooks: comes before anything else; who does not give it back gets nothing until they do",
      "webhooks: of bookings as they are made, moved and ended; and every version of a booking is a fact",
    ],
  },
  "CAF-22": {
    routes: [
      "GET /v1/webhooks/{id}/deliveries",
      "GET /v1/webhooks/{id}/deliveries/{delivery_id}",
      "POST /v1/webhooks/{id}/deliveries/{delivery_id}/redeliver",
      "POST /v1/webhooks/{id}/redeliver",
      "POST /v1/events/{id}/redeliver",
    ],
    tests: [
      "couriers: stands in the log with request and answer, as far as they are anybody's business",
      "couriers: is tried nine times within three days, under one name, and then no more",
      "couriers: is sent again one by one, under the same name, as a line of its own",
      "couriers: is sent between two moments, whether it was tried before or not, and not what is on its way",
    ],
  },
  "CAF-23": {
    routes: [...audit, "POST /v1/audit-exports"],
    tests: [
      told,
      "audit: is filtered by everything an event says, and pages by its sequence in either order",
      "audit: leaves the house only as a copy it tells of itself; the next copy goes on where the last one ended",
    ],
  },
  "QWA-02": { routes: tenant, tests: [made, fields] },
  "HOT-92": {
    note: "Values of environment variables belong to the platform's bindings and are never rows; names and sources are in wrangler.toml.",
  },
  "HOT-46": { note: optedOut },
  "HOT-48": { note: optedOut },
  "HOT-60": { note: "Snapshots supplied by the customer or a connector of theirs; nothing is scraped." },
  "HOT-61": { note: "Recorded as a touchpoint; nothing is sent without a connector." },
  "HOT-74": { note: "Findings from process checks only; protected traits are not stored per candidate." },
  "HOT-75": { note: "Aggregates above a minimum group size only." },
  "HOT-76": { note: outside },
  "HOT-78": { note: outside },
  "HOT-82": { note: recognition },
  "HOT-84": { note: recognition },
  "HOT-95": { note: "A finding for a person to review; never an automatic rejection." },
  "MIR-18": { note: "Proctoring makes findings for a person to review; never an automatic rejection." },
  "MIR-19": { note: evaluation },
};
