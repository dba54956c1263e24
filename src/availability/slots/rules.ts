// The engine's shelf: what others may ask it. It is handed the moment, the people and what they do, and knows no more.
export { type Candidates, candidates } from "./candidates.ts";
export { explain, type Removal } from "./explain.ts";
export type { Reason } from "./layers.ts";
export { horizonCloses } from "./horizon.ts";
export { type FreeQuestion, type Need, whoIsFree } from "./query.ts";
export type { Busy, Horizon, Host, Limit, Question, Recipe, Span } from "./question.ts";
export { freeRanges } from "./ranges.ts";
export { slots } from "./slots.ts";
