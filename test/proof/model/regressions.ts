import type { Step } from "./steps.ts";

/** What has gone wrong once, as it was printed. */
export const regressions: readonly (readonly [what: string, life: readonly Step[]])[] = [
  [
    "a hold of staff that was asked for again held a second one of the pool",
    [
      { do: "hold", by: "staff", kind: "round_robin", at: 0 },
      { do: "again", request: 0 },
    ],
  ],
  [
    "a seat that staff had held stayed taken in the books when its hold had lapsed",
    [
      { do: "hold", by: "staff", kind: "group", at: 11 },
      { do: "wait", minutes: 16 },
      { do: "book", by: "staff", kind: "group", at: 11 },
      { do: "hold", by: "staff", kind: "group", at: 11 },
    ],
  ],
  [
    "the same, for a seat that is moved there",
    [
      { do: "hold", by: "staff", kind: "group", at: 11 },
      { do: "hold", by: "public", kind: "group", at: 0 },
      { do: "confirm", hold: 0 },
      { do: "wait", minutes: 16 },
      { do: "move", booking: 0, at: 11 },
    ],
  ],
];
