import { isOpenForApplications } from "#hiring/jobs/rules.ts";
import type { JobStage } from "#hiring/jobs/tables.ts";
import { exceeded, networkOf } from "#http/guard.ts";
import { mergeMetadata } from "#http/wire.ts";
import { getPublic } from "#identity/tenants/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, toWire } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { commit } from "#platform/commit.ts";
import type { Policy } from "#platform/limiter/budget.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Context, type Scope } from "#platform/scope.ts";
import { begun, changed } from "./record.ts";
import {
  afterEdge,
  hiringStatuses,
  isHiring,
  isThere,
  roundAt,
  seenBoth,
  type Status,
  stageAfter,
  type Verb,
} from "./rules.ts";
import { type ApplicationFilter, type ApplicationShown, searchApplications, shown, type Wish } from "./search.ts";
import * as store from "./store.ts";
import type { Application, ApplicationEvent } from "./tables.ts";

export { join } from "./join.ts";
export { sourcesOf } from "./sources.ts";
export type { ApplicationShown } from "./search.ts";

/** Two who begin the same at once: the second looks again, and finds the first. */
const taken = {
  "applications.tenant_id, applications.job_id, applications.candidate_id": { code: "commit.missed" },
  "applications.tenant_id, applications.job_id, applications.guest_email": { code: "commit.missed" },
};

const neededFor = { candidate: "candidates:read", job: "jobs:read", stage: "jobs:read" } as const;

/** Nobody sees by way of an application what they may not see by itself. */
function maySee({ permissions }: Scope, wish: Wish): Outcome<true> {
  const missing = [...wish].map((name) => neededFor[name]).find((permission) => !permissions.has(permission));
  return missing === undefined ? done(true) : refuse("permission.missing", { permission: missing });
}

export async function list(
  scope: Scope,
  filter: ApplicationFilter,
  cut: Cut,
  wish: Wish,
): Promise<Outcome<Page<ApplicationShown>>> {
  const may = maySee(scope, wish);
  if (!may.ok) return may;
  const page = await searchApplications(scope, filter, cut);
  return done({ ...page, rows: await shown(scope, page.rows, wish) });
}

export async function get(scope: Scope, id: Id<"application">, wish: Wish): Promise<Outcome<ApplicationShown>> {
  const may = maySee(scope, wish);
  if (!may.ok) return may;
  const found = await store.findApplication(scope, id);
  if (found === undefined) return refuse("application.unknown");
  const [application = found] = await shown(scope, [found], wish);
  return done(application);
}

export async function history(scope: Scope, id: Id<"application">, cut: Cut): Promise<Outcome<Page<ApplicationEvent>>> {
  const found = await store.findApplication(scope, id);
  return found === undefined ? refuse("application.unknown") : done(await store.listEvents(scope, id, cut));
}

type Papers = {
  cover_letter: string | null;
  resume_url: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  referrer: string | null;
};
type GuestWords = { name: string; email: string; phone: string | null };

export type ApplicationWords = Papers & {
  job_id: Id<"job">;
  candidate_id?: Id<"candidate"> | undefined;
  guest?: GuestWords | undefined;
  stage_id?: Id<"stage"> | undefined;
  recruiter_id?: Id<"member"> | null | undefined;
  external_id: string | null;
  applied_at?: Instant | undefined;
  metadata: Record<string, string>;
};

const papersOf = (words: Papers) => ({
  coverLetter: words.cover_letter,
  resumeUrl: words.resume_url,
  source: words.source,
  medium: words.medium,
  campaign: words.campaign,
  referrer: words.referrer,
});

/** One that nothing has happened to, at this stage. */
const newborn = (scope: Scope, job: Id<"job">, stage: { id: Id<"stage">; round: number }): Application => ({
  tenantId: scope.tenant.id,
  id: scope.newId("application"),
  jobId: job,
  candidateId: null,
  stageId: stage.id,
  round: stage.round,
  status: "active",
  reason: null,
  recruiterId: null,
  guestName: null,
  guestEmail: null,
  guestPhone: null,
  guestConsent: null,
  joinedAt: null,
  coverLetter: null,
  resumeUrl: null,
  source: null,
  medium: null,
  campaign: null,
  referrer: null,
  externalId: null,
  appliedAt: scope.now,
  endedAt: null,
  metadata: {},
  createdBy: actorWord(scope.actor),
  createdAt: scope.now,
  updatedAt: scope.now,
  version: 1,
  deletedAt: null,
  deletedBy: null,
});

