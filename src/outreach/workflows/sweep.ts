import { hour, minute } from "#kernel/instant.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { workflowFacts } from "./facts.ts";
import { builtInRows } from "./rules.ts";
import * as store from "./store.ts";

const tell = announcer(workflowFacts);

/** It reads every company, and there is hardly ever one to be found: once an hour does. */
const minuteOfTheHour = 17;
const atOnce = 100;

/** Companies that are older than the two workflows every company begins with get them too, once; told, so that their bookings are looked at. */
export async function beginWhereMissing(context: Context, openTenant: OpenTenant): Promise<number> {
  const isTheMinute = Math.floor((context.now % hour) / minute) === minuteOfTheHour;
  const ids = isTheMinute ? await store.listWithoutBuiltIns(context, atOnce) : [];
  let begun = 0;
  for (const id of ids) {
    const scope = await openTenant(context, id);
    if (scope !== undefined && (await begin(scope))) begun++;
  }
  return begun;
}

async function begin(scope: Scope): Promise<boolean> {
  const rows = builtInRows(scope);
  const [first, ...others] = rows.map((row) => tell("workflow.created", row.id, 1, null, row));
  if (first === undefined) return false;
  const begun = await commit(scope, {
    change: store.insertBuiltIns(scope, rows),
    fact: first,
    alsoFacts: others,
    result: null,
  });
  return begun.ok;
}
