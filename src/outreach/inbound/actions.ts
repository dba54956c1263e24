import { openTenant } from "#identity/gate/open-tenant.ts";
import { asInstant, day } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { suppress } from "#outreach/suppressions/actions.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Context } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";
import { type Said, saidIn } from "./rules.ts";
import { isGenuine, type Signed } from "./signature.ts";
import * as store from "./store.ts";
import { providers } from "./tables.ts";

/**
 * What a provider says of a mail of ours. It is kept as it came, acted upon once, and acted upon when it comes again if that failed the
 * first time; only somebody with our secret is believed.
 */
export async function takeIn(context: Context, name: string, signed: Signed | undefined): Promise<Outcome<null>> {
  const provider = providers.find((one) => one === name);
  const { mailCallbackSecrets: secrets } = context.config;
  if (provider === undefined || secrets.length === 0) return refuse("inbound.provider_unknown");
  if (signed === undefined || !(await isGenuine(secrets, signed, context.now)))
    return refuse("inbound.signature_invalid");

  const said = saidIn(signed.text);
  const event = await store.keep(context, {
    id: context.newId("inbound_event"),
    provider,
    externalId: signed.id,
    type: said.type,
    payload: signed.text,
    payloadHash: await sha256(signed.text),
    deliveryId: null,
    outcome: null,
    receivedAt: context.now,
    processedAt: null,
  });
  if (event.processedAt !== null) return done(null);

  // What was kept first counts, whatever is said under its name now.
  const first = saidIn(event.payload);
  const delivery = first.mail === null ? undefined : await store.deliveryBy(context, first.mail);
  if (delivery === undefined || first.what === "other") {
    await sendBatch(context.db, [store.settleEvent(context, event, "ignored", delivery?.id ?? null)]);
    return done(null);
  }
  const kept = await suppressFor(context, delivery, first);
  if (!kept.ok) return kept;
  await sendBatch(context.db, [
    ...noteOf(first).map((note) => store.noteOn(context, delivery, note)),
    store.settleEvent(context, event, "noted", delivery.id),
  ]);
  return done(null);
}

/** What the ledger says of the mail from now on; the mailbox that is full today may take it tomorrow. */
function noteOf({ what }: Said): { status?: Delivery["status"]; error: string }[] {
  if (what === "back") return [{ status: "failed", error: "bounced" }];
  return what === "complained" ? [{ error: "complained" }] : [];
}

/** Nobody is written to where nothing arrives, or where it was called spam. A sign-in mail is no company's, and no list's. */
async function suppressFor(context: Context, delivery: Delivery, { what, note }: Said): Promise<Outcome<null>> {
  if (delivery.tenantId === null || (what !== "back" && what !== "complained")) return done(null);
  const scope = await openTenant(context, delivery.tenantId);
  if (scope === undefined) return done(null);
  const reason = what === "back" ? "bounce" : "complaint";
  const email = delivery.recipient.toLowerCase();
  return suppress(scope, { email, category: "all", reason, note, deliveryId: delivery.id });
}

const kept = 30 * day;
const atATick = 500;

export const sweepInbound = (context: Context): Promise<number> =>
  store.sweepBefore(context, asInstant(context.now - kept), atATick);
