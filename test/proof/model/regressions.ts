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
];
