// Runs before every file that is played in workerd. The files of a project follow one another in one runtime, since starting one and
// reading all of the code costs seconds; each begins as if it were the first.
import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../../src/index.ts";
import { afterAll, afterEach, expect, vi } from "vitest";
import { arm, misbehave } from "#platform/faults.ts";
import { findLeaks, listen } from "./logs.ts";
import { isolate } from "./outside.ts";
import { marks } from "./world/marks.ts";

// Database, objects, files and queues: nothing is left of them but the tables. What an earlier file left running may hold its database
// open across a reset; then it is done again.
for (let left = 5; ; left--) {
  await reset();
  const { results } = await env.DB.prepare("select name from sqlite_master where name = 'd1_migrations'").all();
  if (results.length === 0) break;
  if (left === 0) throw new Error("The database of an earlier file stays.");
}
// All at once: one round trip where the pool's own helper makes one for each migration, before every file.
await env.DB.batch([
  env.DB.prepare("create table d1_migrations (id integer primary key autoincrement, name text unique)"),
  ...env.MIGRATIONS.flatMap(({ name, queries }) => [
    ...queries.map((query) => env.DB.prepare(query)),
    env.DB.prepare("insert into d1_migrations (name) values (?)").bind(name),
  ]),
]);
// What an isolate remembers it keeps by its database; this one nobody has read yet.
env.DB = Object.assign(Object.create(Object.getPrototypeOf(env.DB) as object) as D1Database, env.DB);

// What an earlier file left in the queue means nothing here: its company is gone with everything else.
const consume = worker.queue.bind(worker);
worker.queue = async (batch, bindings, execution) => {
  const { results } = await bindings.DB.prepare("select id from tenants").all<{ id: string }>();
  const here = new Set(results.map(({ id }) => id));
  const ours = batch.messages.filter(({ body }) => {
    const tenant = (body as { tenant?: unknown } | null)?.tenant;
    return typeof tenant !== "string" || here.has(tenant);
  });
  if (ours.length > 0) await consume({ ...batch, queue: batch.queue, messages: ours }, bindings, execution);
};
afterAll(() => {
  worker.queue = consume;
});

const heard = listen();
const nobodyServes = isolate();

afterEach(() => {
  nobodyServes();
  expect(findLeaks(heard.splice(0), marks)).toEqual([]);
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  arm();
  misbehave({});
});
