import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterEdge, type Edge, raisesSequence } from "#booking/bookings/edges.ts";
import { type Booking, parties, statuses } from "#booking/bookings/tables.ts";
import { after, asInstant, hour, type Instant, minute } from "#kernel/instant.ts";

type Status = Booking["status"];

const refused = (code: string, facts: object) => ({ ok: false, refusal: { code, ...facts } });

const startsAt = asInstant(Date.UTC(2027, 0, 11, 9));
const endsAt = after(startsAt, hour);
const booking = (status: Status) => ({ status, startsAt, endsAt });
const before = after(startsAt, -1);
const during = after(startsAt, 30 * minute);

const edges: Edge[] = [
  "confirm",
  "decline",
  "expire",
  "cancel",
  "complete",
  "no_show",
  "reschedule",
  "keep_wall_time",
  "reassign",
  "relocate",
  "invite",
  "answer",
  "change",
];

/** Said once more, by hand: what each edge makes of each status while its time is right. */
const table: Record<Status, Partial<Record<Edge, Status>>> = {
  pending: {
    confirm: "confirmed",
    decline: "declined",
    expire: "expired",
    cancel: "canceled",
    reschedule: "pending",
    keep_wall_time: "pending",
    reassign: "pending",
    relocate: "pending",
    invite: "pending",
    answer: "pending",
    change: "pending",
  },
  confirmed: {
    cancel: "canceled",
    complete: "completed",
    no_show: "no_show",
    reschedule: "confirmed",
    keep_wall_time: "confirmed",
    reassign: "confirmed",
    relocate: "confirmed",
    invite: "confirmed",
    answer: "confirmed",
    change: "confirmed",
  },
  completed: { no_show: "no_show", change: "completed" },
  no_show: { complete: "completed", change: "no_show" },
  canceled: { change: "canceled" },
  declined: { change: "declined" },
  expired: { change: "expired" },
};

const fitting = (edge: Edge): Instant => (edge === "complete" || edge === "no_show" ? endsAt : before);
const every = statuses.flatMap((status) => edges.map((edge) => [status, edge] as const));

/** Changes of status that the database lets through, read off its trigger. */
function movesOfTrigger(sql: string): Set<string> {
  const clause = /OLD\.status = '(\w+)' AND NEW\.status (?:= '(\w+)'|IN \(([^)]*)\))/g;
  const moves = [...sql.matchAll(clause)].flatMap(([, from, one, several = ""]) =>
    (one === undefined ? several.split(",").map((word) => word.trim().slice(1, -1)) : [one]).map(
      (to) => `${from} → ${to}`,
    ),
  );
  return new Set(moves);
}

describe("a booking moves along its edges", () => {
  it.each(every)("%s, %s", (status, edge) => {
    const to = table[status][edge];
    const said = afterEdge(booking(status), edge, fitting(edge));
    expect(said).toEqual(
      to === undefined ? refused("booking.wrong_status", { booking_status: status }) : { ok: true, value: to },
    );
  });

  it("and nowhere else, at any time, whoever asks", () => {
    const moments = fc.integer({ min: startsAt - 2 * hour, max: endsAt + 2 * hour }).map(asInstant);
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.constantFrom(...edges),
        moments,
        fc.constantFrom(...parties),
        (status, edge, now, party) => {
          const said = afterEdge(booking(status), edge, now, party);
          const to = table[status][edge];
          const may = to === undefined ? ["booking.wrong_status"] : [to, "booking.too_early", "booking.over"];
          expect(may).toContain(said.ok ? said.value : said.refusal.code);
        },
      ),
    );
  });

  it("the database holds it to the very same ones", () => {
    const sql = readFileSync(join(import.meta.dirname, "../../migrations/0009_booking_edges.sql"), "utf8");
    const ours = new Set(
      every.flatMap(([status, edge]) => {
        const said = afterEdge(booking(status), edge, fitting(edge));
        return said.ok && said.value !== status ? [`${status} → ${said.value}`] : [];
      }),
    );
    expect(movesOfTrigger(sql)).toEqual(ours);
    expect(ours.size).toBe(9);
    // What is left of the guard once its moves are taken out: a status kept, and nothing that lets others through.
    const guard = sql.slice(sql.indexOf("OR NOT ("), sql.indexOf("BEGIN")).replaceAll(/\s+/g, " ");
    const rest = guard.replaceAll(/OR \(OLD\.status = '\w+' AND NEW\.status (?:= '\w+'|IN \([^)]*\))\)/g, "").trim();
    expect(rest.replaceAll(/\s+/g, " ")).toBe("OR NOT (NEW.status = OLD.status )");
  });

  it("a database that allowed one more, or one less, would be seen", () => {
    expect(
      movesOfTrigger("(OLD.status = 'a' AND NEW.status IN ('b', 'c')) OR (OLD.status = 'c' AND NEW.status = 'a')"),
    ).toEqual(new Set(["a → b", "a → c", "c → a"]));
  });
});

