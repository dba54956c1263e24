export { extend, extendPublicly, get, list, release, releasePublicly } from "./actions/keep.ts";
export { hold, holdByLink, holdPublicly, type NewHold } from "./actions/take.ts";
export { type StaffHold } from "./store.ts";
