export { cancel } from "./actions/cancel.ts";
export { get, list } from "./actions/look.ts";
export { change, create, createForStage } from "./actions/plan.ts";
