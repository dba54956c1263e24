// The built Worker in a process of its own, killed between commit and relay, again and again; then the cron makes up
// for it.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { demo, temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";

const kills = 20;
const writesPerRound = 8;
/** From before the first commit until after the queue has rung: the kill falls anywhere in between. */
const killWithin = 40;
const killsAtWork = 8;
/** How long the queue gathers a batch, less a little. */
const queueWaits = 950;
const beyondAnyBackoff = 70 * 60_000;

type Tallies = { acknowledged: string[]; unanswered: number };

/** The seeded company has invitations that nobody announced. */
const ours = "email LIKE '%@guest.example'";
const listener = "invitations.mail";
let bundle: Bundle;
let key = "";
let roleId = "";
const folder = temporaryFolder("proof-facts");

beforeAll(async () => {
  bundle = await startBundle({ dist: inject("dist"), state: join(folder, "state"), seeded: true, quiet: true });
  key = (await demo()).keys[0]?.key ?? "";
  const roles = await rows<{ id: string }>("SELECT id FROM roles WHERE key = 'viewer' ORDER BY tenant_id");
  const answered = await Promise.all(roles.map(({ id }) => invite(`probe-${id}@guest.example`, id)));
  roleId = roles[answered.findIndex((status) => status === 201)]?.id ?? "";
}, 120_000);

afterAll(async () => {
  await bundle.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function rows<Row>(sql: string): Promise<Row[]> {
  const db = await bundle.mf.getD1Database("DB");
  return (await db.prepare(sql).all<Row>()).results;
}

const count = async (sql: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n ?? -1;

/** The status of the answer, or 0 when there was none. */
async function invite(email: string, role: string): Promise<number> {
  try {
    const answer = await fetch(`${bundle.url}/v1/invitations`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ email, role_ids: [role] }),
    });
    await answer.text();
    return answer.status;
  } catch {
    return 0;
  }
}

async function untilItAnswers(): Promise<void> {
  const patience = AbortSignal.timeout(20_000);
  for (;;) {
    patience.throwIfAborted();
    try {
      if ((await fetch(`${bundle.url}/readyz`)).ok) return;
    } catch {
      // It is still starting.
    }
    await sleep(25);
  }
}

/** A tick of the cron at a time of our choosing. */
async function tick(at: number): Promise<void> {
  const answer = await fetch(
    `${bundle.url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}&time=${at}`,
  );
  expect(answer.status).toBe(200);
}

/** Facts are committed, and the process dies before anybody has heard of them. */
async function killAmongCommits(tallies: Tallies): Promise<void> {
  for (let round = 0; round < kills; round++) {
    const emails = Array.from({ length: writesPerRound }, (_, at) => `guest-${round}-${at}@guest.example`);
    const answers = emails.map((email) => invite(email, roleId));
    // Some kills fall among the commits, the others straight after the last answer, when the queue has rung nobody yet.
    if (round % 2 === 0) await sleep((killWithin * round) / kills);
    else await Promise.all(answers);
    await bundle.kill();
    const statuses = await Promise.all(answers);
    tallies.acknowledged.push(...emails.filter((_, at) => statuses[at] === 201));
    tallies.unanswered += statuses.filter((status) => status === 0).length;
    await untilItAnswers();
  }
}

/** The cron rings, and the process dies while the queue's consumer reads, reacts, clears and sends. */
async function killAmongReactions(from: number): Promise<number> {
  let now = from;
  for (let round = 0; round < killsAtWork; round++) {
    await tick((now += beyondAnyBackoff));
    await sleep(queueWaits + round * 15);
    await bundle.kill();
    await untilItAnswers();
  }
  return now;
}

/** Left alone, the cron makes up for everything. */
async function heal(from: number): Promise<number> {
  let ticks = 0;
  for (let now = from; (await count("outbox")) > 0; ticks++) {
    expect(ticks).toBeLessThan(20);
    await tick((now += beyondAnyBackoff));
    await sleep(queueWaits + 500);
  }
  await tick(from + 30 * beyondAnyBackoff);
  await tick(from + 31 * beyondAnyBackoff);
  return ticks;
}

it("killed 20 times between commit and relay and 8 times while reacting, every fact is acted upon exactly once", async () => {
  const tallies: Tallies = { acknowledged: [], unanswered: 0 };
  await killAmongCommits(tallies);
  const unheard = await count("outbox");
  expect(unheard).toBeGreaterThan(0);
  const now = await killAmongReactions(Date.now());
  const stillUnheard = await count("outbox");
  const ticks = await heal(now);

  const made = await rows<{ email: string }>(`SELECT email FROM invitations WHERE ${ours}`);
  const written = new Set(made.map(({ email }) => email));
  const lost = tallies.acknowledged.filter((email) => !written.has(email));
  const facts = await count("facts WHERE type = 'invitation.created'");
  const never = await count(`facts f WHERE f.type = 'invitation.created' AND NOT EXISTS
    (SELECT 1 FROM inbox i WHERE i.tenant_id = f.tenant_id AND i.fact_id = f.id AND i.listener = '${listener}')`);
  const factless = await count(`invitations v WHERE ${ours} AND NOT EXISTS
    (SELECT 1 FROM facts f WHERE f.tenant_id = v.tenant_id AND f.entity_id = v.id AND f.type = 'invitation.created')`);
  expect({ lost, never, factless, buried: await count("dead_letters") }).toEqual({
    lost: [],
    never: 0,
    factless: 0,
    buried: 0,
  });
  expect(facts).toBe(written.size);

  const effects = await rows<{ id: string; status: string; n: number }>(
    "SELECT max(id) AS id, max(status) AS status, count(*) AS n FROM deliveries GROUP BY tenant_id, fact_id",
  );
  expect(effects).toHaveLength(facts);
  expect(effects.filter(({ n }) => n !== 1)).toEqual([]);

  // A kill while sending leaves a mail in doubt, and one in doubt is not sent again: at most once for those, once for
  // all others.
  const sent = effects.filter(({ status }) => status === "sent").map(({ id }) => id);
  const unknown = effects.filter(({ status }) => status === "unknown").map(({ id }) => id);
  const { objects, truncated } = await (await bundle.mf.getR2Bucket("FILES")).list({ prefix: "dev-mail/" });
  const mails = objects.map(({ key: name }) => name.split("/")[1] ?? "");
  expect(truncated).toBe(false);
  expect(new Set(mails).size).toBe(mails.length);
  expect(sent.filter((id) => !mails.includes(id))).toEqual([]);
  expect(mails.filter((id) => !sent.includes(id) && !unknown.includes(id))).toEqual([]);
  expect(sent.length + unknown.length).toBe(facts);

  console.log(
    `kills: ${kills} between commit and relay, ${killsAtWork} while reacting; writes: ${kills * writesPerRound} ` +
      `(${tallies.acknowledged.length} acknowledged, ${tallies.unanswered} without an answer); facts: ${facts}; ` +
      `unheard after the first kills: ${unheard}, after the second: ${stillUnheard}, after ${ticks} quiet ticks: ${await count("outbox")}; ` +
      `facts lost: 0; reactions run twice or never: 0; mails: ${mails.length}, in doubt: ${unknown.length}, sent twice: 0`,
  );
});
