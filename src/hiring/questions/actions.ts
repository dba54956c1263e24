export { change, create, get, list, remove } from "./actions/bank.ts";
export { interviewKit, type Kit, setKit, stageKit } from "./actions/kit.ts";
export { changeResponse, listResponses, record, removeResponse } from "./actions/responses.ts";
