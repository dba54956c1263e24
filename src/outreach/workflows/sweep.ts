import { hour, minute } from "#kernel/instant.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import type { Context } from "#platform/scope.ts";
import { begin } from "./actions.ts";
import * as store from "./store.ts";

/** It reads every company, and there is hardly ever one to be found: once an hour does. */
const minuteOfTheHour = 17;
const atOnce = 100;

/** Companies that are older than a workflow every company begins with get it too, once; told, so that their bookings are looked at. */
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
