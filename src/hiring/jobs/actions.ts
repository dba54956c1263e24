export { autosave, create, publish } from "./actions/make.ts";
export { change, remove, setStages, step } from "./actions/change.ts";
export { get, getPublic, type JobOnShow, list, listPublic } from "./actions/look.ts";
export {
  findJob,
  findPublicJob,
  findStage,
  firstStage,
  type JobWhole,
  stagesOf,
  stillOpen,
  stillStage,
} from "./store.ts";
