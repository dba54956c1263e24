import { describe, expect, it } from "vitest";
import { begin, next, type Turn } from "#booking/bookings/coordinator.ts";
import { assigned } from "#booking/bookings/hosts.ts";
import type { Change, Decision, Reply, Take } from "#booking/bookings/intents.ts";
import { asInstant } from "#kernel/instant.ts";

const deadline = asInstant(1_000);
const inTime = asInstant(1);

const take = (words: Partial<Take> = {}): Take => ({
  does: "take",
  txn: "t",
  fingerprint: "f",
  deadline,
  fixed: ["ada"],
  choices: [],
  certain: true,
  part: "whole",
  held: [],
  replaces: null,
  ...words,
});

const change: Change = {
  does: "change",
  txn: "t",
  fingerprint: "f",
  deadline,
  frees: { txn: "old", hosts: ["ada", "ben"] },
};

const undecided: Reply = { did: "read", decision: null };
const held = (again = false): Reply => ({ did: "hold", said: { said: "held", lapsesAt: null, seat: null, again } });
const taken: Reply = { did: "hold", said: { said: "refused", why: "taken" } };
const prepared: Reply = { did: "prepare", said: { said: "prepared" } };
const lost: Reply = { did: "failed" };
const commit = (hosts: readonly string[], fingerprint = "f"): Decision => ({
  outcome: "commit",
  hosts,
  fingerprint,
  why: null,
});

/** What is asked for and told, in short: `hold ada`, `release ben none`, `refused taken`. */
function tale(intent: Take | Change, replies: readonly Reply[], at = inTime): string[] {
  let turn: Turn = begin(intent);
  const told = wordsOf(turn);
  for (const reply of replies) {
    turn = next(turn.state, { ...reply, at });
    told.push(...wordsOf(turn));
  }
  return told;
}

const wordsOf = ({ effects }: Turn): string[] =>
  effects.map((effect) => {
    if (effect.do === "answer") return Object.values(effect.answer).flat().join(" ");
    const host = "host" in effect ? ` ${effect.host}` : "";
    return `${effect.do}${host}${effect.do === "release" ? ` ${effect.proof}` : ""}`;
  });

describe("an attempt", () => {
  it("asks, holds all, prepares all, decides once, answers, and tells those it named", () => {
    const panel = take({ fixed: ["ben", "ada"] });
    expect(tale(panel, [undecided, held(), held(), prepared, prepared, { did: "commit", said: "done" }])).toEqual([
      "read",
      "hold ada",
      "hold ben",
      "prepare ada",
      "prepare ben",
      "commit",
      "done ada ben",
      "finalize ada",
      "finalize ben",
    ]);
  });

  it("that is refused by the second gives the first back, and writes nothing", () => {
    expect(tale(take({ fixed: ["ada", "ben"] }), [undecided, held(), taken])).toEqual([
      "read",
      "hold ada",
      "hold ben",
      "refused taken",
      "release ada none",
    ]);
  });

  it("that finds a grave asks what was decided before it says no", () => {
    const grave: Reply = { did: "hold", said: { said: "tomb", reason: "lapsed" } };
    expect(tale(take(), [undecided, grave, { did: "abort", decision: commit(["ada"]) }])).toEqual([
      "read",
      "hold ada",
      "abort",
      "done ada",
    ]);
  });

  it("that came second answers as the first did, and gives back whom the first did not name", () => {
    const replies: Reply[] = [undecided, held(), prepared, { did: "commit", said: "clash" }];
    expect(tale(take(), [...replies, { did: "read", decision: commit(["ben"]) }]).slice(-3)).toEqual([
      "read",
      "done ben",
      "finalize ada",
    ]);
  });

  it("whose batch got lost asks while there is time, and else says that nobody knows", () => {
    const replies: Reply[] = [undecided, held(), prepared, lost];
    expect(tale(take(), replies).at(-1)).toBe("abort");
    expect(tale(take(), replies, deadline).at(-1)).toBe("unknown");
  });

  it("that meets the second wall rings, and settles it", () => {
    const replies: Reply[] = [undecided, held(), prepared, { did: "commit", said: "overlap" }];
    expect(tale(take(), replies).slice(-2)).toEqual(["alert", "abort"]);
  });

  it("whose key stands for another request says so", () => {
    expect(tale(take(), [{ did: "read", decision: commit(["ada"], "other") }])).toEqual(["read", "mismatch"]);
    expect(tale(take(), [undecided, { did: "hold", said: { said: "mismatch" } }]).at(-1)).toBe("mismatch");
  });

  it("to confirm begins with what is held", () => {
    const confirm = take({ part: "confirm", held: [{ host: "ada", seat: 2 }] });
    expect(tale(confirm, [undecided, prepared])).toEqual(["read", "prepare ada", "commit"]);
  });

  it("to move a meeting gives the old time back once the new is decided", () => {
    const move = take({ replaces: { txn: "old", hosts: ["ben"] } });
    const replies: Reply[] = [undecided, held(), prepared, { did: "commit", said: "done" }];
    expect(tale(move, replies).slice(-2)).toEqual(["finalize ada", "release ben canceled"]);
    expect(tale(move, [...replies.slice(0, 3), { did: "commit", said: "stale" }]).at(-1)).toBe("abort");
  });
});

