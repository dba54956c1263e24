// Unsent reads, for whoever asks about people's time in one batch. Writers come with bookings.
export { beginningStatement, blocks, type Taken, taken, takenStatement } from "./store.ts";
