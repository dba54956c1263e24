export { autosave, create, publish, taken as jobTaken, toMake } from "./actions/make.ts";
export { change, remove, setStages, step, toChange } from "./actions/change.ts";
export { jobPatch, newJob } from "./many.ts";
export { get, getPublic, type JobOnShow, list, listPublic } from "./actions/look.ts";
export { type JobWhole, listNamed } from "./store.ts";
