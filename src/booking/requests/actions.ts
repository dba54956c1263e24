import { afterEdge, moved, type MoveWords, partyOf, rescheduling } from "#booking/bookings/actions.ts";
import type { Booking } from "#booking/bookings/tables.ts";
import { openLink } from "#booking/links/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, toWire } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit, failUnlessStill } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, answeringWith, type Context, type Scope } from "#platform/scope.ts";
import { requestFacts } from "./facts.ts";
import { liesIn, mayBe, type Window, windowsFit } from "./rules.ts";
import { type Settled, settledRow, settlementOf } from "./settle.ts";
import * as store from "./store.ts";
import type { RescheduleRequest } from "./tables.ts";

const tell = announcer(requestFacts);

export const list = async (
  scope: Scope,
  filter: store.RequestFilter,
  cut: Cut,
): Promise<Outcome<Page<RescheduleRequest>>> => done(await store.listRequests(scope, filter, cut));

export async function get(scope: Scope, id: Id<"reschedule_request">): Promise<Outcome<RescheduleRequest>> {
  const request = await store.findRequest(scope, id);
  return request === undefined ? refuse("reschedule_request.unknown") : done(request);
}

export type AskWords = { reason: string | null; windows: readonly Window[] };

/** By a host of the booking, or by staff. */
export async function ask(scope: Scope, id: Id<"booking">, words: AskWords): Promise<Outcome<RescheduleRequest>> {
  const { booking, hosts, pending } = await store.readAbout(scope, id);
  if (booking === undefined) return refuse("booking.unknown");
  const party = partyOf(scope, hosts);
  if (!party.ok) return party;
  return asked(scope, booking, pending, party.value === "host" ? "host" : "staff", words);
}

/** By the invitee, through their link. What they may not do alone they may still ask for. */
export async function askByLink(context: Context, token: string, words: AskWords): Promise<Outcome<RescheduleRequest>> {
  const opened = await openLink(context, token, "reschedule");
  if (!opened.ok) return opened;
  const { scope, link } = opened.value;
  if (link.bookingId === null) return refuse("link.unknown");
  const { booking, pending } = await store.readAbout(scope, link.bookingId);
  if (booking === undefined) return refuse("link.unknown");
  return asked(scope, booking, pending, "invitee", words);
}

