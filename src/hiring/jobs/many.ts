// What may be said of a new job and of a known one, for whoever brings many.
import { changeJob, createJob } from "./contract.ts";

export const newJob = createJob.body;
export const jobPatch = changeJob.body;
