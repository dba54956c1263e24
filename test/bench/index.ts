// The Worker with one route more, for `npm run bench`: behind the same door, with the same credential, key and guard, it writes as
// many rows as it is told to, in one batch. What a booking costs beside that is what its promise costs.
import { sql } from "drizzle-orm";
import * as z from "zod";
import { edge } from "#http/edge.ts";
import { op } from "#http/op.ts";
import { routes } from "#http/routes.ts";
import { gate } from "#identity/gate/gate.ts";
import { done } from "#kernel/outcome.ts";
import { sendBatch, type Statement } from "#platform/d1.ts";
import { insertDecision } from "#platform/decisions/store.ts";
import type { Bindings, Scope } from "#platform/scope.ts";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import worker from "../../src/index.ts";
import { problemOf } from "../../src/problems.ts";

export * from "../../src/index.ts";

const writeRows = op({
  id: "writeRows",
  method: "post",
  path: "/v1/bench-rows",
  tag: "Bench",
  summary: "Write so many rows",
  may: "bookings:write",
  key: "required",
  body: z.strictObject({ rows: z.int().min(1).max(200), text: z.string() }),
  status: 201,
  answer: z.strictObject({ object: z.literal("bench"), id: z.string(), text: z.string() }),
});

/** Each row is a statement of its own, as most rows of a booking are. */
const rowsOf = ({ db, tenant, now, newId }: Scope, count: number, text: string): Statement[] =>
  Array.from({ length: count }, () =>
    db.run(
      sql`insert into bench_rows (tenant_id, id, at, text) values (${tenant.id}, ${newId("operation")}, ${now}, ${text})`,
    ),
  );

const readRows = op({
  id: "readRows",
  method: "get",
  path: "/v1/public/{tenant}/bench-reads",
  tag: "Bench",
  summary: "Read five rows of five tables",
  may: "anyone",
  param: z.object({ tenant: z.string() }),
  status: 200,
  answer: z.strictObject({ object: z.literal("bench"), rows: z.array(z.unknown()) }),
});

/** One row each of what a page about an appointment would have to know. */
const tables = ["tenants", "event_types", "members", "schedules", "bookings"];

const benchRoutes = routes().on(
  writeRows,
  async (scope, { body }) => {
    const { guard, decision } = scope;
    if (guard === undefined || decision === undefined) throw new Error("A write without guard or key.");
    const result = { object: "bench" as const, id: scope.newId("operation"), text: body.text };
    const answer = insertDecision(scope, decision, scope.tenant.id, decision.render(result));
    await sendBatch(scope.db, [guard.statement(), answer, ...rowsOf(scope, body.rows, body.text)]);
    return done(result);
  },
  (result) => result,
);
benchRoutes.on(
  readRows,
  async ({ db }) => {
    const reads = tables.map((name) => db.all(sql.raw(`select * from ${name} limit 1`)));
    const [first, ...rest] = reads;
    if (first === undefined) throw new Error("There is nothing to read.");
    const read = await db.batch([first, ...rest]);
    return done({ object: "bench" as const, rows: read.flat() });
  },
  (result) => result,
);

const app = edge({ routes: [...apiRoutes, ...benchRoutes.all], pages: pageRoutes, problems: problemOf, gate });

export default { ...worker, fetch: app.fetch } satisfies ExportedHandler<Bindings>;
