import type { Candidate } from "#hiring/candidates/tables.ts";
import type { Job } from "#hiring/jobs/tables.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen, type VersionCode } from "#kernel/version.ts";
import type { Application } from "./tables.ts";

export type ApplicationCode =
  | "application.unknown"
  | "application.exists"
  | "application.no_edge"
  | "application.stage_unknown"
  | "application.job_closed"
  | "application.in_future"
  | "application.recruiter_unknown"
  | "application.joined"
  | "application.no_guest"
  | "application.email_elsewhere";

export type Status = Application["status"];

/** What may be done with an application, by the name its history and its fact have for it. */
export const verbs = ["moved", "rejected", "withdrawn", "hired", "reopened", "joined", "changed"] as const;
export type Verb = (typeof verbs)[number];

/** From each status, what may be done and where that leads. What is not here is refused; the books refuse it as well. */
export const edges: Readonly<Record<Status, Partial<Record<Verb, Status>>>> = {
  active: {
    moved: "active",
    rejected: "rejected",
    withdrawn: "withdrawn",
    hired: "hired",
    joined: "active",
    changed: "active",
  },
  hired: { reopened: "active", joined: "hired", changed: "hired" },
  rejected: { reopened: "active", joined: "rejected", changed: "rejected" },
  withdrawn: { reopened: "active", joined: "withdrawn", changed: "withdrawn" },
};

/** Where doing this leads, or that nothing leads there. */
export function afterEdge({ status }: Pick<Application, "status">, verb: Verb): Outcome<Status, ApplicationCode> {
  const to = edges[status][verb];
  return to === undefined ? refuse("application.no_edge", { application_status: status }) : done(to);
}

type Place = { id: Application["stageId"]; position: number };

/** How far along somebody at this stage is: the first stage is round 0. Undefined where the job has no such stage. */
export function roundAt(stages: readonly Place[], stage: Application["stageId"]): number | undefined {
  const round = stages.toSorted((a, b) => a.position - b.position).findIndex(({ id }) => id === stage);
  return round < 0 ? undefined : round;
}

/** A move leads to another stage of the same job that stands. */
export function stageAfter(
  application: Pick<Application, "status" | "stageId">,
  stages: readonly Place[],
  to: Application["stageId"],
): Outcome<Pick<Application, "stageId" | "round">, ApplicationCode> {
  const edge = afterEdge(application, "moved");
  if (!edge.ok) return edge;
  const round = roundAt(stages, to);
  if (round === undefined) return refuse("application.stage_unknown", { pointer: "/stage_id" });
  if (to === application.stageId)
    return refuse("application.no_edge", {
      application_status: application.status,
      detail: "It is at this stage already.",
    });
  return done({ stageId: to, round });
}

/** Whether somebody can be considered: they are there, and did not turn out to be somebody else. */
export function isThere(
  candidate: Pick<Candidate, "deletedAt" | "mergedInto"> | undefined,
  pointer?: string,
): Outcome<true, "candidate.unknown" | "candidate.merged"> {
  const where = pointer === undefined ? {} : { pointer };
  if (candidate?.deletedAt === null) return done(true);
  return candidate === undefined || candidate.mergedInto === null
    ? refuse("candidate.unknown", where)
    : refuse("candidate.merged", { ...where, merged_into: candidate.mergedInto });
}

/** Both ways of saying which version one has seen. */
export function seenBoth(
  was: Pick<Application, "version">,
  expected: number | undefined,
  ifMatch: number | undefined,
): Outcome<true, VersionCode> {
  const current = seen(was, ifMatch);
  return current.ok ? seen(was, expected) : current;
}

/** While a job is in one of these, staff consider people for it; strangers apply only while it is open. */
export const hiringStatuses: readonly Job["status"][] = ["open", "paused"];

export const isHiring = (job: Pick<Job, "kind" | "status">): boolean =>
  job.kind === "job" && hiringStatuses.includes(job.status);
