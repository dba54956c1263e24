export { create, duplicate } from "./actions/make.ts";
export { change, remove, setHosts, setQuestions } from "./actions/change.ts";
export { get, getPublic, list, listPublic, type Offered, offerRead, offerStatements } from "./actions/look.ts";
export { questionsStatement } from "./store.ts";
