import { eq } from "drizzle-orm";
import { Webhook as Standard } from "standardwebhooks";
import * as z from "zod";
import { expect } from "vitest";
import { hearing } from "../../src/facts.ts";
import type { Id } from "#kernel/ids.ts";
import { createWebhook, getWebhook } from "#outreach/webhooks/contract.ts";
import { courierOf } from "#outreach/webhooks/client.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import { outbox } from "#platform/facts/tables.ts";
import type { TestClient } from "./client.ts";
import { serving } from "./outside.ts";
import { deliver } from "./queue.ts";
import { bindings, testContext, type World } from "./world/world.ts";

export const Message = z.strictObject({
  type: z.string(),
  timestamp: z.string(),
  data: z.strictObject({
    id: z.string(),
    type: z.string(),
    entity_type: z.string(),
    entity_id: z.string(),
    version: z.int(),
    seq: z.int(),
    sequence: z.int(),
    previous_id: z.string().nullable(),
    actor: z.string(),
    request_id: z.string(),
    at: z.string(),
    after: z.record(z.string(), z.unknown()).nullable(),
    previous_attributes: z.record(z.string(), z.unknown()).nullable(),
  }),
});

export type Received = { id: string; headers: Record<string, string>; text: string; body: z.infer<typeof Message> };

/** A server of a company's, which answers challenges as it should and everything else as it is told to. */
export class Receiver {
  readonly host: string;
  readonly received: Received[] = [];
  readonly challenged: Record<string, string>[] = [];
  answer: (message: Received) => Response | Promise<Response> = () => new Response("ok");
  /** What it says to a challenge. */
  echo: (challenge: string) => Response | Promise<Response> = (challenge) => Response.json({ challenge });

  constructor(world: Pick<World, "mark">, name = "hooks") {
    this.host = `${name}.${world.mark}.example`;
    serving(this.host, (request) => this.#take(request));
  }

  get url(): string {
    return `https://${this.host}/interlock`;
  }

  async #take(request: Request): Promise<Response> {
    const headers = Object.fromEntries(request.headers);
    const text = await request.text();
    const said = JSON.parse(text) as { type: string; challenge?: string };
    if (said.type === "endpoint.challenge") {
      this.challenged.push(headers);
      return this.echo(said.challenge ?? "");
    }
    const message = { id: headers["webhook-id"] ?? "", headers, text, body: Message.parse(said) };
    this.received.push(message);
    return this.answer(message);
  }
}

export type Endpoint = { id: Id<"webhook">; secret: string };

/** A webhook by the API, in use: the receiver has answered its challenge. */
export async function endpointAt(
  client: TestClient,
  receiver: Receiver,
  events: string[] = ["*"],
  more: { active?: boolean } = {},
): Promise<Endpoint> {
  const { id, secret } = await client.ok(createWebhook, { body: { url: receiver.url, events, ...more } });
  await settled(client, id);
  return { id: id as Id<"webhook">, secret };
}

/** Waits until a challenge has been answered, one way or the other. (`vi.waitFor` would move a faked clock on.) */
export async function settled(client: TestClient, id: string, wanted = "active"): Promise<void> {
  for (let looks = 0; looks < 400; looks++) {
    if ((await client.ok(getWebhook, { param: { id } })).status === wanted) return;
    await scheduler.wait(10);
  }
  throw new Error(`The webhook ${id} never became ${wanted}.`);
}

/** Everybody hears everything that has happened in this world, as from the queue. */
export async function hearAll(world: World): Promise<void> {
  const rows = await testContext().db.select().from(outbox).where(eq(outbox.tenantId, world.tenant.id));
  await deliver(
    hearing,
    rows.map(({ tenantId, factId }) => ({ tenant: tenantId, fact: factId })),
  );
}

/** Every endpoint of this world is sent what is due, and nothing is under way any more. */
export async function sendAll(world: World): Promise<void> {
  await hearAll(world);
  const rows = await testContext().db.select().from(webhooks).where(eq(webhooks.tenantId, world.tenant.id));
  await Promise.all(rows.map(({ tenantId, id }) => courierOf(bindings, { tenant: tenantId, id }).deliver()));
}

/** What the ledger has for an endpoint, oldest first, without its challenges. */
export async function linesOf(world: World, endpoint: Pick<Endpoint, "id">): Promise<Delivery[]> {
  const rows = await testContext().db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
  return rows
    .filter(({ recipient, template }) => recipient === endpoint.id && template !== "endpoint.challenge")
    .toSorted((a, b) => a.createdAt - b.createdAt || a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1));
}

/** As the receivers' own library does it. */
export function expectSigned(secret: string, { text, headers }: Pick<Received, "text" | "headers">): void {
  expect(new Standard(secret).verify(text, headers)).toEqual(JSON.parse(text));
}
