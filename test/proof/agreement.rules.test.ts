// Slots and diaries agree: what is offered can be held, and what meetings and limits keep from being offered cannot.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Host, type Question, slots } from "#availability/slots/rules.ts";
import type { Claim, Diary, Policy } from "#booking/diary/claims.ts";
import { type Asked, hold } from "#booking/diary/ledger.ts";
import { after, asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import type { LocalTime, Weekday } from "#time/dates.ts";
import { tellingQuestion } from "../availability/questions.ts";

const runs = 1_500;
const midnight = 0 as LocalTime;
const always = ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).map((weekday) => ({ weekday, start: midnight, end: midnight }));
const own = "of this type";

/** The question with nothing in it but meetings, buffers and limits: one host, always there. */
function bare(question: Question): Question & { hosts: [Host] } {
  const [first] = question.hosts;
  if (first === undefined) throw new Error("A question has a host.");
  const meetings = first.busy.filter(({ what, active, start, end }) => what !== "calendar" && active && start < end);
  const host: Host = {
    ...first,
    pool: null,
    hours: { zone: first.zone, weekly: always, overrides: [], travel: [] },
    timeOff: [],
    busy: meetings.map((one) => ({ ...one, session: null })),
    noticeMinutes: 0,
    advanceDays: null,
    pausedUntil: null,
  };
  const plain = { kind: "one_on_one", packed: false, offsetMinutes: 0, incrementMinutes: 5 } as const;
  const open = { noticeMinutes: 0, horizon: null, restriction: null, pools: [] };
  return { ...question, recipe: { ...question.recipe, ...plain, ...open }, hosts: [host], reserved: [] };
}

const nothingTaken = (question: Question & { hosts: [Host] }): Question => ({
  ...question,
  recipe: { ...question.recipe, limits: [] },
  hosts: question.hosts.map((host) => ({ ...host, busy: [], limits: [] })),
});

function diaryOf({ hosts: [host], recipe }: Question & { hosts: [Host] }): Diary {
  const policy: Policy = {
    version: 1,
    zone: host.zone,
    weekStart: host.weekStart,
    caps: host.limits,
    eventTypeCaps: { [own]: { version: 1, caps: recipe.limits } },
  };
  const claims = host.busy.map((one, place): Claim => {
    const words = asked(`${place}`, one.start, one.end, one.beforeMinutes, one.afterMinutes);
    const held = { state: "booked", reason: null, seat: null, open: false, lapsesAt: null, extended: false } as const;
    return { ...words, ...held, eventType: one.own ? own : "another", asked: 0, dueAt: after(one.end, day) };
  });
  return { resource: host.id, claims, policy };
}

function asked(txn: string, start: Instant, end: Instant, before: number, behind: number): Asked {
  return {
    txn,
    fingerprint: txn,
    start,
    end,
    from: after(start, -before * minute),
    to: after(end, behind * minute),
    eventType: own,
    share: null,
    capacity: null,
    supersedes: null,
    ttlMillis: minute,
    policy: null,
    openMillis: null,
  };
}

it(`in ${runs} random weeks every slot that is offered can be held, and every other is refused`, () => {
  const counts = { held: 0, taken: 0, hold: 0, buffer: 0, limit: 0, full: 0, crowded: 0 };
  const property = fc.property(tellingQuestion, (random) => {
    const sparse = bare(random);
    const [host] = sparse.hosts;
    const { recipe, now } = sparse;
    const diary = diaryOf(sparse);
    const offered = new Map(slots(sparse).map(({ minutes, starts }) => [minutes, new Set(starts)]));
    for (const { minutes, starts } of slots(nothingTaken(sparse))) {
      for (const start of starts) {
        const end = asInstant(start + minutes * minute);
        const before = Math.max(host.beforeMinutes, recipe.beforeMinutes);
        const behind = Math.max(host.afterMinutes, recipe.afterMinutes);
        const { answer } = hold(diary, asked("new", start, end, before, behind), now);
        const isOffered = offered.get(minutes)?.has(start) === true;
        expect([start, answer.said]).toEqual([start, isOffered ? "held" : "refused"]);
        if (answer.said === "refused") counts[answer.why]++;
        else counts.held++;
      }
    }
  });
  fc.assert(property, { numRuns: runs });
  console.log(
    `${counts.held} starts held, ${counts.taken} taken, ${counts.buffer} too near, ${counts.limit} beyond limits, 0 differences`,
  );
  expect(Math.min(counts.held, counts.taken, counts.buffer, counts.limit)).toBeGreaterThan(1_000);
});