describe("hosts to choose from", () => {
  const choosing = take({ fixed: ["zoe"], choices: [["ada", "ben"], ["cem"]], certain: false });

  it("are asked one at a time, the next when one has no time", () => {
    expect(tale(choosing, [undecided, taken, held(), held(), held()])).toEqual([
      "read",
      "hold ada",
      "hold ben",
      "hold cem",
      "hold zoe",
      "prepare ben",
    ]);
  });

  it("who all have no time leave a refusal that is written down", () => {
    expect(tale(choosing, [undecided, taken, taken]).at(-1)).toBe("abort");
  });

  it("are not passed by for any other reason than that they are busy", () => {
    const released: Reply = { did: "hold", said: { said: "tomb", reason: "released" } };
    expect(tale(choosing, [undecided, released]).at(-1)).toBe("abort");
  });

  it("who are held may come to stand for another choice", () => {
    const spare = take({
      fixed: [],
      choices: [
        ["ada", "cem"],
        ["ben", "ada"],
      ],
      certain: false,
    });
    expect(tale(spare, [undecided, held(), taken, held()])).toEqual([
      "read",
      "hold ada",
      "hold ben",
      "hold cem",
      "prepare ada",
    ]);
  });

  it("who are held and no longer needed are let go: for one place never two are held", () => {
    const choices = [
      ["b", "d", "e"],
      ["f", "a", "c"],
      ["a", "e"],
      ["f", "d", "c", "b"],
    ];
    const spare = take({ fixed: [], choices, certain: false });
    expect(tale(spare, [undecided, held(), held(), held(), taken]).slice(-3)).toEqual([
      "hold f",
      "release e none",
      "hold c",
    ]);
  });

  it.each([
    ["the first of each, when they differ", [["a", "b"], ["c"]], [], ["a", "c"]],
    ["nobody twice", [["a", "b"], ["a"]], [], ["a", "b"]],
    ["nobody who is busy", [["a", "b"], ["c"]], ["a"], ["b", "c"]],
    ["nobody at all, when one place stays empty", [["a"], ["a"]], [], null],
    [
      "another for one place, so that somebody is left for the other",
      [["a", "b"], ["a", "c"], ["c"]],
      [],
      ["a", "b", "c"],
    ],
    ["nothing, when nothing is asked", [], [], []],
  ] as const)("are %s", (_, choices, busy, chosen) => {
    expect(assigned(choices, new Set(busy))?.toSorted() ?? null).toEqual(chosen);
  });
});

describe("a change", () => {
  it("is one batch, and gives time back after it", () => {
    expect(tale(change, [undecided, { did: "change", said: "done" }])).toEqual([
      "read",
      "change",
      "done",
      "release ada canceled",
      "release ben canceled",
    ]);
  });

  it("on what is no longer so is settled as a refusal", () => {
    const stale: Reply = { did: "change", said: "stale" };
    const abort: Decision = { outcome: "abort", hosts: [], fingerprint: "f", why: "stale" };
    expect(tale(change, [undecided, stale, { did: "abort", decision: abort }])).toEqual([
      "read",
      "change",
      "abort",
      "refused stale",
    ]);
  });

  it("that came second answers as the first did", () => {
    const replies: Reply[] = [undecided, { did: "change", said: "clash" }, { did: "read", decision: commit([]) }];
    expect(tale(change, replies)).toEqual(["read", "change", "read", "done"]);
  });
});
