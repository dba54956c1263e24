export { closeRequests } from "./store.ts";
