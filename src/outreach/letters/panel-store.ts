// What letters about an interview's booking say besides the booking, and the links they print.
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Application } from "#hiring/applications/tables.ts";
import { type Interview, interviews, type Participant, participants } from "#hiring/interviews/tables.ts";
import { type PanelLink, panelLinks } from "#hiring/panel-links/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

/** The interview that a booking is of, and who is on its panel now. */
export type OfInterview = Interview & {
  job: string | null;
  applicationStatus: Application["status"] | null;
  seats: readonly Participant[];
};

/** Unsent: three statements, of which `interviewFrom` makes one interview. */
export function interviewStatements({ db, tenant }: Scope, booking: Id<"booking">) {
  const ofBooking = and(
    eq(interviews.tenantId, tenant.id),
    eq(interviews.bookingId, booking),
    isNull(interviews.deletedAt),
  );
  const applied = sql`(select applied.job_id from applications applied where applied.tenant_id = ${tenant.id}
    and applied.id = ${interviews.applicationId})`;
  return [
    db.select().from(interviews).where(ofBooking),
    db
      .select({
        job: sql<string | null>`(select jobs.title from jobs where jobs.tenant_id = ${tenant.id}
          and jobs.id = coalesce(${interviews.jobId}, ${applied}))`.as("job"),
        applicationStatus: sql<Application["status"] | null>`(select applied.status from applications applied
          where applied.tenant_id = ${tenant.id} and applied.id = ${interviews.applicationId})`.as(
          "application_status",
        ),
      })
      .from(interviews)
      .where(ofBooking),
    db
      .select()
      .from(participants)
      .where(
        and(
          eq(participants.tenantId, tenant.id),
          sql`${participants.interviewId} = (select itv.id from interviews itv where itv.tenant_id = ${tenant.id}
            and itv.booking_id = ${booking} and itv.deleted_at is null)`,
          sql`${participants.memberId} is not null`,
          isNull(participants.removedAt),
        ),
      ),
  ] as const;
}

export function interviewFrom(
  rows: readonly Interview[],
  about: readonly Pick<OfInterview, "job" | "applicationStatus">[],
  seats: readonly Participant[],
): OfInterview | undefined {
  const [interview] = rows;
  const [more] = about;
  return interview === undefined || more === undefined ? undefined : { ...interview, ...more, seats };
}

/** The last that was made for one of a panel to do this by. */
export const findLastLink = (
  scope: Scope,
  interview: Id<"interview">,
  participant: Id<"participant">,
  purpose: PanelLink["purpose"],
): Promise<PanelLink | undefined> =>
  scope.db
    .select()
    .from(panelLinks)
    .where(
      and(
        eq(panelLinks.tenantId, scope.tenant.id),
        eq(panelLinks.interviewId, interview),
        eq(panelLinks.participantId, participant),
        eq(panelLinks.purpose, purpose),
      ),
    )
    .orderBy(desc(panelLinks.createdAt), desc(panelLinks.id))
    .limit(1)
    .get();
