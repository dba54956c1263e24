import { Webhook as Standard } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { eventTypes } from "../../src/facts.ts";
import { asInstant, day, hour, minute, second } from "#kernel/instant.ts";
import { bodyOf, eventsMeant, fits, type StoredEvent } from "#outreach/events/rules.ts";
import {
  challengeEnd,
  circuitOf,
  dueAfter,
  echoes,
  endOf,
  isSubscribed,
  isWithheld,
  lanes,
  maxTries,
  opensAfter,
  verdictOf,
  widthOf,
} from "#outreach/webhooks/rules.ts";
import { mintSigningSecret, signedHeaders } from "#outreach/webhooks/signing.ts";
import type { Webhook } from "#outreach/webhooks/tables.ts";
import type { Heard } from "#platform/outbound.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const url = "https://hooks.lumen.example/";
const answered = (status: number, body = ""): Heard => ({ status, milliseconds: 5, body, excerpt: body, error: null });
const unheard: Heard = { status: null, milliseconds: 10_000, error: "timeout" };

describe("nine tries", () => {
  it("take three days, nearly, each after a longer wait than the one before, a fifth more or less", () => {
    const waits = Array.from({ length: maxTries - 1 }, (_, at) => {
      const [soonest, middle, latest] = [0, 0.5, 0.999_999].map((luck) => (dueAfter(at + 1, now, luck) ?? now) - now);
      if (soonest === undefined || middle === undefined || latest === undefined) throw new Error("no wait");
      expect(soonest / middle).toBeCloseTo(0.8, 3);
      expect(latest / middle).toBeCloseTo(1.2, 3);
      return middle;
    });
    expect(maxTries).toBe(9);
    expect(waits.slice(0, 3)).toEqual([5 * second, 5 * minute, 30 * minute]);
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    const all = waits.reduce((sum, wait) => sum + wait, 0);
    expect(all).toBeGreaterThan(2.8 * day);
    expect(all).toBeLessThan(3 * day);
    expect(dueAfter(maxTries, now, 0.5)).toBeNull();
  });

  it("end with an answer of 2xx, and at once with 410; a redirect is no answer", () => {
    const tried = { attempts: 1, dueAt: now };
    const end = (heard: Heard, attempts = 1) => endOf({ ...tried, attempts }, url, heard, now, 0.5);
    expect([200, 201, 204, 299].map((status) => end(answered(status)).status)).toEqual(Array(4).fill("sent"));
    expect([301, 302, 307, 400, 404, 429, 500, 503].map((status) => end(answered(status)).status)).toEqual(
      Array(8).fill("pending"),
    );
    expect(end(answered(410))).toMatchObject({ status: "failed", error: "http_410" });
    expect(end(unheard)).toMatchObject({ status: "pending", error: "timeout", dueAt: now + 5 * second });
    expect(end(unheard, 9)).toMatchObject({ status: "failed", attempt: { outcome: "failed", responseStatus: null } });
    expect(end(answered(500, "no")).attempt).toMatchObject({
      responseStatus: 500,
      responseText: "no",
      milliseconds: 5,
      url,
    });
    expect([answered(200), answered(410), answered(302), unheard].map(verdictOf)).toEqual([
      "answered",
      "gone",
      "failed",
      "failed",
    ]);
  });
});

describe("an endpoint's circuit", () => {
  const well = { active: true, status: "active", deletedAt: null, failures: 0, pausedUntil: null } as Webhook;

  it("opens after ten failures in a row, lets one through to see, and closes when that is answered", () => {
    const paused = asInstant(now + minute);
    expect(widthOf(well, now)).toBe(lanes);
    expect(widthOf({ ...well, failures: opensAfter - 1 }, now)).toBe(lanes);
    const open = { ...well, failures: opensAfter, pausedUntil: paused };
    expect([circuitOf(open, now), widthOf(open, now)]).toEqual(["open", 0]);
    expect([circuitOf(open, paused), widthOf(open, paused)]).toEqual(["half_open", 1]);
    expect([circuitOf(well, now), widthOf(well, now)]).toEqual(["closed", 4]);
  });

  it("nothing goes to one that is off, unproved, disabled or gone", () => {
    const others = [{ active: false }, { status: "pending" }, { status: "disabled" }, { deletedAt: now }] as const;
    expect(others.map((other) => widthOf({ ...well, ...other }, now))).toEqual([0, 0, 0, 0]);
  });

  it("one that proved itself once goes on collecting while its new address is asked; one that never did does not", () => {
    const pending = { active: true, status: "pending", verifiedAt: null } as const;
    expect(isSubscribed(pending)).toBe(false);
    expect(isSubscribed({ ...pending, verifiedAt: now })).toBe(true);
    expect(isSubscribed({ ...pending, verifiedAt: now, active: false })).toBe(false);
    expect(isSubscribed({ ...pending, status: "disabled", verifiedAt: now })).toBe(false);
  });

  it("a test tenant's gets nothing, unless it is this very machine", () => {
    expect(isWithheld("live", url)).toBe(false);
    expect(isWithheld("test", url)).toBe(true);
    expect(isWithheld("test", "http://127.0.0.1:4000/")).toBe(false);
  });
});

