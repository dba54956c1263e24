// What the law of blindness is asked with: an application that was judged and opened, and whole looks at what can be read of it.
import { vi } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { createDecision, openDebrief } from "#hiring/debriefs/contract.ts";
import { reviseScorecard, submitApplicationScorecard, submitScorecard } from "#hiring/scorecards/contract.ts";
import type { OpDef } from "#http/op.ts";
import { endpointAt, Receiver, sendAll } from "../support/webhooks.ts";
import { newWorld, send, type World } from "../support/world/world.ts";
import {
  aimsAt,
  answersTo,
  askingsFor,
  canaries,
  type Found,
  hideMoments,
  type Look,
  newFound,
  portionsOf,
  rationale,
  readBy,
  revision,
  type Sealed,
  sealed,
} from "./sealed.ts";

export const now = Date.UTC(2026, 10, 20, 9);

/** Whatever the router knows that reads. */
export const reads: readonly OpDef[] = apiRoutes.map(({ op }) => op).filter(({ method }) => method === "get");

type Judged = { world: World; things: Sealed; receiver: Receiver; hidden: readonly string[] };

/** Everybody but the two who look has judged, by the API; then the debrief was opened without those two. */
export async function judged(): Promise<Judged> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const world = await newWorld();
  const receiver = new Receiver(world);
  await endpointAt(await world.as("owner"), receiver);
  const things = await sealed(world, "draft");
  const [kolkata, vancouver, recruiter] = [
    await world.as("kolkata"),
    await world.as("vancouver"),
    await world.as("recruiter"),
  ];
  const ofInterview = { param: { id: things.interview }, body: {} };
  const ofApplication = { param: { id: things.application } };
  const card = await kolkata.ok(submitScorecard, ofInterview);
  await vancouver.ok(submitScorecard, ofInterview);
  await recruiter.ok(submitScorecard, { ...ofInterview, query: { kind: "overall" } });
  await recruiter.ok(submitApplicationScorecard, { ...ofApplication, body: {} });
  await kolkata.ok(reviseScorecard, { param: { id: card.id }, body: { comments: revision } });
  await recruiter.ok(openDebrief, { ...ofApplication, body: { override_reason: "Two are on leave." } });
  await recruiter.ok(createDecision, { ...ofApplication, body: { outcome: "hold", rationale } });
  await hideMoments(world, things);
  await sendAll(world);
  return { world, things, receiver, hidden: [...canaries, ...things.cards] };
}

export async function readAll(
  look: Look,
  things: Sealed,
  wanted: readonly OpDef[],
  found = newFound(),
): Promise<Found> {
  const aims = await aimsAt(look.world, things);
  for (const one of wanted) await readBy(look, one, aims, found);
  return found;
}

/** What each of the two reads besides. */
const alsoRead = {
  berlin: [],
  admin: ["listEvents", "getEvent", "listAuditEvents", "getAuditEvent", "listDeliveries"],
};

/** What it comes to when one person reads, lists and searches by every route that reads. */
export async function everythingReadBy(who: Look["who"]) {
  const found = newFound();
  for (const portion of portionsOf(reads)) {
    const { world, things, hidden } = await judged();
    await readAll({ world, who, send, hidden }, things, portion, found);
  }
  console.info(`blindness: ${reads.length} reads, ${found.asked} questions as ${who}, ${found.traces.length} traces`);
  const idsWhere = (is: (statuses: readonly number[]) => boolean) =>
    [...found.statuses].filter(([, statuses]) => is(statuses)).map(([id]) => id);
  return {
    traces: found.traces,
    unasked: reads.map(({ id }) => id).filter((id) => !found.statuses.has(id)),
    turnedAway: idsWhere((statuses) => statuses.every((status) => status === 401)),
    answered: idsWhere((statuses) => statuses.includes(200)),
    // Were they turned away there, nothing would have been looked at.
    mustAnswer: ["listScorecards", "getDebrief", "getInterview", ...alsoRead[who]],
  };
}

/** Required, submitted and missing cards are what everybody may know. */
const withoutCounts = (answer: string): string =>
  answer.replaceAll(/"cards":\{"required":\d+,"submitted":\d+,"missing":\d+\}/g, '"cards":{}');

/** Which answers to an administrator who owes a card are others after another has handed in theirs. */
export async function differences(wanted: readonly OpDef[], via: Look["send"] = send) {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const world = await newWorld();
  const things = await sealed(world, "draft");
  const look: Look = { world, who: "admin", send: via, hidden: [] };
  const author = await world.as("kolkata");
  const askings = await askingsFor(world, wanted, await aimsAt(world, things));
  const before = await answersTo(look, askings);
  const again = await answersTo(look, askings);
  await author.ok(submitScorecard, { param: { id: things.interview }, body: {} });
  const after = await answersTo(look, askings);
  // What is printed anew each time tells nothing by being different.
  const steady = before.flatMap((answer, at) => (answer === again[at] ? at : []));
  const changed = steady.filter((at) => withoutCounts(after[at] ?? "") !== withoutCounts(before[at] ?? ""));
  const ids = changed.map((at) => askings[at]?.op.id ?? "");
  return { changed: [...new Set(ids)], answers: askings.length, steady: steady.length };
}
