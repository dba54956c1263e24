import { type Beside, type Wish, withBeside } from "#hiring/interviews/client.ts";
import { whyNotReplaced, type WhyNot } from "#hiring/panel/rules.ts";
import { blindOn } from "#hiring/scorecards/actions/sight.ts";
import { type Settings, settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { clashOf, type Kind, kinds, merged, type Stretch } from "./rules.ts";
import * as store from "./store.ts";

export type InboxItem = Omit<store.Overdue, "participant_id" | "member_id"> & {
  kind: Kind;
  participant_id: Id<"participant"> | null;
  member_id: Id<"member"> | null;
  expires_at: Instant | null;
  why: store.Open["waits"] | WhyNot | ReturnType<typeof clashOf>;
  reason: string | null;
} & Beside;

export type InboxWords = store.InboxFilter & { kind?: Kind[] | undefined; mine?: "true" | undefined };

/** What a coordinator has to see to, what is longest due first: asked anew each time, so that whatever is settled is gone. */
export async function list(
  scope: Scope,
  { kind = [...kinds], mine, ...filter }: InboxWords,
  { limit, after: place }: Cut,
  wish: Wish = new Set(),
): Promise<Outcome<Page<InboxItem>>> {
  const lacking = [...wish].map((name) => `${name}s:read`).find((right) => !scope.permissions.has(right));
  if (lacking !== undefined) return refuse("permission.missing", { permission: lacking });
  // Whose cards are in is for those to see who may see that anywhere.
  const wanted = kind.filter((one) => one !== "overdue_scorecard" || scope.permissions.has("scorecards:read"));
  const organizers = mine === undefined ? filter.organizer_id : ownAmong(scope, filter.organizer_id);
  const policy = settingsOf(await settingsStatement(scope));
  const { cardDueHours } = policy;
  const asked = { filter: { ...filter, organizer_id: organizers }, place, most: limit + 1, cardDueHours };
  const [sources, blind] = await Promise.all([
    store.readInbox(scope, new Set(wanted), asked),
    wanted.includes("overdue_scorecard") ? blindOn(scope) : noSubjects,
  ]);
  // Whoever owes a card themselves is not told whose are missing, and so whose are in.
  const isTold = (row: store.Overdue): boolean =>
    isOwn(scope, row) || !blind.includes(row.application_id ?? row.interview_id);

  const lists = [
    stretchOf(sources.open, limit, openItem),
    stretchOf(sources.declined, limit, (row) => declinedItem(row, policy, scope.now)),
    stretchOf(sources.expiring, limit, (row) => item(row, { kind: "expiring_hold", expires_at: row.expires_at })),
    stretchOf(sources.overdue, limit, (row) => (isTold(row) ? overdueItem(row) : null)),
    stretchOf(sources.clashing, limit, clashItem),
  ];
  const page = merged(lists, limit);
  return done({ ...page, rows: await withNames(scope, page.rows, wish) });
}

/** Whom and what the items are about, by the names people know them by. */
async function withNames(scope: Scope, rows: readonly InboxItem[], wish: Wish): Promise<readonly InboxItem[]> {
  const about = rows.map((row) => ({
    candidateId: row.candidate_id,
    applicationId: row.application_id,
    jobId: row.job_id,
  }));
  const beside = await withBeside(scope, about, wish);
  return rows.map((row, place) => {
    const { candidate, job } = beside[place] ?? {};
    return { ...row, ...(candidate === undefined ? {} : { candidate }), ...(job === undefined ? {} : { job }) };
  });
}

const noSubjects: Awaited<ReturnType<typeof blindOn>> = [];

const isOwn = ({ actor }: Scope, { member_id }: store.Overdue): boolean =>
  actor.kind === "member" && actor.member === member_id;

const overdueItem = (row: store.Overdue): InboxItem => item(row, { ...seatOf(row), kind: "overdue_scorecard" });

/** Of those who were asked for, the caller; nobody where that is none of them, or no member. */
function ownAmong({ actor }: Scope, asked: readonly Id<"member">[] | undefined): Id<"member">[] {
  if (actor.kind !== "member") return [];
  return asked === undefined || asked.includes(actor.member) ? [actor.member] : [];
}

/** One row more than asked for was read: where there is one, the list goes on behind it. */
function stretchOf<R extends { at: number; id: string }>(
  rows: readonly R[],
  limit: number,
  itemOf: (row: R) => InboxItem | null,
): Stretch<InboxItem> {
  const last = rows.at(-1);
  const read = rows.length > limit && last !== undefined ? { key: last.at, id: last.id } : null;
  return { rows: rows.flatMap((row) => itemOf(row) ?? []), read };
}

type Own = Pick<InboxItem, "kind"> &
  Partial<Pick<InboxItem, "participant_id" | "member_id" | "expires_at" | "why" | "reason">>;

const item = (row: Omit<store.Overdue, "participant_id" | "member_id">, own: Own): InboxItem => ({
  at: row.at,
  id: row.id,
  interview_id: row.interview_id,
  title: row.title,
  application_id: row.application_id,
  candidate_id: row.candidate_id,
  job_id: row.job_id,
  organizer_id: row.organizer_id,
  booking_id: row.booking_id,
  starts_at: row.starts_at,
  participant_id: null,
  member_id: null,
  expires_at: null,
  why: null,
  reason: null,
  ...own,
});

const seatOf = ({ participant_id, member_id }: store.Overdue) => ({ participant_id, member_id });

function openItem(row: store.Open): InboxItem {
  const isTheirs = row.waits === "link_open" || row.waits === "windows_asked";
  return item(row, { kind: isTheirs ? "waiting_for_candidate" : "to_schedule", why: row.waits });
}

/** Who is still there was not replaced: by the company's rules, or because nobody was free. */
function declinedItem(row: store.Declined, policy: Settings, now: Instant): InboxItem {
  const interview = {
    startsAt: row.starts_at,
    swaps: row.swaps,
    bookingStatus: row.booking_status,
    actualStart: row.actual_start,
  };
  const seat = { poolId: row.pool_id, attendeeId: row.attendee_id };
  const why = row.member_id === null ? null : (whyNotReplaced(policy, interview, seat, now) ?? "nobody_free");
  return item(row, { ...seatOf(row), kind: "declined", why, reason: row.reason });
}

function clashItem(row: store.Clashing): InboxItem | null {
  // Made by the statement itself, of the columns of days off.
  const away = (JSON.parse(row.away) as store.DaysOff).map(([firstDate, lastDate]) => ({ firstDate, lastDate }));
  const { ends_at: endsAt, said, person, company } = row;
  const clash = { startsAt: row.at, endsAt, hasLeft: row.has_left === 1, isTwice: row.is_twice === 1, away };
  const why = clashOf({ ...clash, said, person, company });
  return why === null ? null : item(row, { ...seatOf(row), kind: "conflict", why });
}