const guestOf = ({ name, email, phone }: GuestWords) => ({ guestName: name, guestEmail: email, guestPhone: phone });

/** The stage that was named, or the first. */
function stageFor(stages: readonly JobStage[], named: Id<"stage"> | undefined) {
  const id = named ?? stages[0]?.id;
  const round = id === undefined ? undefined : roundAt(stages, id);
  if (id === undefined || round === undefined) return refuse("application.stage_unknown", { pointer: "/stage_id" });
  return done({ id, round });
}

export async function create(scope: Scope, words: ApplicationWords): Promise<Outcome<Application>> {
  const { candidate_id: candidate, guest, recruiter_id: recruiter } = words;
  const whom = candidate === undefined ? { email: guest?.email ?? "" } : { candidate };
  const found = await store.readJob(scope, words.job_id, whom, recruiter);
  const { job } = found;
  if (job === undefined) return refuse("job.unknown", { pointer: "/job_id" });
  const there = candidate === undefined ? done(true) : isThere(found.candidate, "/candidate_id");
  if (!there.ok) return there;
  if (!isHiring(job)) return refuse("application.job_closed", { job_status: job.status });
  if (recruiter && found.recruiter === undefined)
    return refuse("application.recruiter_unknown", { pointer: "/recruiter_id" });
  if (words.applied_at !== undefined && words.applied_at > scope.now)
    return refuse("application.in_future", { pointer: "/applied_at" });
  if (found.earlier !== undefined) return refuse("application.exists", { application_id: found.earlier });
  const stage = stageFor(found.stages, words.stage_id);
  if (!stage.ok) return stage;

  const row: Application = {
    ...newborn(scope, job.id, stage.value),
    ...papersOf(words),
    ...(guest === undefined ? {} : guestOf(guest)),
    candidateId: candidate ?? null,
    recruiterId: recruiter === undefined ? job.recruiterId : recruiter,
    externalId: words.external_id,
    appliedAt: words.applied_at ?? scope.now,
    metadata: words.metadata,
  };
  const first = [store.failUnlessFree(scope, row, whom, hiringStatuses)];
  return commit(scope, { ...begun(scope, row), first, taken });
}

export type StrangerWords = GuestWords & Papers & { consent: { text: string } };
export type Receipt = { job: string; receivedAt: Instant };

/** One network may apply so often at one company: career days are busy, floods are not let in. */
const strangers: Policy = { name: "applications", quota: 30, windowSeconds: 3_600 };

/** By anyone. Whether it was the first from this address, and who has it, nobody is told. */
export async function applyPublicly(
  context: Context,
  at: { tenant: string; slug: string },
  words: StrangerWords,
): Promise<Outcome<Receipt>> {
  const company = await getPublic(context, at.tenant);
  if (!company.ok) return company;
  const { id, slug, mode } = company.value;
  const scope: Scope = { ...context, tenant: { id, slug, mode }, permissions: new Set() };
  const whom = { email: words.email };
  const { job, stages, earlier } = await store.readPublicJob(scope, at.slug, words.email);
  if (job === undefined || !job.isPublic || job.status === "draft") return refuse("job.unknown");
  if (!isOpenForApplications(job, scope.now)) return refuse("application.job_closed");
  const network = networkOf(context.caller?.ip ?? "0.0.0.0");
  const verdict = await askBudget(scope.bindings, `${id}:${network}`, strangers);
  if (!verdict.allowed) return { ok: false, refusal: exceeded(strangers, verdict) };
  const receipt: Receipt = { job: at.slug, receivedAt: scope.now };
  if (earlier !== undefined) return done(receipt);
  const stage = stageFor(stages, undefined);
  if (!stage.ok) return refuse("application.job_closed");

  const { text } = words.consent;
  const row: Application = {
    ...newborn(scope, job.id, stage.value),
    ...papersOf(words),
    ...guestOf(words),
    guestConsent: { purpose: "application", text, at: toWire(scope.now), until: null },
    recruiterId: job.recruiterId,
  };
  const first = [store.failUnlessFree(scope, row, whom, ["open"])];
  return commit(scope, { ...begun(scope, row), first, taken, result: receipt });
}

