// What other features read of interviews. What they do to them goes through actions.
export { findByBooking, findInterview, type InterviewWhole } from "./store.ts";
export { handInterviews } from "./hand-over.ts";
export { type Beside, type Wish, withBeside } from "./beside.ts";
