import { describe, expect, it } from "vitest";
import { asInstant, toWire } from "#kernel/instant.ts";
import { asTold } from "#outreach/letters/rules.ts";
import { allChoices, judged, nothingSaid, quietUntil, wants, wishesIn } from "#outreach/notifications/rules.ts";
import { notifyHosts } from "#outreach/notifications/reactions.ts";
import { keysSentBy } from "#outreach/templates/catalogue.ts";
import { told } from "#outreach/notifications/words.ts";

const at = (text: string) => asInstant(Date.parse(text));
const quiet = (start: string, end: string, zone: string) => ({
  ...nothingSaid,
  quietStart: start,
  quietEnd: end,
  quietZone: zone,
});

describe("what a member wants to hear of", () => {
  it("is everything, until they say otherwise, each category and way for itself", () => {
    expect(Object.values(allChoices(nothingSaid)).every(({ mail, in_app }) => mail && in_app)).toBe(true);
    const said = { ...nothingSaid, choices: { reminder: { mail: false }, digest: { in_app: false } } };
    expect(wants(said, "reminder", "mail")).toBe(false);
    expect(wants(said, "reminder", "in_app")).toBe(true);
    expect(wants(said, "digest", "in_app")).toBe(false);
    expect(wants(said, "booking", "mail")).toBe(true);
  });

  it("never leaves out what keeps the account safe", () => {
    expect(wants({ ...nothingSaid, choices: { security: { mail: false } } }, "security", "mail")).toBe(true);
    const refused = judged(
      { security: { mail: false, in_app: false } },
      { start: "22:00", end: "22:00", time_zone: "UTC" },
    );
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: "notification_preferences.not_optional",
        errors: [
          { pointer: "/choices/security/mail" },
          { pointer: "/choices/security/in_app" },
          { pointer: "/quiet_hours/end", code: "notification_preferences.quiet_unfit" },
        ],
      },
    });
    expect(judged({ security: { mail: true } }, null).ok).toBe(true);
  });

  it("is asked of many at once, and who said nothing wants everything", () => {
    const row = { ...quiet("22:00", "07:00", "Europe/Berlin"), choices: { request: { in_app: false } } };
    const dates = { createdAt: at("2026-11-20T09:00:00Z"), updatedAt: at("2026-11-20T09:00:00Z"), version: 1 };
    const wishes = wishesIn([{ ...row, ...dates, tenantId: "ten_a", memberId: "mem_a" }]);
    expect(wishes.may("mem_a", "request", "in_app")).toBe(false);
    expect(wishes.may("mem_b", "request", "in_app")).toBe(true);
    expect(wishes.quietUntil("mem_a", at("2026-11-20T22:30:00Z"))).toBe(at("2026-11-21T06:00:00Z"));
    expect(wishes.quietUntil("mem_b", at("2026-11-20T22:30:00Z"))).toBeNull();
  });
});

