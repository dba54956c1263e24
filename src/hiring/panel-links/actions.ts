import { isOpenHouse } from "#booking/links/rules.ts";
import { findInterview, type InterviewWhole } from "#hiring/interviews/client.ts";
import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { type Announcement, announcer, commit, failIfRightsMoved } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { newPanelLink } from "./client.ts";
import { panelLinkFacts } from "./facts.ts";
import { isOurs, readPanelToken } from "./link.ts";
import { isFor, opened, type Purpose, type Standing, standingOf } from "./rules.ts";
import * as store from "./store.ts";
import type { PanelLink } from "./tables.ts";

const tell = announcer(panelLinkFacts);
const unknown = refuse("panel_link.unknown");

export type Opened = {
  scope: Scope;
  link: PanelLink;
  tenant: Tenant;
  interview: Interview;
  seat: Participant;
  /** Whose it is, and whom the interview is with. */
  name: string | null;
  candidate: string | null;
};

/**
 * A token's link, and the scope its bearer acts in: a stranger's, inside the link's company. Whatever they commit is held to the link
 * in its own batch.
 */
export async function openPanelLink(context: Context, token: string, purpose?: Purpose): Promise<Outcome<Opened>> {
  const claim = readPanelToken(token);
  if (claim === undefined) return unknown;
  const { link, house, interview, seat, name, candidate } = await store.readClaimed(context, claim);
  const proved = await isOurs(context.config, link?.keyVersion ?? 1, claim);

  if (!proved || link === undefined || house === undefined || !isOpenHouse(house, context.now)) return unknown;
  if (interview === undefined || seat === undefined) return refuse("panel_link.over");
  const good = opened(standingOf(link, interview, seat, context.now));
  if (!good.ok) return good;
  const fits = purpose === undefined ? done(true) : isFor(link, purpose);
  if (!fits.ok) return fits;

  const { id, slug, mode } = house;
  const scope: Scope = {
    ...context,
    actor: { kind: "public" },
    tenant: { id, slug, mode },
    permissions: new Set(),
    // When the link has ended meanwhile, the write is missed and the link opened anew, which then tells that it is over.
    guard: {
      statement: () => failIfRightsMoved(context, store.stillOpens(link, context)),
      renew: async () => true,
    },
  };
  return done({ scope, link, tenant: house, interview, seat, name, candidate: candidate?.name ?? null });
}

/** That the link has done what it was for: written with what it did, or not at all. */
export function using(
  scope: Scope,
  link: PanelLink,
): { also: readonly Statement[]; alsoFacts: readonly Announcement[] } {
  const after: PanelLink = { ...link, usedAt: scope.now, version: link.version + 1 };
  return {
    also: store.useLink(scope, link),
    alsoFacts: [tell("panel_link.used", link.id, after.version, link, after)],
  };
}

export type LinkShown = { link: PanelLink; standing: Standing };

/** For one of the panel to answer by. A card is written by nobody but its author, so that such links go out in mails alone. */
export async function create(scope: Scope, id: Id<"interview">, who: Id<"participant">): Promise<Outcome<LinkShown>> {
  const interview = await findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const seat = interview.participants.find((one) => one.id === who && one.memberId !== null);
  if (seat === undefined) return refuse("participant.unknown");

  const { row, statement } = newPanelLink(scope, "respond", interview, seat);
  const standing = standingOf(row, interview, seat, scope.now);
  if (standing !== "good") return refuse("panel_link.over");
  return commit(scope, {
    change: statement,
    fact: tell("panel_link.created", row.id, 1, null, row),
    result: { link: row, standing },
  });
}

export async function list(scope: Scope, id: Id<"interview">, cut: Cut): Promise<Outcome<Page<LinkShown>>> {
  const interview = await findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const page = await store.listLinks(scope, { interview_id: id }, cut);
  return done({ ...page, rows: page.rows.map((link) => shown(scope, link, interview)) });
}

const shown = (scope: Scope, link: PanelLink, { participants, ...interview }: InterviewWhole): LinkShown => {
  const seat = participants.find(({ id }) => id === link.participantId);
  // Whether somebody's card is in is nobody's to see by their link.
  return { link, standing: standingOf(link, interview, seat && { ...seat, cardSubmittedAt: null }, scope.now) };
};

export async function get(scope: Scope, id: Id<"panel_link">): Promise<Outcome<LinkShown>> {
  const link = await store.findLink(scope, id);
  const interview = link && (await findInterview(scope, link.interviewId));
  return link === undefined || interview === undefined ? unknown : done(shown(scope, link, interview));
}

/** Taken back; what was taken back or used before stays as it is. */
export async function revoke(scope: Scope, id: Id<"panel_link">): Promise<Outcome<LinkShown>> {
  const link = await store.findLink(scope, id);
  if (link === undefined) return unknown;
  if (link.revokedAt !== null) return done({ link, standing: "revoked" });

  const after: PanelLink = { ...link, revokedAt: scope.now, version: link.version + 1 };
  return commit(scope, {
    change: store.updateLink(scope, link, after),
    fact: tell("panel_link.revoked", id, after.version, link, after),
    result: { link: after, standing: "revoked" as const },
  });
}
