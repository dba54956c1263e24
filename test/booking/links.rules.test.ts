import { describe, expect, it } from "vitest";
import { afterEdge } from "#booking/bookings/edges.ts";
import { invitationToCancel, invitationToMove } from "#booking/bookings/policy.ts";
import { statuses } from "#booking/bookings/tables.ts";
import { linkToken, readLinkToken } from "#booking/links/link.ts";
import {
  bookingVerbs,
  expiryOfBookingLink,
  faultsOfAim,
  faultsOfExpiry,
  faultsOfWindow,
  isOpenHouse,
  lets,
  offers,
  opened,
  standingOf,
  verbsLeft,
} from "#booking/links/rules.ts";
import type { Link } from "#booking/links/tables.ts";
import { onlyBy } from "#booking/slots/people.ts";
import { mintId } from "#kernel/ids.ts";
import { after, asInstant, day, hour, type Instant, minute } from "#kernel/instant.ts";
import { configOf } from "#platform/config.ts";
import { testSecrets } from "../support/secrets.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const config = configOf({
  STAGE: "development",
  PUBLIC_ORIGIN: "http://localhost",
  MAIL_FROM: "Interlock <mail@interlock.example>",
  ...testSecrets,
});

const link = (change: Partial<Link> = {}): Link => ({
  tenantId: mintId("tenant", now),
  id: mintId("link", now),
  kind: "scheduling",
  verbs: ["view", "book"],
  keyVersion: 1,
  bookingId: null,
  eventTypeId: null,
  memberId: null,
  name: null,
  maxUses: 1,
  uses: 0,
  startsAfter: null,
  startsBefore: null,
  expiresAt: after(now, day),
  revokedAt: null,
  revokedBy: null,
  openedAt: null,
  metadata: {},
  createdBy: "system",
  createdAt: now,
  updatedAt: now,
  version: 1,
  ...change,
});

describe("a link's token", () => {
  it("says where the link is, and is the same whenever it is printed", async () => {
    const row = link();
    const token = await linkToken(config, row);
    expect(token).toMatch(/^lnk_[0-9a-z]{26}\.ten_[0-9a-z]{26}\.[\w-]{43}$/);
    expect(await linkToken(config, row)).toBe(token);
    expect(await linkToken(config, { ...row, keyVersion: 2 })).not.toBe(token);
    expect(readLinkToken(token)).toEqual({ tenant: row.tenantId, id: row.id, signature: token.split(".")[2] });
  });

  it.each(["", "lnk_", "x.y.z", "lnk_01h455vb4pex5vsknk084sn02q", "lnk_01h455vb4pex5vsknk084sn02q.ten_x.y"])(
    "%j is none",
    (text) => expect(readLinkToken(text)).toBeUndefined(),
  );

  it("one part more or a wrong kind is none", async () => {
    const token = await linkToken(config, link());
    expect(readLinkToken(`${token}.x`)).toBeUndefined();
    expect(readLinkToken(token.replace("lnk_", "inv_"))).toBeUndefined();
  });
});

/** What somebody is told who opens a link that stands so. */
function codeOf(...words: Parameters<typeof opened>): string {
  const outcome = opened(...words);
  return outcome.ok ? "opens" : outcome.refusal.code;
}

describe("the standing of a link", () => {
  it.each<[string, Partial<Link>]>([
    ["good", {}],
    ["good", { maxUses: null, uses: 1_000 }],
    ["good", { maxUses: 3, uses: 2 }],
    ["used", { uses: 1 }],
    ["used", { maxUses: 3, uses: 4, expiresAt: now }],
    ["expired", { expiresAt: now }],
    ["revoked", { revokedAt: now, uses: 1, expiresAt: now }],
  ])("%s", (standing, change) => expect(standingOf(link(change), now)).toBe(standing));

  it("expires at its moment, not before", () => {
    const row = link();
    expect(standingOf(row, asInstant(row.expiresAt - 1))).toBe("good");
    expect(standingOf(row, row.expiresAt)).toBe("expired");
  });

  it("who opens it is told what is over only where it was ours, and the company is open", () => {
    const revoked = link({ revokedAt: now });
    expect(codeOf(link(), 1, true, now)).toBe("opens");
    expect(codeOf(revoked, 1, true, now)).toBe("link.over");
    expect(codeOf(link({ keyVersion: 2 }), 1, true, now)).toBe("link.over");
    for (const row of [link(), revoked, undefined]) {
      expect(codeOf(row, undefined, true, now)).toBe("link.unknown");
      expect(codeOf(row, 1, false, now)).toBe("link.unknown");
    }
  });

  it("a company that is closed, suspended, or a demo that is over, is open to nobody", () => {
    const open = { status: "active" as const, deletedAt: null, demoEndsAt: null };
    expect(isOpenHouse(open, now)).toBe(true);
    expect(isOpenHouse({ ...open, status: "demo", demoEndsAt: after(now, 1) }, now)).toBe(true);
    expect(isOpenHouse({ ...open, status: "demo", demoEndsAt: now }, now)).toBe(false);
    expect(isOpenHouse({ ...open, status: "suspended" }, now)).toBe(false);
    expect(isOpenHouse({ ...open, deletedAt: now }, now)).toBe(false);
  });

  it("a verb that is not on it is named", () => {
    expect(lets(link(), "book").ok).toBe(true);
    expect(lets(link(), "cancel")).toMatchObject({ refusal: { code: "link.verb_missing", verb: "cancel" } });
  });

  it("a booking's link outlives the meeting by thirty days", () => {
    expect(expiryOfBookingLink(now)).toBe(now + 30 * day);
  });
});

