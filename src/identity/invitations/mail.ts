import { isId } from "#kernel/ids.ts";
import { toMinute } from "#kernel/instant.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";
import type { Scope } from "#platform/scope.ts";
import { linkToken } from "./link.ts";
import { stillGood } from "./rules.ts";
import { readClaimed } from "./store.ts";

/** Who invites, to what, and the link; null once the invitation is settled, over, or was sent again in another mail. */
export async function invitationMail(scope: Scope, delivery: Delivery): Promise<Mail | null> {
  if (!isId("invitation", delivery.subjectId)) return null;
  const found = await readClaimed(scope, { tenant: scope.tenant.id, id: delivery.subjectId, signature: "" });
  if (found === undefined) return null;
  const { invitation, tenant, inviter } = found;
  if (!stillGood(invitation, delivery.ordinal, tenant, scope.now).ok) return null;

  const token = await linkToken(scope.config, invitation);
  const subject = oneLine(inviter === null ? `${tenant.name} invites you` : `${inviter} invites you to ${tenant.name}`);
  const said = {
    locale: "en",
    company: tenant.name,
    title: subject,
    paragraphs: [
      `You are invited to join ${tenant.name} on Interlock, where its people plan interviews.`,
      ...(invitation.message === null ? [] : [`“${invitation.message}”`]),
      `Sign in with this address, ${invitation.email}, and accept.`,
    ],
    action: { label: "See the invitation", url: `${scope.config.baseUrl}/invitations/${token}` },
    closing: [
      `The invitation is good until ${toMinute(invitation.expiresAt)}.`,
      "If you do not know who sent this, ignore it: nothing happens unless you accept.",
    ],
  };
  return { to: invitation.email, subject, fromName: oneLine(tenant.name), ...letter(said) };
}

/** A header is one line, of a length that every mail program takes. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 180).toWellFormed();
