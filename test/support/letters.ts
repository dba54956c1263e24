// Letters as a company's people get them: everything announced is acted upon and sent, without waiting for queue or clock.
import { and, asc, eq, inArray } from "drizzle-orm";
import { hearing, office } from "../../src/facts.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import { outbox } from "#platform/facts/tables.ts";
import { readMailbox } from "#platform/mail/mailbox.ts";
import type { Outgoing } from "#platform/mail/port.ts";
import { deliver } from "./queue.ts";
import { bindings, testContext, type World } from "./world/world.ts";

/** Every mail of a company that is in the ledger, oldest first. */
export const ledgerOf = (world: World): Promise<Delivery[]> =>
  testContext()
    .db.select()
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, world.tenant.id), eq(deliveries.channel, "mail")))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.template), asc(deliveries.recipient));

/** Lets every fact of a company be heard and every mail go out; the queue may be faster, and then this waits for it. */
export async function settleMail(world: World): Promise<Delivery[]> {
  const { db } = testContext();
  for (let looks = 0; looks < 200; looks++) {
    const notes = await db.select().from(outbox).where(eq(outbox.tenantId, world.tenant.id));
    if (notes.length > 0)
      await deliver(
        hearing,
        notes.map(({ tenantId, factId }) => ({ tenant: tenantId, fact: factId })),
      );
    await sendDue(testContext(), office);
    const open = await db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.tenantId, world.tenant.id),
          eq(deliveries.channel, "mail"),
          inArray(deliveries.status, ["pending", "sending"]),
        ),
      );
    if (notes.length === 0 && open.length === 0) return ledgerOf(world);
    await scheduler.wait(5);
  }
  throw new Error("Mails of this company never come to rest.");
}

/** `template → recipient`, of those with this status. */
export const linesOf = (rows: readonly Delivery[], status: Delivery["status"] = "sent"): string[] =>
  rows.filter((row) => row.status === status).map(({ template, recipient }) => `${template} → ${recipient}`);

/** The mail that went out for one line of the ledger. */
export async function mailOf(rows: readonly Delivery[], template: string, recipient?: string): Promise<Outgoing> {
  const row = rows.findLast((one) => one.template === template && (recipient ?? one.recipient) === one.recipient);
  const mail = row && (await readMailbox(bindings.FILES, row.id));
  if (mail === undefined) throw new Error(`Nobody was sent ${template}.`);
  return mail;
}
