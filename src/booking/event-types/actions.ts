export { create, duplicate } from "./actions/make.ts";
export { change, remove, setHosts, setQuestions } from "./actions/change.ts";
export { besidesReads, get, getPublic, list, listPublic, type Offered } from "./actions/look.ts";
export { questionsStatement } from "./store.ts";