const verbs = (...words: Parameters<typeof verbsLeft>) => verbsLeft(...words).map(({ verb }) => verb);

describe("what an invitee may still do", () => {
  const policy = { allowed: true, cutoff_minutes: 60, reason_required: false };
  const policies = { cancellation: policy, rescheduling: { ...policy, max_times: 2 } };
  const booking = { status: "confirmed" as const, startsAt: after(now, day), rescheduledCount: 0 };
  const held = link({ kind: "booking", verbs: [...bookingVerbs], expiresAt: after(now, 31 * day) });

  it("each verb with its last moment", () => {
    const cutoff = after(now, day - hour);
    expect(verbsLeft(held, booking, policies, now)).toEqual([
      { verb: "view", until: held.expiresAt },
      { verb: "reschedule", until: cutoff },
      { verb: "cancel", until: cutoff },
      { verb: "upload", until: held.expiresAt },
    ]);
  });

  it("after a cancel, only to look; moved often enough, all but move", () => {
    expect(verbs({ ...held, verbs: ["view"] }, { ...booking, status: "canceled" }, policies, now)).toEqual(["view"]);
    const often = { ...booking, rescheduledCount: 2 };
    expect(verbs(held, often, policies, now)).toEqual(["view", "cancel", "upload"]);
    const never = { ...policies, cancellation: { ...policy, allowed: false } };
    expect(verbs(held, booking, never, now)).toEqual(["view", "reschedule", "upload"]);
  });

  it("whoever is asked to move it may until it begins, whatever the policy", () => {
    const forbidding = { ...policies, rescheduling: { ...policies.rescheduling, allowed: false } };
    const untilStart = { verb: "reschedule", until: booking.startsAt };
    for (const [standing, rules] of [
      [booking, forbidding],
      [{ ...booking, rescheduledCount: 2 }, policies],
    ] as const)
      expect(verbsLeft(held, standing, rules, now, true)).toContainEqual(untilStart);
    const over = { ...booking, status: "canceled" as const };
    expect(verbs(held, over, policies, now, true)).toEqual(["view"]);
    expect(verbs(held, booking, policies, booking.startsAt, true)).toEqual(["view", "upload"]);
  });

  it("is what the rules of bookings let them do, at every moment", () => {
    const told = statuses.flatMap((status) =>
      [-hour, -1, 0, 1, minute, hour - 1, hour, hour + 1, day].flatMap((ahead) =>
        [0, 2].map((rescheduledCount) => {
          const startsAt = after(now, ahead);
          return { status, startsAt, endsAt: after(startsAt, hour), rescheduledCount };
        }),
      ),
    );
    const said = [0, 60].flatMap((cutoff_minutes) =>
      [true, false].flatMap((allowed) =>
        [null, 2].map((max_times) => ({ allowed, cutoff_minutes, max_times, reason_required: false })),
      ),
    );
    for (const one of told)
      for (const rules of said) {
        const left = verbs(held, one, { cancellation: rules, rescheduling: rules }, now);
        const cancels = afterEdge(one, "cancel", now).ok && invitationToCancel(rules, one, now, null).ok;
        const moves = afterEdge(one, "reschedule", now).ok && invitationToMove(rules, one, now, null).ok;
        const where = JSON.stringify([one, rules]);
        expect([where, left.includes("cancel"), left.includes("reschedule")]).toEqual([where, cancels, moves]);
      }
  });
});

