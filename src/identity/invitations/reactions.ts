import { queueDelivery } from "#platform/deliveries/send.ts";
import { isId } from "#kernel/ids.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { findInvitation } from "./store.ts";

/** Every sending of an invitation is one mail; what it says is written when it goes out. */
export const mailInvitations: Reaction = {
  listener: "invitations.mail",
  on: ["invitation.created", "invitation.resent"],
  async react(scope, fact) {
    const invitation = isId("invitation", fact.entityId) ? await findInvitation(scope, fact.entityId) : undefined;
    if (invitation === undefined || invitation.status !== "pending") return [];
    const { id, email, linkVersion } = invitation;
    const wanted = { template: "invitation", subjectId: id, ordinal: linkVersion, recipient: email, factId: fact.id };
    return [queueDelivery(scope, wanted)];
  },
};