describe("the time for an edge", () => {
  it("nobody has failed to come before the start", () => {
    expect(afterEdge(booking("confirmed"), "no_show", before)).toEqual(
      refused("booking.too_early", { possible_from: "2027-01-11T09:00:00Z" }),
    );
    expect(afterEdge(booking("confirmed"), "no_show", startsAt).ok).toBe(true);
  });

  it("by the clock a meeting is done at its end; people may say so from the start on", () => {
    expect(afterEdge(booking("confirmed"), "complete", after(endsAt, -1))).toEqual(
      refused("booking.too_early", { possible_from: "2027-01-11T10:00:00Z" }),
    );
    expect(afterEdge(booking("confirmed"), "complete", endsAt).ok).toBe(true);
    for (const party of ["staff", "host"] as const) {
      expect(afterEdge(booking("confirmed"), "complete", before, party)).toEqual(
        refused("booking.too_early", { possible_from: "2027-01-11T09:00:00Z" }),
      );
      expect(afterEdge(booking("confirmed"), "complete", startsAt, party).ok).toBe(true);
    }
  });

  it.each(["pending", "confirmed"] as const)("a %s meeting that has begun is not moved", (status) => {
    expect(afterEdge(booking(status), "reschedule", before).ok).toBe(true);
    expect(afterEdge(booking(status), "reschedule", startsAt)).toEqual(
      refused("booking.over", { possible_until: "2027-01-11T09:00:00Z" }),
    );
  });

  it.each(["cancel", "reassign", "relocate", "invite", "answer"] as const)("until its end one may still %s", (edge) => {
    expect(afterEdge(booking("confirmed"), edge, after(endsAt, -1)).ok).toBe(true);
    expect(afterEdge(booking("confirmed"), edge, endsAt)).toEqual(
      refused("booking.over", { possible_until: "2027-01-11T10:00:00Z" }),
    );
  });

  it("what nobody said yes to is let go at any time, and confirmed only until its end", () => {
    const late = after(endsAt, hour);
    expect(afterEdge(booking("pending"), "confirm", during).ok).toBe(true);
    expect(afterEdge(booking("pending"), "confirm", endsAt)).toMatchObject({ refusal: { code: "booking.over" } });
    expect(afterEdge(booking("pending"), "decline", late).ok).toBe(true);
    expect(afterEdge(booking("pending"), "expire", late).ok).toBe(true);
  });

  it("a status that has no such edge is said before the time is", () => {
    expect(afterEdge(booking("canceled"), "no_show", before)).toMatchObject({
      refusal: { code: "booking.wrong_status", booking_status: "canceled" },
    });
  });
});

describe("calendars count as a revision", () => {
  it("what changes when, where or with whom one meets, and every way it ends before its time", () => {
    expect(edges.filter(raisesSequence)).toEqual([
      "decline",
      "expire",
      "cancel",
      "reschedule",
      "keep_wall_time",
      "reassign",
      "relocate",
    ]);
  });
});
