// Who is in an interview, beside its booking: hosts are of the panel, and whoever is of the panel by their time is a host.
import type { BookingWhole } from "#booking/bookings/actions.ts";
import type { Attendee } from "#booking/bookings/tables.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { cardOf, inOrder, takesTime } from "../rules.ts";
import * as store from "../store.ts";
import type { Interview, Participant } from "../tables.ts";
import { memberSeat } from "./rows.ts";

/** What seating a booking's people changes: nothing, where `statements` are none. */
export type Seated = {
  participants: readonly Participant[];
  statements: readonly Statement[];
  came: readonly Participant[];
  gone: readonly Participant[];
};

type Change = Partial<Omit<Participant, "tenantId" | "id" | "interviewId">>;

/**
 * The panel as the booking has it: each host has a part and their place in it, the candidate theirs; who hosts no more is out, and of
 * as many as came instead each has the part of one who went.
 */
export function seated(
  scope: Scope,
  interview: Pick<Interview, "id">,
  here: readonly Participant[],
  { attendees }: Pick<BookingWhole, "attendees">,
): Seated {
  const hosts = attendees.filter(({ role, memberId }) => role === "host" && memberId !== null);
  const invitee = attendees.find(({ role }) => role === "invitee");
  const statements: Statement[] = [];
  const hosting = new Map(hosts.map((host) => [host.memberId, host]));
  const gone = here.filter((one) => one.memberId !== null && one.attendeeId !== null && !hosting.has(one.memberId));
  const places = gone.values();
  const kept = here
    .filter((one) => !gone.includes(one))
    .map((one): Participant => {
      const host = one.role === "candidate" ? invitee : hosting.get(one.memberId);
      return host === undefined ? one : placed(scope, one, host, statements);
    });
  let led = kept.some(({ role }) => role === "lead");
  const came = hosts
    .filter(({ memberId }) => !here.some((one) => one.memberId === memberId))
    .map((host): Participant => {
      const before = places.next().value;
      const role = before?.role ?? (led ? "panelist" : "lead");
      led ||= role === "lead";
      return newcomer(scope, interview, host, before, role);
    });
  for (const one of gone) statements.push(store.updateParticipant(scope, one, { removedAt: scope.now }));
  statements.push(...store.insertParticipants(scope, came));
  return { participants: inOrder([...kept, ...came]), statements, came, gone };
}

/** One who is there already, with their place in the booking. Who looked on and hosts now is of the panel. */
function placed(scope: Scope, one: Participant, host: Attendee, statements: Statement[]): Participant {
  const role = one.role === "candidate" || takesTime(one.role) ? one.role : "panelist";
  const change: Change = {
    attendeeId: host.id,
    poolId: poolOf(host),
    rsvp: host.rsvp,
    role,
    card: role === one.role ? one.card : cardOf(role),
  };
  const isAsWas =
    one.attendeeId === change.attendeeId &&
    one.poolId === change.poolId &&
    one.rsvp === change.rsvp &&
    one.role === role;
  if (isAsWas) return one;
  statements.push(store.updateParticipant(scope, one, change));
  return { ...one, ...change, updatedAt: scope.now };
}

const poolOf = ({ poolId }: Attendee) => poolId as Participant["poolId"];

function newcomer(
  scope: Scope,
  { id }: Pick<Interview, "id">,
  host: Attendee,
  before: Participant | undefined,
  role: Participant["role"],
): Participant {
  if (host.memberId === null || role === "candidate") throw new Error("A host is one of the company's.");
  return {
    ...memberSeat(scope, id, { member_id: host.memberId, role, card: before?.card }),
    poolId: poolOf(host),
    attendeeId: host.id,
    rsvp: host.rsvp,
    replacesId: before?.id ?? null,
  };
}