describe("quiet hours", () => {
  it("hold back what is of use after them still, and never what keeps the account safe", () => {
    const dates = { createdAt: at("2026-11-20T09:00:00Z"), updatedAt: at("2026-11-20T09:00:00Z"), version: 1 };
    const wishes = wishesIn([
      { ...quiet("22:00", "07:00", "Europe/Berlin"), ...dates, tenantId: "ten_a", memberId: "mem_a" },
    ]);
    const [night, end] = [at("2026-11-20T22:30:00Z"), at("2026-11-21T06:00:00Z")];
    const held = (category: "booking" | "security", usefulUntil: number, now = night) =>
      wishes.heldUntil("mem_a", { category, usefulUntil: asInstant(usefulUntil) }, now);
    expect(held("booking", end)).toBe(end);
    expect(held("booking", end - 1)).toBeNull();
    expect(held("security", end)).toBeNull();
    expect(held("booking", end + 1, end)).toBeNull();
    expect(wishes.heldUntil("mem_b", { category: "booking", usefulUntil: end }, night)).toBeNull();
  });

  it.each([
    // Over midnight.
    ["22:00", "07:00", "Europe/Berlin", "2026-11-20T20:59:59Z", null],
    ["22:00", "07:00", "Europe/Berlin", "2026-11-20T21:00:00Z", "2026-11-21T06:00:00Z"],
    ["22:00", "07:00", "Europe/Berlin", "2026-11-21T02:00:00Z", "2026-11-21T06:00:00Z"],
    ["22:00", "07:00", "Europe/Berlin", "2026-11-21T06:00:00Z", null],
    // Within a day.
    ["12:00", "13:30", "Asia/Kolkata", "2026-11-20T06:29:00Z", null],
    ["12:00", "13:30", "Asia/Kolkata", "2026-11-20T06:30:00Z", "2026-11-20T08:00:00Z"],
    ["12:00", "13:30", "Asia/Kolkata", "2026-11-20T08:00:00Z", null],
    // The night in which the clock goes forward, and the one in which it goes back.
    ["22:00", "07:00", "Europe/Berlin", "2027-03-27T22:00:00Z", "2027-03-28T05:00:00Z"],
    ["22:00", "02:30", "Europe/Berlin", "2027-03-27T22:00:00Z", "2027-03-28T01:30:00Z"],
    ["22:00", "07:00", "Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
  ])("from %s to %s in %s, at %s, end at %s", (start, end, zone, now, until) => {
    const found = quietUntil(quiet(start, end, zone), at(now));
    expect(found === null ? null : toWire(found)).toBe(until);
  });

  it("are none where none were said", () => {
    expect(quietUntil(nothingSaid, at("2026-11-20T22:00:00Z"))).toBeNull();
  });
});

const of = (type: string, more: object = {}) => ({
  type,
  booking: { status: "confirmed" } as const,
  answer: undefined,
  ...more,
});

describe("the words for hosts", () => {
  it("press where a word is waited for, or a time is lost", () => {
    const pending = of("booking.created", { booking: { status: "pending" } });
    expect(told(of("booking.created"), "stays")).toEqual({ key: "booking.created.host", priority: "normal" });
    expect(told(pending, "stays")).toEqual({ key: "booking.pending.host", priority: "high" });
    for (const type of ["booking.canceled", "booking.rescheduled", "reschedule_request.created"])
      expect(told(of(type), "stays")).toEqual({ key: `${type}.host`, priority: "high" });
  });

  it("tell those who came and who went, and leave the others in peace", () => {
    expect(told(of("booking.reassigned"), "came")?.key).toBe("booking.reassigned.host_new");
    expect(told(of("booking.reassigned"), "went")?.key).toBe("booking.reassigned.host_old");
    expect(told(of("booking.reassigned"), "stays")).toBeNull();
    expect(told(of("booking.completed"), "stays")).toBeNull();
  });

  it("tell who answered, more pressingly who will not come", () => {
    expect(told(of("booking.rsvp", { answer: "declined" }), "stays")?.priority).toBe("high");
    expect(told(of("booking.rsvp", { answer: "accepted" }), "stays")?.priority).toBe("low");
    expect(told(of("booking.rsvp"), "stays")).toBeNull();
  });

  it("are letters that are sent in the product, all of them", () => {
    const types = notifyHosts.on.flatMap((type) => [
      of(type, { answer: "accepted" }),
      of(type, { booking: { status: "pending" } }),
    ]);
    const keys = types.flatMap((one) => (["stays", "came", "went"] as const).map((part) => told(one, part)?.key));
    const plain = keys.filter((key) => key !== undefined);
    const ofInterviews = plain.map((key) => asTold(key, { interview: { applicationStatus: "rejected" } }, "system"));
    // What reminders say, and whoever organizes an interview is told, is noted by others.
    const noted = keysSentBy("in_app").filter((key) => !/^reminder\.|\.organizer$/.test(key));
    expect(new Set([...plain, ...ofInterviews])).toEqual(new Set(noted));
  });
});
