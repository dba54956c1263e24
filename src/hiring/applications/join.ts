// A guest becomes a candidate: one who was known, or one who is made of what the guest said.
import { findOrCreateCandidate } from "#hiring/candidates/actions.ts";
import { alsoKnownAs } from "#hiring/candidates/client.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { changed } from "./record.ts";
import { afterEdge, isThere, seenBoth } from "./rules.ts";
import * as store from "./store.ts";
import type { Application } from "./tables.ts";

type Asked = { candidate_id?: Id<"candidate"> | undefined; expected_version?: number | undefined };

/** Of two who join one guest at once, or introduce them, the second looks again. */
const taken = {
  "applications.tenant_id, applications.job_id, applications.candidate_id": { code: "commit.missed" },
  "candidate_emails.tenant_id, candidate_emails.email": { code: "commit.missed" },
};

export async function join(
  scope: Scope,
  id: Id<"application">,
  { candidate_id: named, expected_version: expected }: Asked,
  ifMatch: number | undefined,
): Promise<Outcome<Application>> {
  const found = await store.readGuest(scope, id, named);
  const { application: was } = found;
  if (was === undefined) return refuse("application.unknown");
  const current = seenBoth(was, expected, ifMatch);
  if (!current.ok) return current;
  if (was.candidateId !== null) {
    const code = was.joinedAt === null ? "application.no_guest" : "application.joined";
    return refuse(code, { candidate_id: was.candidateId });
  }
  const status = afterEdge(was, "joined");
  if (!status.ok) return status;
  const there = named === undefined ? done(true) : isThere(found.named, "/candidate_id");
  if (!there.ok) return there;
  if (named !== undefined && found.holder !== undefined && found.holder !== named)
    return refuse("application.email_elsewhere", { candidate_id: found.holder });

  const whose = await candidateFor(scope, was, named ?? found.holder);
  if (!whose.ok) return whose;
  const other = await store.findOther(scope, was.jobId, whose.value.candidate);
  if (other !== undefined) return refuse("application.exists", { application_id: other.id });
  const recorded = changed(scope, was, { candidateId: whose.value.candidate, joinedAt: scope.now }, "joined");
  // The candidate comes first: an application cannot point at nobody.
  return commit(scope, { ...recorded, first: whose.value.statements, alsoFacts: whose.value.facts, taken });
}

/** Who the guest is from now on, with what has to be written for it. */
async function candidateFor(scope: Scope, was: Application, known: Id<"candidate"> | undefined) {
  const { guestEmail: email, guestConsent: consent } = was;
  if (email === null) return refuse("application.no_guest");
  if (known !== undefined) {
    const taking = await alsoKnownAs(scope, known, { email, consent });
    return taking.ok ? done({ candidate: known, ...taking.value }) : taking;
  }
  const made = await findOrCreateCandidate(scope, {
    name: was.guestName ?? email,
    email,
    phone: was.guestPhone,
    resume_url: was.resumeUrl,
    source: was.source,
    medium: was.medium,
    campaign: was.campaign,
    owner_id: was.recruiterId,
    consents: consent === null ? [] : [consent],
  });
  return done({ candidate: made.candidate.id, statements: made.statements, facts: made.facts });
}
