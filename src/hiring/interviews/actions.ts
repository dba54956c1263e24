export { cancel } from "./actions/cancel.ts";
export { end, noShow, start } from "./actions/course.ts";
export { get, list } from "./actions/look.ts";
export { change, create, createForStage } from "./actions/plan.ts";
export { type Replaced, replaceHost } from "./actions/replace.ts";
export { addSeat, changeSeat, removeSeat } from "./actions/seats.ts";
export { followedBy, reschedule, schedule } from "./actions/schedule.ts";
export { type AnswerWords, respond, respondMyself } from "./actions/respond.ts";