describe("a challenge", () => {
  it("is answered by the word alone, or in JSON", () => {
    expect(echoes("word\n", "word")).toBe(true);
    expect(echoes('{"challenge":"word","ok":true}', "word")).toBe(true);
    for (const wrong of [
      "",
      "wor",
      "words",
      '"word"',
      "{}",
      '{"challenge":"words"}',
      "[]",
      "null",
      "<html>word</html>",
    ])
      expect(echoes(wrong, "word")).toBe(false);
  });

  it("has to come back with a good status, and what comes back is kept nowhere", () => {
    expect(challengeEnd(answered(200, "word"), url, "word", now)).toMatchObject({
      status: "sent",
      attempt: { responseText: null },
    });
    expect(challengeEnd(answered(500, "word"), url, "word", now)).toMatchObject({
      status: "failed",
      error: "http_500",
    });
    expect(challengeEnd(answered(200, "what?"), url, "word", now)).toMatchObject({
      status: "failed",
      error: "challenge_not_echoed",
      attempt: { responseText: "what?" },
    });
    expect(challengeEnd(unheard, url, "word", now)).toMatchObject({ status: "failed", error: "timeout" });
  });
});

describe("signatures", () => {
  const message = { id: "evt_1", at: asInstant(Date.now()), body: '{"type":"x"}' };

  it("are those of Standard Webhooks, one for each secret that is alive", async () => {
    const [first, second_] = [mintSigningSecret(), mintSigningSecret()];
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const headers = await signedHeaders([first, second_], message);
    for (const secret of [first, second_])
      expect(new Standard(secret).verify(message.body, headers)).toEqual({ type: "x" });
    expect(headers["webhook-signature"]).toBe(
      [first, second_]
        .map((secret) => new Standard(secret).sign("evt_1", new Date(message.at), message.body))
        .join(" "),
    );
    expect(() => new Standard(mintSigningSecret()).verify(message.body, headers)).toThrow("No matching signature");
    expect(() => new Standard(first).verify('{"type":"y"}', headers)).toThrow("No matching signature");
  });

  it("grow old", async () => {
    const secret = mintSigningSecret();
    const headers = await signedHeaders([secret], { ...message, at: asInstant(message.at - hour) });
    expect(() => new Standard(secret).verify(message.body, headers)).toThrow("too old");
  });
});

describe("events", () => {
  it("are asked for by name, by noun, or all at once", () => {
    expect(fits(["booking.created"], "booking.created")).toBe(true);
    expect(fits(["booking.created"], "booking.canceled")).toBe(false);
    expect(fits(["booking.*"], "booking.canceled")).toBe(true);
    expect(fits(["booking.*"], "booking_settings.changed")).toBe(false);
    expect(fits(["*"], "team.created")).toBe(true);
    expect(fits([], "team.created")).toBe(false);
  });

  it("of no known name are pointed at, each at its place", () => {
    const meant = eventsMeant(["booking.*", "team.created"], eventTypes, "/events");
    const bookings = eventTypes.filter((type) => /^booking\.|^team\.created$/.test(type));
    expect(meant).toEqual({ ok: true, value: bookings });
    expect(eventsMeant(["booking.created", "bookings.*", "team.exploded"], eventTypes, "/events")).toEqual({
      ok: false,
      refusal: {
        code: "event.name_unknown",
        errors: [
          { pointer: "/events/1", code: "event.name_unknown", detail: "bookings.*" },
          { pointer: "/events/2", code: "event.name_unknown", detail: "team.exploded" },
        ],
      },
    });
  });

  const stored: StoredEvent = {
    id: "evt_01h455vb4pex5vsknk084sn02q",
    seq: 7,
    type: "team.changed",
    entityType: "team",
    entityId: "tea_01h455vb4pex5vsknk084sn02q",
    entityVersion: 3,
    actor: "system",
    requestId: "req_1",
    at: now,
    before: { name: "Platform", tags: ["a"], note: null, gone: 1 },
    after: { name: "Platforms", tags: ["a"], note: null, fresh: 2 },
    sequence: 3,
    previousId: null,
  };

  it("tell what was otherwise before, and what there is now", () => {
    expect(bodyOf(stored)).toMatchObject({
      type: "team.changed",
      timestamp: "2026-11-20T09:00:00Z",
      data: {
        version: 3,
        seq: 7,
        sequence: 3,
        after: stored.after,
        previous_attributes: { name: "Platform", gone: 1 },
      },
    });
    expect(bodyOf({ ...stored, before: null }).data.previous_attributes).toBeNull();
    expect(bodyOf({ ...stored, after: null }).data).toMatchObject({ after: null, previous_attributes: stored.before });
  });
});