async function asked(
  scope: Scope,
  booking: Booking,
  pending: RescheduleRequest | undefined,
  askedBy: RescheduleRequest["askedBy"],
  { reason, windows }: AskWords,
): Promise<Outcome<RescheduleRequest>> {
  const movable = afterEdge(booking, "reschedule", scope.now, askedBy);
  if (!movable.ok) return movable;
  if (pending !== undefined) return refuse("reschedule_request.pending", { reschedule_request_id: pending.id });
  const fit = windowsFit(windows, scope.now);
  if (!fit.ok) return fit;

  const request: RescheduleRequest = {
    tenantId: scope.tenant.id,
    id: scope.newId("reschedule_request"),
    bookingId: booking.id,
    askedBy,
    askedByActor: actorWord(scope.actor),
    reason,
    windows: windows.map(({ from, until }) => ({ from: toWire(from), until: toWire(until) })),
    status: "pending",
    reply: null,
    settledAt: null,
    settledBy: null,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  return commit(scope, {
    change: store.insertRequest(scope, request),
    fact: tell("reschedule_request.created", request.id, 1, null, request),
    // Whoever moves or ends the booking settles what waits about it, and must not be overtaken.
    also: [failUnlessStill(scope, store.isStill(scope, booking))],
    result: request,
    taken: { "reschedule_requests.tenant_id, reschedule_requests.booking_id": { code: "commit.missed" } },
  });
}

type Opened = { scope: Scope; request: RescheduleRequest; party: "host" | "staff" | "invitee" };

/** A request, for somebody of the company who may change what it is about. */
async function openedByStaff(scope: Scope, id: Id<"reschedule_request">): Promise<Outcome<Opened>> {
  const { request, hosts } = await store.readRequest(scope, id);
  if (request === undefined) return refuse("reschedule_request.unknown");
  const party = partyOf(scope, hosts);
  if (!party.ok) return party;
  return done({ scope, request, party: party.value === "host" ? "host" : "staff" });
}

/** A request about the booking that a link is a hand on. */
async function openedByLink(context: Context, token: string, id: Id<"reschedule_request">): Promise<Outcome<Opened>> {
  const opened = await openLink(context, token, "reschedule");
  if (!opened.ok) return opened;
  const { scope, link } = opened.value;
  const request = await store.findRequest(scope, id);
  if (request === undefined || request.bookingId !== link.bookingId) return refuse("reschedule_request.unknown");
  return done({ scope, request, party: "invitee" });
}

type Answering = { verb: "decline" | "withdraw"; status: Settled; reply: string | null; ifMatch?: number | undefined };

async function settled(
  { scope, request, party }: Opened,
  { verb, status, reply, ifMatch }: Answering,
): Promise<Outcome<RescheduleRequest>> {
  const current = seen(request, ifMatch);
  if (!current.ok) return current;
  const may = mayBe(verb, request, party);
  if (!may.ok) return may;

  const { after, statement, fact } = settlementOf(scope, request, status, reply);
  return commit(scope, { change: statement, fact, result: after });
}

export async function decline(
  scope: Scope,
  id: Id<"reschedule_request">,
  reply: string | null,
  ifMatch: number | undefined,
): Promise<Outcome<RescheduleRequest>> {
  const opened = await openedByStaff(scope, id);
  return opened.ok ? settled(opened.value, { verb: "decline", status: "declined", reply, ifMatch }) : opened;
}

export async function withdraw(
  scope: Scope,
  id: Id<"reschedule_request">,
  ifMatch: number | undefined,
): Promise<Outcome<RescheduleRequest>> {
  const opened = await openedByStaff(scope, id);
  return opened.ok ? settled(opened.value, { verb: "withdraw", status: "withdrawn", reply: null, ifMatch }) : opened;
}

type ByLink = { token: string; id: Id<"reschedule_request"> };

export async function declineByLink(
  context: Context,
  { token, id }: ByLink,
  reply: string | null,
): Promise<Outcome<RescheduleRequest>> {
  const opened = await openedByLink(context, token, id);
  return opened.ok ? settled(opened.value, { verb: "decline", status: "declined", reply }) : opened;
}

export async function withdrawByLink(context: Context, { token, id }: ByLink): Promise<Outcome<RescheduleRequest>> {
  const opened = await openedByLink(context, token, id);
  return opened.ok ? settled(opened.value, { verb: "withdraw", status: "withdrawn", reply: null }) : opened;
}

export type AcceptWords = Omit<MoveWords, "reason">;

/** What an invitee asked for: the booking is moved, and the request accepted in the very batch that moves it. */
export async function accept(
  scope: Scope,
  id: Id<"reschedule_request">,
  words: AcceptWords,
  ifMatch: number | undefined,
): Promise<Outcome<RescheduleRequest>> {
  const opened = await openedByStaff(scope, id);
  if (!opened.ok) return opened;
  const { request, party } = opened.value;
  const current = seen(request, ifMatch);
  if (!current.ok) return current;
  const may = mayBe("accept", request, party);
  if (!may.ok) return may;

  const accepted = settledRow(scope, request, "accepted", null);
  const outcome = await moved(
    answeringWith(scope, () => accepted),
    request.bookingId,
    {
      ...rescheduling(scope, { ...words, reason: request.reason }),
      check: (_, __, { start, request: waiting }) => acceptable(waiting, id, start, words.force === true),
      settles: () => "accepted",
    },
  );
  return outcome.ok ? done(accepted) : outcome;
}

/** It still waits, and the start lies where it was asked for; staff may say otherwise. */
function acceptable(
  waiting: RescheduleRequest | undefined,
  id: Id<"reschedule_request">,
  start: Instant,
  force: boolean,
): Outcome<true> {
  if (waiting?.id !== id) return refuse("reschedule_request.settled");
  if (force || liesIn(waiting.windows, start)) return done(true);
  return refuse("reschedule_request.window_unfit", { windows: waiting.windows });
}
