import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Candidate, Consent, Money } from "./tables.ts";

export type CandidateCode =
  | "candidate.unknown"
  | "candidate.merged"
  | "candidate.email_taken"
  | "candidate.external_id_taken"
  | "candidate.owner_unknown"
  | "candidate.in_process";

/** A person as whoever adds or changes them says it. */
export type CandidateWords = {
  name: string;
  email: string;
  other_emails: string[];
  phone: string | null;
  location: string | null;
  time_zone: string | null;
  locale: string | null;
  current_company: string | null;
  current_title: string | null;
  years_of_experience: number | null;
  current_pay: Money | null;
  expected_pay: Money | null;
  notice_period_days: number | null;
  resume_url: string | null;
  skills: string[];
  said_status: Candidate["saidStatus"];
  owner_id: Id<"member"> | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  consents: Consent[];
  external_id: string | null;
  metadata: Record<string, string>;
};

/** What a candidate is beside their own row. */
export type CandidateWhole = Candidate & {
  /** All their addresses, the one that is written to first. */
  emails: readonly string[];
  skills: readonly string[];
  /** How many stages on the furthest of their open applications is. */
  round: number;
};

/** What nobody has said yet. */
export const nothingSaid: Omit<CandidateWords, "name" | "email"> = {
  other_emails: [],
  phone: null,
  location: null,
  time_zone: null,
  locale: null,
  current_company: null,
  current_title: null,
  years_of_experience: null,
  current_pay: null,
  expected_pay: null,
  notice_period_days: null,
  resume_url: null,
  skills: [],
  said_status: null,
  owner_id: null,
  source: null,
  medium: null,
  campaign: null,
  consents: [],
  external_id: null,
  metadata: {},
};

export const wordsOf = (one: CandidateWhole): CandidateWords => ({
  name: one.name,
  email: one.email,
  other_emails: one.emails.filter((email) => email !== one.email),
  phone: one.phone,
  location: one.location,
  time_zone: one.timeZone,
  locale: one.locale,
  current_company: one.currentCompany,
  current_title: one.currentTitle,
  years_of_experience: one.yearsOfExperience,
  current_pay: one.currentPay,
  expected_pay: one.expectedPay,
  notice_period_days: one.noticePeriodDays,
  resume_url: one.resumeUrl,
  skills: [...one.skills],
  said_status: one.saidStatus,
  owner_id: one.ownerId,
  source: one.source,
  medium: one.medium,
  campaign: one.campaign,
  consents: one.consents,
  external_id: one.externalId,
  metadata: one.metadata,
});

/** The same as columns, with what hangs beside the row. */
export const columnsOf = (words: CandidateWords) => ({
  name: words.name,
  email: words.email,
  emails: [...new Set([words.email, ...words.other_emails])],
  phone: words.phone,
  location: words.location,
  timeZone: words.time_zone,
  locale: words.locale,
  currentCompany: words.current_company,
  currentTitle: words.current_title,
  yearsOfExperience: words.years_of_experience,
  currentPay: words.current_pay,
  expectedPay: words.expected_pay,
  noticePeriodDays: words.notice_period_days,
  resumeUrl: words.resume_url,
  skills: [...new Map(words.skills.map((label) => [skillKey(label), label])).values()],
  saidStatus: words.said_status,
  ownerId: words.owner_id,
  source: words.source,
  medium: words.medium,
  campaign: words.campaign,
  consents: words.consents,
  externalId: words.external_id,
  metadata: words.metadata,
});

/** A skill is the same in any case and spacing. */
export const skillKey = (label: string): string => label.normalize("NFKC").toLowerCase().trim().replaceAll(/\s+/g, " ");

type Considered = { status: "active" | "hired" | "rejected" | "withdrawn"; round: number };
type Talk = { bookingStatus: string | null; hasBegun: boolean; isCanceled: boolean };

/**
 * A candidate's status, told by what became of their applications and interviews; what a person said of them counts where it says
 * more. A trigger keeps the stored one; a law tells it again by this.
 */
export function statusOf(
  said: Candidate["saidStatus"],
  applications: readonly Considered[],
  interviews: readonly Talk[],
): Candidate["status"] {
  const standing = interviews.filter(({ isCanceled }) => !isCanceled);
  const lies =
    (...statuses: string[]) =>
    (talk: Talk) =>
      statuses.includes(talk.bookingStatus ?? "");
  if (applications.some(({ status }) => status === "hired")) return "accepted";
  if (said === "on_hold") return "on_hold";
  if (applications.length > 0 && !applications.some(({ status }) => status === "active")) return "rejected";
  if (standing.some((talk) => !talk.hasBegun && lies("pending", "confirmed")(talk))) return "scheduled";
  const hasTalked = standing.some((talk) => talk.hasBegun || lies("completed", "no_show")(talk));
  if (hasTalked || applications.some(({ status, round }) => status === "active" && round > 0)) return "in_progress";
  return said === "contacted" ? "contacted" : "new";
}

/** What somebody earns, or wants to, is for those who look after candidates. */
export const paySeenBy = (permissions: ReadonlySet<string>): boolean => permissions.has("candidates:write");

/** As an auditor reads it: what somebody earns is no part of any log. */
export function told(candidate: CandidateWhole): object {
  const { currentPay: _, expectedPay: __, round: ___, ...row } = candidate;
  return row;
}

/** Nobody is taken off the list while something of theirs is open. */
export const removable = (
  applications: readonly Considered[],
  interviews: readonly Talk[],
): Outcome<true, CandidateCode> =>
  statusOf(null, [], interviews) === "scheduled" || applications.some(({ status }) => status === "active")
    ? refuse("candidate.in_process")
    : done(true);
