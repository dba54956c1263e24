import type { Application } from "#hiring/applications/tables.ts";
import { type CandidateWhole, skillKey } from "#hiring/candidates/rules.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";

export type MergeCode = "candidate.merge_self" | "candidate.merge_unknown" | "candidate.merge_open";

type Considered = Pick<Application, "jobId" | "status">;
/** Two applications of one person for one job. */
export type Double<A> = { from: A; into: A };

const further: Readonly<Record<Application["status"], number>> = { withdrawn: 0, rejected: 0, active: 1, hired: 2 };

/**
 * Which applications go over, and which stay with the record that goes because the other was considered for the same job. Nobody's
 * standing is lost: where the one that would stay behind stands further, people decide first.
 */
export function planOf<A extends Considered>(
  winner: readonly A[],
  loser: readonly A[],
): Outcome<{ moving: A[]; doubled: Double<A>[] }, MergeCode> {
  const moving: A[] = [];
  const doubled: Double<A>[] = [];
  for (const from of loser) {
    const into = winner.find(({ jobId }) => jobId === from.jobId);
    if (into === undefined) moving.push(from);
    else doubled.push({ from, into });
  }
  const ahead = doubled.filter(({ from, into }) => further[from.status] > further[into.status]);
  if (ahead.length > 0) return refuse("candidate.merge_open", { job_ids: ahead.map(({ from }) => from.jobId) });
  return done({ moving, doubled });
}

/** One person of two records: what the one who stays does not say, the other says. */
export function unite(winner: CandidateWhole, loser: CandidateWhole): CandidateWhole {
  const known = new Set(winner.skills.map(skillKey));
  return {
    ...winner,
    emails: [...winner.emails, ...loser.emails],
    skills: [...winner.skills, ...loser.skills.filter((skill) => !known.has(skillKey(skill)))],
    phone: winner.phone ?? loser.phone,
    location: winner.location ?? loser.location,
    timeZone: winner.timeZone ?? loser.timeZone,
    locale: winner.locale ?? loser.locale,
    currentCompany: winner.currentCompany ?? loser.currentCompany,
    currentTitle: winner.currentTitle ?? loser.currentTitle,
    yearsOfExperience: winner.yearsOfExperience ?? loser.yearsOfExperience,
    currentPay: winner.currentPay ?? loser.currentPay,
    expectedPay: winner.expectedPay ?? loser.expectedPay,
    noticePeriodDays: winner.noticePeriodDays ?? loser.noticePeriodDays,
    resumeUrl: winner.resumeUrl ?? loser.resumeUrl,
    saidStatus: winner.saidStatus ?? loser.saidStatus,
    ownerId: winner.ownerId ?? loser.ownerId,
    source: winner.source ?? loser.source,
    medium: winner.medium ?? loser.medium,
    campaign: winner.campaign ?? loser.campaign,
    linkedUserId: winner.linkedUserId ?? loser.linkedUserId,
    externalId: winner.externalId ?? loser.externalId,
    consents: [
      ...new Map([...loser.consents, ...winner.consents].map((consent) => [JSON.stringify(consent), consent])).values(),
    ],
    metadata: { ...loser.metadata, ...winner.metadata },
  };
}
