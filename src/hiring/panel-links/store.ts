import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { candidates } from "#hiring/candidates/tables.ts";
import { interviews, participants } from "#hiring/interviews/tables.ts";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { failIfMissed } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import type { Context, Scope } from "#platform/scope.ts";
import type { Claim } from "./link.ts";
import { type PanelLink, panelLinks } from "./tables.ts";

type Within = Pick<Context, "db" | "now"> & { tenant: { id: Id<"tenant"> } };

const one = ({ tenant }: Within, id: Id<"panel_link">) =>
  and(eq(panelLinks.tenantId, tenant.id), eq(panelLinks.id, id));

/** What a token claims to be, with all that decides what it still opens; whoever has left is in no panel. */
export async function readClaimed({ db }: Context, { tenant, id }: Claim) {
  const named = (column: SQL) => sql`(select ${column} from panel_links claimed where claimed.tenant_id = ${tenant}
    and claimed.id = ${id})`;
  const seat = and(eq(participants.tenantId, tenant), sql`${participants.id} = ${named(sql`claimed.participant_id`)}`);
  const [[link], [house], [interview], [found], [member], [candidate]] = await db.batch([
    db
      .select()
      .from(panelLinks)
      .where(and(eq(panelLinks.tenantId, tenant), eq(panelLinks.id, id))),
    db.select().from(tenants).where(eq(tenants.id, tenant)),
    db
      .select()
      .from(interviews)
      .where(
        and(
          eq(interviews.tenantId, tenant),
          sql`${interviews.id} = ${named(sql`claimed.interview_id`)}`,
          isNull(interviews.deletedAt),
        ),
      ),
    db.select().from(participants).where(seat),
    db
      .select({ name: members.displayName })
      .from(members)
      .where(
        and(
          eq(members.tenantId, tenant),
          sql`${members.id} = (select seat.member_id from participants seat where seat.tenant_id = ${tenant}
            and seat.id = ${named(sql`claimed.participant_id`)})`,
          eq(members.status, "active"),
          isNull(members.deletedAt),
        ),
      ),
    db
      .select({ name: candidates.name })
      .from(candidates)
      .where(
        and(
          eq(candidates.tenantId, tenant),
          sql`${candidates.id} = (select itv.candidate_id from interviews itv where itv.tenant_id = ${tenant}
            and itv.id = ${named(sql`claimed.interview_id`)})`,
          isNull(candidates.deletedAt),
        ),
      ),
  ]);
  const isHere = found !== undefined && (found.memberId === null || member !== undefined);
  return { link, house, interview, seat: isHere ? found : undefined, name: member?.name ?? null, candidate };
}

/** The link as it was opened still opens the same: what a write by its bearer stands on. */
export const stillOpens = (link: PanelLink, { now }: Pick<Context, "now">): SQL =>
  sql`exists (select 1 from panel_links lent where lent.tenant_id = ${link.tenantId} and lent.id = ${link.id}
      and lent.key_version = ${link.keyVersion} and lent.used_at is null and lent.revoked_at is null
      and lent.expires_at > ${now})
    and exists (select 1 from participants seat where seat.tenant_id = ${link.tenantId} and seat.id = ${link.participantId}
      and seat.removed_at is null and (${link.purpose} <> 'feedback' or seat.card_submitted_at is null))
    and exists (select 1 from tenants house where house.id = ${link.tenantId} and house.deleted_at is null
      and house.status <> 'suspended')`;

export const findLink = (scope: Scope, id: Id<"panel_link">): Promise<PanelLink | undefined> =>
  scope.db.select().from(panelLinks).where(one(scope, id)).get();

export async function listLinks(
  scope: Scope,
  filter: { interview_id: Id<"interview"> },
  cut: Cut,
): Promise<Page<PanelLink>> {
  const page = keyset(cut, panelLinks.createdAt, panelLinks.id);
  const rows = await scope.db
    .select()
    .from(panelLinks)
    .where(and(eq(panelLinks.tenantId, scope.tenant.id), eq(panelLinks.interviewId, filter.interview_id), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const insertLink = (scope: Within, link: PanelLink): Statement => scope.db.insert(panelLinks).values(link);

/** Once; the whole batch is undone when somebody was faster, or it was taken back. */
export const useLink = (scope: Scope, before: PanelLink): Statement[] => [
  scope.db
    .update(panelLinks)
    .set({ usedAt: scope.now, version: before.version + 1 })
    .where(
      and(
        one(scope, before.id),
        eq(panelLinks.version, before.version),
        isNull(panelLinks.usedAt),
        isNull(panelLinks.revokedAt),
      ),
    ),
  failIfMissed(scope),
];

export const updateLink = (scope: Scope, before: PanelLink, after: PanelLink): Statement =>
  scope.db
    .update(panelLinks)
    .set({ revokedAt: after.revokedAt, usedAt: after.usedAt, version: after.version })
    .where(and(one(scope, before.id), eq(panelLinks.version, before.version)));
