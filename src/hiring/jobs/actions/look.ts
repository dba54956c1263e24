import { getPublic as getPublicTenant } from "#identity/tenants/actions.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import { type PublicRecruiter, publicRecruiters } from "#hiring/recruiters/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import * as store from "../store.ts";

export const list = async (scope: Scope, filter: store.JobFilter, cut: Cut): Promise<Outcome<Page<store.JobWhole>>> =>
  done(await store.listJobs(scope, filter, cut));

export async function get(scope: Scope, id: Id<"job">): Promise<Outcome<store.JobWhole>> {
  const found = await store.findWhole(scope, id);
  return found === undefined ? refuse("job.unknown") : done(found);
}

/** What anyone is shown of a job: of whom, and whom to ask. */
export type JobOnShow = { job: store.JobWhole; tenant: Tenant; recruiter: PublicRecruiter | null };

async function shown(context: Context, tenant: Tenant, jobs: readonly store.JobWhole[]): Promise<JobOnShow[]> {
  const ids = jobs.flatMap(({ recruiterId }) => recruiterId ?? []);
  const recruiters = await publicRecruiters({ db: context.db, tenant }, ids);
  return jobs.map((job) => ({ job, tenant, recruiter: recruiters.get(job.recruiterId) ?? null }));
}

export async function listPublic(context: Context, slug: string, cut: Cut): Promise<Outcome<Page<JobOnShow>>> {
  const found = await getPublicTenant(context, slug);
  if (!found.ok) return found;
  const tenant = found.value;
  const page = await store.listPublicJobs({ db: context.db, now: context.now, tenant }, cut);
  return done({ ...page, rows: await shown(context, tenant, page.rows) });
}

export async function getPublic(context: Context, tenantSlug: string, slug: string): Promise<Outcome<JobOnShow>> {
  const found = await getPublicTenant(context, tenantSlug);
  if (!found.ok) return found;
  const tenant = found.value;
  const job = await store.findPublicJob({ db: context.db, now: context.now, tenant }, slug);
  if (job === undefined) return refuse("job.unknown");
  const [onShow] = await shown(context, tenant, [job]);
  return onShow === undefined ? refuse("job.unknown") : done(onShow);
}
