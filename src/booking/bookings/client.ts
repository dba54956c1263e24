// The words in which a booking is asked for, for whoever downstream asks for one.
export { answersIn, guestIn, holdTokenIn, locationIn, slotTokenIn } from "./shapes.ts";
