import { after, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Policy } from "#platform/limiter/budget.ts";
import type { Invitation } from "./tables.ts";

export type InvitationCode =
  | "invitation.unknown"
  | "invitation.over"
  | "invitation.already_member"
  | "invitation.pending"
  | "invitation.settled"
  | "invitation.role_unknown"
  | "invitation.team_unknown"
  | "invitation.sent_enough"
  | "invitation.too_often"
  | "invitation.not_yours";

export const defaultDays = 7;
export const maxDays = 30;
export const maxResends = 10;
/** Whatever a company revokes and makes anew, one stranger's address gets no more from it in a day. */
export const mailsPerDay = 1 + maxResends;

export type Standing = "pending" | "accepted" | "revoked" | "expired";

/** What an invitation is now: the stored word, unless its time has run out. */
export function standingOf(invitation: Pick<Invitation, "status" | "expiresAt">, now: Instant): Standing {
  return invitation.status === "pending" && invitation.expiresAt <= now ? "expired" : invitation.status;
}

/** Only what nobody has accepted or revoked can be changed, sent again or revoked; an expired one can. */
export function stillOpen(invitation: Invitation): Outcome<true, InvitationCode> {
  const { status } = invitation;
  return status === "pending" ? done(true) : refuse("invitation.settled", { invitation_status: status });
}

/** A link sent again replaces the ones before it, and runs as long as the first one did. */
export function sendAgain(invitation: Invitation, now: Instant): Outcome<Invitation, InvitationCode> {
  if (invitation.sentCount > maxResends) return refuse("invitation.sent_enough", { limit: maxResends });
  return done({
    ...invitation,
    linkVersion: invitation.linkVersion + 1,
    sentAt: now,
    sentCount: invitation.sentCount + 1,
    expiresAt: after(now, invitation.expiresAt - invitation.sentAt),
  });
}

/** Mails one company may send to people who have not asked for them. */
export const companyPolicy: Policy = { name: "invitations", quota: 500, windowSeconds: 86_400 };

/** A stranger's mailbox is no bell: so many mails of one company a day. */
export function notTooOften(
  sent: { count: number; first: Instant | null },
  now: Instant,
): Outcome<true, InvitationCode> {
  if (sent.count < mailsPerDay) return done(true);
  const free = (sent.first ?? now) + day;
  return refuse("invitation.too_often", {
    pointer: "/email",
    retry_after: Math.max(1, Math.ceil((free - now) / 1_000)),
  });
}

type House = { status: "active" | "suspended" | "demo"; deletedAt: Instant | null; demoEndsAt: Instant | null };

/** An invitation opens a door once, while it runs, with its newest link, into a house that is open. */
export function stillGood(
  invitation: Invitation,
  linkVersion: number,
  house: House,
  now: Instant,
): Outcome<true, InvitationCode> {
  const demoOver = house.status === "demo" && house.demoEndsAt !== null && house.demoEndsAt <= now;
  const open = house.deletedAt === null && house.status !== "suspended" && !demoOver;
  const good = standingOf(invitation, now) === "pending" && linkVersion === invitation.linkVersion;
  return open && good ? done(true) : refuse("invitation.over");
}

type Claimant = { email: string | null; emailVerifiedAt: Instant | null };

/** Holding the link proves nothing: only whoever has proved the invited address may come in by it. */
export function meantFor(invitation: Invitation, person: Claimant): Outcome<true, InvitationCode> {
  const theirs = person.emailVerifiedAt !== null && person.email === invitation.email;
  return theirs ? done(true) : refuse("invitation.not_yours");
}

/** Enough to recognise one's own address by, too little to learn somebody else's. */
export function masked(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
