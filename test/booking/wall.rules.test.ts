import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driftOf } from "#booking/bookings/wall.ts";
import { after, asInstant, hour, type Instant, minute, second } from "#kernel/instant.ts";
import { onWall } from "#time/wall.ts";
import { zoneNames } from "#time/zones.ts";

const at = (text: string): Instant => asInstant(Date.parse(text));
const drift = (timeZone: string, localStartsAt: string, startsAt: string) =>
  driftOf({ timeZone, localStartsAt, startsAt: at(startsAt) });

describe("a wall time that was promised", () => {
  it("is kept where the wall still shows it, at either of two readings", () => {
    expect(drift("Europe/Paris", "2026-11-23T10:00:00", "2026-11-23T09:00:00Z")).toBeNull();
    expect(drift("Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z")).toBeNull();
    expect(drift("Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T01:30:00Z")).toBeNull();
  });

  it("is another instant where the clocks are set otherwise by now", () => {
    expect(drift("Europe/Paris", "2026-11-23T10:00:00", "2026-11-23T08:00:00Z")).toEqual({
      reading: "once",
      to: at("2026-11-23T09:00:00Z"),
    });
    // To the second, though walls are read by the minute.
    expect(drift("Europe/Paris", "2026-11-23T10:00:00", "2026-11-23T10:00:15Z")).toEqual({
      reading: "once",
      to: at("2026-11-23T09:00:15Z"),
    });
  });

  it("that exists twice is kept by the nearest reading, the earlier of two as near", () => {
    expect(drift("Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T02:30:00Z")).toEqual({
      reading: "twice",
      to: at("2026-10-25T01:30:00Z"),
    });
    expect(drift("Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T01:00:00Z")).toEqual({
      reading: "twice",
      to: at("2026-10-25T00:30:00Z"),
    });
  });

  it("that the clocks skip, or in a zone that is none, has no instant", () => {
    expect(drift("Europe/Paris", "2027-03-28T02:30:00", "2027-03-28T00:30:00Z")).toEqual({
      reading: "never",
      to: null,
    });
    expect(drift("Europe/Atlantis", "2027-03-28T02:30:00", "2027-03-28T00:30:00Z")).toEqual({
      reading: "never",
      to: null,
    });
  });

  it("whatever the zone: nothing drifts by itself, and what is put right is right", () => {
    const zones = fc.constantFrom(...zoneNames());
    const moments = fc
      .integer({ min: Date.UTC(2026, 0, 1) / second, max: Date.UTC(2040, 0, 1) / second })
      .map((seconds) => asInstant(seconds * second));
    const offsets = fc.constantFrom(-2 * hour, -hour, -30 * minute, 20 * minute, 30 * minute, hour, 3 * hour);
    fc.assert(
      fc.property(zones, moments, offsets, (timeZone, startsAt, offset) => {
        const localStartsAt = onWall(startsAt, timeZone);
        expect(driftOf({ timeZone, localStartsAt, startsAt })).toBeNull();
        const moved = after(startsAt, offset);
        const to = driftOf({ timeZone, localStartsAt, startsAt: moved })?.to ?? moved;
        expect(onWall(to, timeZone)).toBe(localStartsAt);
        expect(driftOf({ timeZone, localStartsAt, startsAt: to })).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
