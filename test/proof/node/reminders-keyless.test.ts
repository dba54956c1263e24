// The built Worker in a process of its own, with three crons at once and a queue that repeats itself, killed while it reminds people by
// the mail binding, which takes no keys. What went out is counted in the development mailbox, since the local binding delivers nowhere.
// Longer: npm run reminders
import { expect, it } from "vitest";
import type { Bundle } from "../../../scripts/start-bundle.ts";
import { aBundle, count, ended, expectAttempted, meetings, patience, run, shown } from "./reminding.ts";

const start = aBundle();

it(
  "killed while it reminds, with three crons at once and a queue that repeats itself: by a binding that takes no keys everybody is tried for, nobody is told twice, and only what was in flight is in doubt",
  async () => {
    const bundle = await start();
    const fixture = await meetings(bundle);
    const how = await run(bundle, fixture);

    const all = await ended(bundle);
    expectAttempted(all, fixture);
    const inDoubt = all.filter(({ state }) => state === "unknown");
    expect(inDoubt.length).toBeLessThanOrEqual(how.inFlight);
    const mails = await mailbox(bundle);
    expect(new Set(mails).size).toBe(mails.length);
    const known = new Set(
      all.filter(({ state }) => state === "sent" || state === "unknown").map(({ delivery }) => delivery),
    );
    expect(mails.filter((id) => !known.has(id))).toEqual([]);
    const arrived = new Set(mails);
    expect(all.filter(({ state, delivery }) => state === "sent" && !arrived.has(delivery ?? ""))).toEqual([]);
    expect(await count(bundle, "delivery_attempts WHERE attempt > 1")).toBe(0);
    console.log(`${shown(all, how)}; mails: ${mails.length}, twice: 0`);
  },
  patience + 60_000,
);

/** The deliveries that the development mailbox holds, one for each try that went out. */
async function mailbox(bundle: Bundle): Promise<string[]> {
  const files = await bundle.mf.getR2Bucket("FILES");
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await files.list({ prefix: "dev-mail/", ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.objects.map(({ key }) => key.split("/")[1] ?? ""));
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return found;
}
