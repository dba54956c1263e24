// What candidates are told that is about no booking: an offer, a question, an end before there was a time. Pure.
import type { applicationFacts } from "#hiring/applications/facts.ts";
import type { Application } from "#hiring/applications/tables.ts";
import type { interviewFacts } from "#hiring/interviews/facts.ts";
import { stateOf } from "#hiring/interviews/rules.ts";
import type { Interview } from "#hiring/interviews/tables.ts";
import type { Fact } from "#kernel/fact.ts";
import type { Instant } from "#kernel/instant.ts";
import type { AsideLetterKey } from "#outreach/templates/rules.ts";

type Told = keyof typeof interviewFacts | keyof typeof applicationFacts;
type Plan = Readonly<Record<Told, readonly AsideLetterKey[] | { silent: string }>>;

const byBooking = "It happens with its booking, whose letters tell of it.";

/** Every fact of interviews and applications: the letters it may cause, or why it causes none. */
export const asidePlan: Plan = {
  "interview.created": { silent: "Nobody is asked for anything yet; whoever is offered a time is told of that." },
  "interview.changed": { silent: "What a candidate has to know of it stands in its booking, whose letters tell it." },
  "interview.offered": ["interview.offered.candidate"],
  "interview.windows_asked": ["interview.windows_asked.candidate"],
  "interview.windows_given": { silent: "It is the company's turn, and whoever organizes it is told in the product." },
  "interview.scheduled": { silent: byBooking },
  "interview.canceled": ["interview.canceled.candidate"],
  "interview.started": { silent: "Whoever is in it knows, and whoever is not finds it where they work." },
  "interview.ended": { silent: "Whoever was in it knows; cards that are missing have a workflow of their own." },
  "interview.no_show": { silent: "It is the company's own note on who came, and not for the people it is about." },
  "interview.participant_added": { silent: byBooking },
  "interview.participant_changed": { silent: "Somebody's part is the company's own affair, shown where they work." },
  "interview.participant_removed": { silent: byBooking },
  "interview.participant_replaced": { silent: byBooking },
  "interview.responded": { silent: "Whoever organizes it is told in the product of those who do not come." },
  "application.created": ["application.received.candidate"],
  "application.changed": { silent: "The company keeps its papers; nothing anybody has to act on." },
  "application.moved": { silent: "How far along somebody is, a person tells them, or an interview does." },
  "application.rejected": { silent: "A person says no to a person; what was planned is called off and told as that." },
  "application.withdrawn": { silent: "It was their own word, or is told by whoever gave it up for them." },
  "application.hired": { silent: "A person says yes to a person, and the contract follows elsewhere." },
  "application.reopened": { silent: "It goes on as before; the next offer tells of itself." },
  "application.joined": { silent: "A guest is found to be somebody the company knows: its own bookkeeping." },
};

export const factsToldAside: readonly string[] = Object.entries(asidePlan)
  .filter(([, told]) => !("silent" in told))
  .map(([type]) => type);

/** What an interview and its candidate, or an application, are as far as these letters ask. */
export type Aside = {
  interview: Interview | undefined;
  application: Pick<Application, "status"> | undefined;
};

/** Which letter a fact of these causes, to the one who is considered; undefined where nobody has to hear of it. */
export function letterAside(
  { interview, application }: Aside,
  { type, actor }: Pick<Fact, "type" | "actor">,
): AsideLetterKey | undefined {
  // What staff put down for somebody they know is no receipt for that person.
  if (type === "application.created")
    return application !== undefined && actor === "public" ? "application.received.candidate" : undefined;
  if (interview === undefined) return undefined;
  if (type === "interview.offered") return "interview.offered.candidate";
  if (type === "interview.windows_asked") return "interview.windows_asked.candidate";
  return type === "interview.canceled" && wasHeardOf(interview) ? "interview.canceled.candidate" : undefined;
}

/** Whether a candidate was asked for something that has led to no booking. With one, the booking's letters speak. */
const wasHeardOf = ({ bookingId, linkSentAt, windowsAskedAt }: Interview): boolean =>
  bookingId === null && (linkSentAt !== null || windowsAskedAt !== null);

/** Whether it is still so when it goes out: of several offers or questions the last one is told. */
export function stillTrueAside(key: AsideLetterKey, { interview, application }: Aside, at: Instant): boolean {
  if (key === "application.received.candidate") return application !== undefined;
  if (interview === undefined) return false;
  if (key === "interview.canceled.candidate") return interview.canceledAt !== null && wasHeardOf(interview);
  if (stateOf(interview) !== "pending_schedule") return false;
  return (key === "interview.offered.candidate" ? interview.linkSentAt : interview.windowsAskedAt) === at;
}
