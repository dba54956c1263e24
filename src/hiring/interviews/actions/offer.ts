// How a candidate comes to a time of their own choice: by a link, or by saying when they can.
import { draft, type Drafted } from "#booking/links/actions.ts";
import { takeBack } from "#booking/links/client.ts";
import type { Link } from "#booking/links/tables.ts";
import { type Offered, offeredFor } from "#booking/slots/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, toWire } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type Announcement, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { fixedHosts } from "../mentioned.ts";
import { faultsOfWindows, judged, namedIn, type Window } from "../rules.ts";
import * as store from "../store.ts";
import type { Interview } from "../tables.ts";
import { openTo } from "./open.ts";
import { nextOf, rowOf, told } from "./rows.ts";

export type OfferWords = {
  expires_at?: Instant | undefined;
  starts_after: Instant | null;
  starts_before: Instant | null;
};

/** An interview, and the link by which its candidate books it. */
export type InterviewOffered = { interview: store.InterviewWhole; link: Link };

/** A link for one booking, which will be this interview's. One that was given before leads nowhere from now on. */
export async function offer(
  scope: Scope,
  id: Id<"interview">,
  words: OfferWords,
  ifMatch: number | undefined,
): Promise<Outcome<InterviewOffered>> {
  const opened = await openTo(scope, id, "offer", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  const drafted = await linkFor(scope, interview, words);
  if (!drafted.ok) return drafted;
  const { link, statement, fact } = drafted.value;

  const row = nextOf(scope, interview, { linkId: link.id, linkSentAt: scope.now });
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: told("interview.offered", rowOf(interview), row),
    also: [...(interview.linkId === null ? [] : [takeBack(scope, interview.linkId)]), statement],
    alsoFacts: [fact],
    result: { interview: { ...row, participants: interview.participants }, link },
  });
}

type Aim = Pick<Interview, "eventTypeId"> & { participants: store.InterviewWhole["participants"] };

/** By a link come the event type's own hosts, and one of its pool who is named: nobody else's time is asked for by it. */
export async function linkFor(
  scope: Scope,
  { eventTypeId, participants }: Aim,
  words: OfferWords,
): Promise<Outcome<Drafted>> {
  if (eventTypeId === null) return refuse("interview.event_type_missing");
  const fixed = await fixedHosts(scope, eventTypeId);
  const [member, ...more] = namedIn(participants).filter((one) => !fixed.has(one));
  if (more.length > 0) return refuse("interview.panel_unfit");
  const drafted = await draft(scope, {
    name: null,
    event_type_id: eventTypeId,
    member_id: member ?? null,
    max_uses: 1,
    starts_after: words.starts_after,
    starts_before: words.starts_before,
    expires_at: words.expires_at,
    metadata: {},
  });
  if (drafted.ok || drafted.refusal.code !== "scheduling_link.member_not_host") return drafted;
  return refuse("interview.panel_unfit");
}

/** What is written with it, by whoever asks or answers for others. */
type Beside = { also?: readonly Statement[]; alsoFacts?: readonly Announcement[] };

/** The candidate is asked when they can. */
export async function askWindows(
  scope: Scope,
  id: Id<"interview">,
  beside: (interview: store.InterviewWhole) => Beside,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openTo(scope, id, "ask", ifMatch);
  if (!opened.ok) return opened;
  const interview = opened.value;
  const { also = [], alsoFacts = [] } = beside(interview);
  const row = nextOf(scope, interview, { windowsAskedAt: scope.now });
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: told("interview.windows_asked", rowOf(interview), row),
    also,
    alsoFacts,
    result: { ...row, participants: interview.participants },
  });
}

/** When the candidate can, as they say themselves or somebody for them. What they said before is forgotten. */
export async function giveWindows(
  scope: Scope,
  id: Id<"interview">,
  windows: readonly Window[],
  { also = [], alsoFacts = [] }: Beside = {},
  ifMatch?: number,
): Promise<Outcome<store.InterviewWhole>> {
  const opened = await openTo(scope, id, "ask", ifMatch);
  if (!opened.ok) return opened;
  const verdict = judged(faultsOfWindows(windows, scope.now));
  if (!verdict.ok) return verdict;
  const interview = opened.value;
  const row = nextOf(scope, interview, {
    windowsGivenAt: scope.now,
    windows: windows.map(({ from, to }) => ({ from: toWire(from), to: toWire(to) })),
  });
  return commit(scope, {
    change: store.updateInterview(scope, interview, row),
    fact: told("interview.windows_given", rowOf(interview), row),
    also,
    alsoFacts,
    result: { ...row, participants: interview.participants },
  });
}

export type Slots = { interview: Id<"interview">; offered: Offered };

export type SlotWords = Parameters<typeof offeredFor>[2];

/** When everybody who is to come can, within what the candidate has said. */
export async function slots(scope: Scope, id: Id<"interview">, asked: SlotWords): Promise<Outcome<Slots>> {
  const opened = await openTo(scope, id, "schedule", undefined);
  if (!opened.ok) return opened;
  const { eventTypeId, participants, minutes, windows } = opened.value;
  if (eventTypeId === null) return refuse("interview.event_type_missing");
  const wanted = { ...asked, minutes: asked.minutes ?? minutes ?? undefined };
  const spans = windows.map(({ from, to }) => ({
    start: asInstant(Date.parse(from)),
    end: asInstant(Date.parse(to)),
  }));
  const offered = await offeredFor(scope, { id: eventTypeId, named: namedIn(participants) }, wanted, spans);
  return offered.ok ? done({ interview: id, offered: offered.value }) : offered;
}
