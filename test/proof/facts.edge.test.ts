import { and, count, eq, ne } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { createInvitation, resendInvitation, revokeInvitation } from "#identity/invitations/contract.ts";
import { createTeam } from "#identity/teams/contract.ts";
import { queueDelivery, sendDue } from "#platform/deliveries/send.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { facts, inbox, outbox } from "#platform/facts/tables.ts";
import { listMailbox } from "#platform/mail/mailbox.ts";
import type { FactNote } from "#platform/scope.ts";
import { factTypes, office, reactions } from "../../src/facts.ts";
import { deliver } from "../support/queue.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();

const companies = 3;
const invitationsEach = 20;
const perBatch = 20;

/** Hears everything, and writes one row for each fact, without the ledger's own rule to save it from writing two. */
const witness: Reaction = {
  listener: "proof.witness",
  on: Object.keys(factTypes),
  async react(scope, fact) {
    const recipient = "witness@proof.example";
    return [
      queueDelivery(scope, { template: "witness", subjectId: scope.newId("operation"), recipient, factId: fact.id }),
    ];
  },
};

/** Fails on every fact the first time it hears of it. */
function fragile(): Reaction {
  const met = new Set<string>();
  return {
    listener: "proof.fragile",
    on: ["invitation.created"],
    async react(scope, fact) {
      if (!met.has(fact.id)) {
        met.add(fact.id);
        throw new Error("not yet");
      }
      const recipient = "fragile@proof.example";
      return [
        queueDelivery(scope, { template: "fragile", subjectId: scope.newId("operation"), recipient, factId: fact.id }),
      ];
    },
  };
}

async function work(world: World): Promise<void> {
  const owner = await world.as("owner");
  const body = (at: number) => ({ email: `guest${at}@${world.mark}.example`, role_ids: [world.roles.interviewer.id] });
  const made = await Promise.all(
    Array.from({ length: invitationsEach }, (_, at) => owner.ok(createInvitation, { body: body(at) })),
  );
  await Promise.all([
    ...made.slice(0, 5).map(({ id }) => owner.ok(resendInvitation, { param: { id } })),
    ...made.slice(5, 8).map(({ id }) => owner.ok(revokeInvitation, { param: { id } })),
    owner.ok(createTeam, { body: { name: "Proof" } }),
  ]);
}

async function notesOf(world: World): Promise<FactNote[]> {
  const rows = await db.select({ id: facts.id }).from(facts).where(eq(facts.tenantId, world.tenant.id));
  return rows.map(({ id }) => ({ tenant: world.tenant.id, fact: id }));
}

const batched = (notes: readonly FactNote[]): FactNote[][] =>
  Array.from({ length: Math.ceil(notes.length / perBatch) }, (_, at) =>
    notes.slice(at * perBatch, (at + 1) * perBatch),
  );

describe("exactly once", () => {
  it("every queue batch delivered twice, and twice at the same time: each reaction ran once, each mail went out once", async () => {
    const worlds: World[] = [];
    for (let made = 0; made < companies; made++) worlds.push(await newWorld());
    await Promise.all(worlds.map(work));
    const notes = (await Promise.all(worlds.map(notesOf))).flat();
    const hearing = { reactions: [...reactions, witness, fragile()], openTenant };

    let delivered = 0;
    for (const batch of batched(notes)) {
      // Twice at once, then twice more: what failed comes back as the queue would bring it, and so does what did not.
      for (let round = 0; round < 2; round++) {
        await Promise.all([
          deliver(hearing, batch),
          deliver(hearing, batch.toReversed()),
          sendDue(testContext(), office),
        ]);
        delivered += 2;
      }
    }
    for (let round = 0; round < 10; round++)
      await Promise.all([sendDue(testContext(), office), sendDue(testContext(), office)]);

    for (const { tenant } of worlds) {
      const heard = await db
        .select({ type: facts.type, id: facts.id })
        .from(facts)
        .where(eq(facts.tenantId, tenant.id));
      const wanted = heard.flatMap(({ type, id }) =>
        hearing.reactions.filter(({ on }) => on.includes(type)).map(({ listener }) => `${listener} ${id}`),
      );
      const acted = await db
        .select({ listener: inbox.listener, id: inbox.factId })
        .from(inbox)
        .where(eq(inbox.tenantId, tenant.id));
      expect(acted.map(({ listener, id }) => `${listener} ${id}`).toSorted()).toEqual(wanted.toSorted());

      const effects = await db
        .select({ template: deliveries.template, fact: deliveries.factId, times: count() })
        .from(deliveries)
        .where(and(eq(deliveries.tenantId, tenant.id), ne(deliveries.template, "invitation")))
        .groupBy(deliveries.template, deliveries.factId);
      expect(effects.filter(({ times }) => times !== 1)).toEqual([]);
      expect(effects).toHaveLength(wanted.filter((line) => line.startsWith("proof.")).length);
      expect(await db.select().from(outbox).where(eq(outbox.tenantId, tenant.id))).toEqual([]);
    }

    const sent = await db.select().from(deliveries).where(eq(deliveries.template, "invitation"));
    expect(sent.filter(({ status, attempts }) => status !== "sent" && status !== "canceled" && attempts !== 1)).toEqual(
      [],
    );
    const mailbox = (await listMailbox(bindings.FILES)).map(({ id }) => id).toSorted();
    expect(mailbox).toEqual(
      sent
        .filter(({ status }) => status === "sent")
        .map(({ id }) => id as string)
        .toSorted(),
    );
    console.log(
      `facts: ${notes.length}, batches delivered: ${delivered}, reactions run: exactly once each, invitation mails: ${mailbox.length}, duplicates: 0`,
    );
  });
});