describe("what a scheduling link is for", () => {
  const [type, member] = [mintId("event_type", now), mintId("member", now)];
  const known = { eventType: { active: true }, member: true, hosts: true, hasOwnType: true };
  const codes = (aim: [typeof type | null, typeof member | null], change: object = {}) =>
    faultsOfAim({ eventTypeId: aim[0], memberId: aim[1] }, { ...known, ...change }).map(
      ({ pointer, code }) => `${pointer} ${code.slice("scheduling_link.".length)}`,
    );

  it("an event type, a member, or both where they fit", () => {
    expect(codes([type, null], { member: false, hosts: false, hasOwnType: false })).toEqual([]);
    expect(codes([null, member], { eventType: undefined, hosts: false })).toEqual([]);
    expect(codes([type, member], { hasOwnType: false })).toEqual([]);
  });

  it("anything else is refused where it stands", () => {
    expect(codes([null, null])).toEqual(["/event_type_id aim_missing"]);
    expect(codes([type, member], { eventType: undefined, member: false })).toEqual([
      "/event_type_id event_type_unknown",
      "/member_id member_unknown",
    ]);
    expect(codes([type, null], { eventType: { active: false } })).toEqual(["/event_type_id event_type_inactive"]);
    expect(codes([type, member], { hosts: false })).toEqual(["/member_id member_not_host"]);
    expect(codes([null, member], { hasOwnType: false })).toEqual(["/member_id nothing_to_book"]);
  });

  it("its window ends after it begins and after now, its life within a year", () => {
    const window = (from: number | null, to: number | null) =>
      faultsOfWindow({ startsAfter: from as Instant | null, startsBefore: to as Instant | null }, now).length;
    expect([window(null, null), window(now - day, null), window(now, now + 1), window(null, now + 1)]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([window(now + 1, now + 1), window(null, now), window(now - 2, now - 1)]).toEqual([1, 1, 1]);
    const ends = (at: number) => faultsOfExpiry(asInstant(at), now).length;
    expect([ends(now + 1), ends(now + 365 * day)]).toEqual([0, 0]);
    expect([ends(now), ends(now + 365 * day + 1)]).toEqual([1, 1]);
  });

  it("they offer the one it names, or whatever their member gives alone, while that is on offer", () => {
    const one = { id: type, kind: "one_on_one" as const, active: true };
    expect(offers({ eventTypeId: type, memberId: null }, { ...one, kind: "collective" }, [])).toBe(true);
    expect(offers({ eventTypeId: type, memberId: null }, { ...one, active: false }, [])).toBe(false);
    expect(offers({ eventTypeId: mintId("event_type", now), memberId: null }, one, [])).toBe(false);
    expect(offers({ eventTypeId: null, memberId: member }, one, [member])).toBe(true);
    expect(offers({ eventTypeId: null, memberId: member }, { ...one, kind: "group" }, [member])).toBe(false);
    expect(offers({ eventTypeId: null, memberId: member }, one, [mintId("member", now)])).toBe(false);
  });
});

const pool = (name: string, active = true) => ({ id: `pol_${name}` as const, active });
const seat = (name: string, who: string) => ({
  poolId: `pol_${name}` as const,
  memberId: `mem_${who}` as const,
});

describe("where one member must come", () => {
  const seats = [seat("a", "lena"), seat("a", "arjun"), seat("b", "arjun"), seat("b", "mei")];
  const names = (who: string, fixed: string[], drawn = [pool("a"), pool("b")]) =>
    onlyBy(
      `mem_${who}` as const,
      fixed.map((one) => ({ memberId: `mem_${one}` as const })),
      drawn,
      seats,
    )?.map(({ poolId, memberId }) => `${poolId.slice(4)} ${memberId.slice(4)}`);

  it("the first pool that has them sends them alone, and other pools whom they like", () => {
    expect(names("lena", [])).toEqual(["a lena", "b arjun", "b mei"]);
    expect(names("arjun", [])).toEqual(["a arjun", "b arjun", "b mei"]);
    expect(names("arjun", [], [pool("a", false), pool("b")])).toEqual(["a lena", "a arjun", "b arjun"]);
  });

  it("who is always there needs no pool, and who is no host comes by no way", () => {
    expect(names("salma", ["salma"])).toHaveLength(4);
    expect(names("salma", ["lena"])).toBeUndefined();
  });
});
