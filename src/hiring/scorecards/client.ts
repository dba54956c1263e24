// What other features hand to cards, unsent.
export { handCards } from "./hand-over.ts";
