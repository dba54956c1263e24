// What the Worker's other doors are answered with: cron and queue.
export { ringLeft, takeIn, takeRung } from "./take-in.ts";