export type ApplicationPatch = { [K in keyof Papers]?: Papers[K] | undefined } & {
  recruiter_id?: Id<"member"> | null | undefined;
  external_id?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

const or = <T>(said: T | undefined, standing: T): T => (said === undefined ? standing : said);

export async function change(
  scope: Scope,
  id: Id<"application">,
  patch: ApplicationPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Application>> {
  const was = await store.findApplication(scope, id);
  if (was === undefined) return refuse("application.unknown");
  const current = seen(was, ifMatch);
  if (!current.ok) return current;
  const recruiter = or(patch.recruiter_id, was.recruiterId);
  if (recruiter !== null && recruiter !== was.recruiterId && (await store.findMember(scope, recruiter)) === undefined)
    return refuse("application.recruiter_unknown", { pointer: "/recruiter_id" });

  const columns = {
    recruiterId: recruiter,
    coverLetter: or(patch.cover_letter, was.coverLetter),
    resumeUrl: or(patch.resume_url, was.resumeUrl),
    source: or(patch.source, was.source),
    medium: or(patch.medium, was.medium),
    campaign: or(patch.campaign, was.campaign),
    referrer: or(patch.referrer, was.referrer),
    externalId: or(patch.external_id, was.externalId),
    metadata: mergeMetadata(was.metadata, patch.metadata),
  };
  return commit(scope, changed(scope, was, columns, "changed"));
}

export type EdgeWords = { reason: string | null; expected_version?: number | undefined };

export async function move(
  scope: Scope,
  id: Id<"application">,
  words: EdgeWords & { stage_id: Id<"stage"> },
  ifMatch: number | undefined,
): Promise<Outcome<Application>> {
  const { application: was, stages } = await store.readPlace(scope, id);
  if (was === undefined) return refuse("application.unknown");
  const current = seenBoth(was, words.expected_version, ifMatch);
  if (!current.ok) return current;
  const place = stageAfter(was, stages, words.stage_id);
  if (!place.ok) return place;

  const recorded = changed(scope, was, place.value, "moved", words.reason);
  return commit(scope, { ...recorded, first: [store.failUnlessStands(scope, recorded.result)] });
}

type Ending = Extract<Verb, "rejected" | "withdrawn" | "hired">;

/** Rejects, withdraws or hires: all that was considered is over. */
const ending =
  (verb: Ending) =>
  async (
    scope: Scope,
    id: Id<"application">,
    { reason, expected_version: expected }: EdgeWords,
    ifMatch: number | undefined,
  ): Promise<Outcome<Application>> => {
    const was = await store.findApplication(scope, id);
    if (was === undefined) return refuse("application.unknown");
    const current = seenBoth(was, expected, ifMatch);
    if (!current.ok) return current;
    const status: Outcome<Status> = afterEdge(was, verb);
    if (!status.ok) return status;
    return commit(scope, changed(scope, was, { status: status.value, reason, endedAt: scope.now }, verb, reason));
  };

export const reject = ending("rejected");
export const withdraw = ending("withdrawn");
export const hire = ending("hired");

export async function reopen(
  scope: Scope,
  id: Id<"application">,
  { reason, expected_version: expected }: EdgeWords,
  ifMatch: number | undefined,
): Promise<Outcome<Application>> {
  const { application: was, job, candidate } = await store.readPlace(scope, id);
  if (was === undefined) return refuse("application.unknown");
  const current = seenBoth(was, expected, ifMatch);
  if (!current.ok) return current;
  const status = afterEdge(was, "reopened");
  if (!status.ok) return status;
  if (job === undefined || !isHiring(job)) return refuse("application.job_closed", { job_status: job?.status });
  const there = was.candidateId === null ? done(true) : isThere(candidate);
  if (!there.ok) return there;

  const columns = { status: status.value, reason, endedAt: null };
  const recorded = changed(scope, was, columns, "reopened", reason);
  return commit(scope, { ...recorded, first: [store.failUnlessGoingOn(scope, was, hiringStatuses)] });
}
