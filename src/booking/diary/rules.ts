// What others may know of a diary's words; its verbs are for the object alone.
export { type Conflict, isConflict, type Policy, type Reason } from "./claims.ts";
export type { Asked, HoldAnswer, PrepareAnswer, Proof } from "./ledger.ts";
