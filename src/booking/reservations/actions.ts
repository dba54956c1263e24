// Unsent reads, for whoever asks about people's time in one batch. Writers come with bookings.
export { blocks, type Taken, taken, takenStatement } from "./store.ts";
