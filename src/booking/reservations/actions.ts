// Unsent reads, for whoever asks about people's time in one batch. Writers come with bookings.
export {
  busyStatement,
  type Members,
  type Taken,
  takenByStatement,
  takenStatement,
  theseMembers,
  type Window,
} from "./store.ts";
