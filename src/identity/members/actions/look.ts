import type { User } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "../store.ts";
import type { Member } from "../tables.ts";

/** A member with the roles they hold, and what else was asked for. */
export type MemberShown = Member & {
  held: readonly store.Held[];
  expanded: store.Expansion;
  seats: readonly store.Seated[];
  user: User | undefined;
};

export async function list(
  scope: Scope,
  filter: store.MemberFilter,
  cut: Cut & { by: "created_at" | "display_name" },
  expand: store.Expansion,
): Promise<Outcome<Page<MemberShown>>> {
  const page = await store.listMembers(scope, filter, cut);
  return done({ ...page, rows: await shown(scope, page.rows, expand) });
}

export async function get(scope: Scope, id: Id<"member">, expand: store.Expansion): Promise<Outcome<MemberShown>> {
  const member = await store.findMember(scope, id);
  const [found] = member === undefined ? [] : await shown(scope, [member], expand);
  return found === undefined ? refuse("member.unknown") : done(found);
}

export async function listRoles(scope: Scope, id: Id<"member">, cut: Cut): Promise<Outcome<Page<store.Grant>>> {
  const member = await store.findMember(scope, id);
  return member === undefined ? refuse("member.unknown") : done(await store.listGrants(scope, id, cut));
}

async function shown(scope: Scope, rows: readonly Member[], expand: store.Expansion): Promise<MemberShown[]> {
  if (rows.length === 0) return [];
  const found = await store.around(scope, rows, expand);
  const held = Map.groupBy(found.roles, (role) => role.memberId);
  const seats = Map.groupBy(found.seats, (seat) => seat.memberId);
  const users = new Map(found.users.map((user) => [user.id, user]));
  return rows.map((row) => ({
    ...row,
    held: held.get(row.id) ?? [],
    expanded: expand,
    seats: seats.get(row.id) ?? [],
    user: users.get(row.userId),
  }));
}

/** A member just written, in the words of a read that expands nothing. */
export const shownWith = (member: Member, held: readonly Omit<store.Held, "memberId">[]): MemberShown => ({
  ...member,
  held: held.map((role) => ({ ...role, memberId: member.id })),
  expanded: new Set(),
  seats: [],
  user: undefined,
});
