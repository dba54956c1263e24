export { holdWithLink } from "./actions/by-link.ts";
export {
  extend,
  extendByLink,
  extendPublicly,
  get,
  list,
  release,
  releaseByLink,
  releasePublicly,
} from "./actions/keep.ts";
export { hold, holdPublicly, type NewHold } from "./actions/take.ts";
export { type StaffHold } from "./store.ts";
