import { isId } from "#kernel/ids.ts";
import { fits } from "#outreach/events/rules.ts";
import { queueInLanes } from "#platform/deliveries/lane.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { disabledTemplate } from "./mail.ts";
import { isSubscribed } from "./rules.ts";
import * as store from "./store.ts";

/** Every fact is a row for each endpoint that asks for it, once; what it says is written when it goes out, from the fact. */
export const tellWebhooks = (known: readonly string[]): Reaction => ({
  listener: "webhooks.tell",
  on: known,
  async react(scope, fact) {
    const told = (await store.listAll(scope)).filter(
      (webhook) => isSubscribed(webhook) && fits(webhook.events, fact.type),
    );
    if (told.length === 0) return [];
    const rows = told.map(({ id }) => ({
      id: scope.newId("delivery"),
      template: fact.type,
      factId: fact.id,
      recipient: id,
    }));
    return [
      queueInLanes(scope, rows),
      store.wake(
        scope,
        told.map(({ id }) => id),
      ),
    ];
  },
});

/** Those who answer for the company hear that an endpoint of theirs is out of use. */
export const mailWebhookDisabled: Reaction = {
  listener: "webhooks.mail_disabled",
  on: ["webhook.disabled"],
  async react(scope, fact) {
    const webhook = isId("webhook", fact.entityId) ? await store.findWebhook(scope, fact.entityId) : undefined;
    if (webhook?.status !== "disabled") return [];
    const wanted = { template: disabledTemplate, subjectId: webhook.id, ordinal: fact.version, factId: fact.id };
    const owners = await store.ownersOf(scope);
    return owners.map((recipient) => queueDelivery(scope, { ...wanted, recipient }));
  },
};
