import { describe, expect, it } from "vitest";
import { liesIn, mayBe, settledByMove, windowsFit } from "#booking/requests/rules.ts";
import { asInstant, day, hour, type Instant } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const at = (text: string): Instant => asInstant(Date.parse(text));
const inHours = (from: number, until: number) => ({
  from: asInstant(now + from * hour),
  until: asInstant(now + until * hour),
});

describe("windows", () => {
  it("end after they begin, are not over, and lie within a year; every fault is told where it stands", () => {
    expect(windowsFit([inHours(1, 2), inHours(-1, 1)], now)).toEqual({ ok: true, value: true });
    const year = { from: now, until: asInstant(now + 365 * day) };
    expect(windowsFit([year], now).ok).toBe(true);
    const wrong = [
      inHours(2, 2),
      inHours(3, 2),
      inHours(1, 2),
      inHours(-2, 0),
      { ...year, until: asInstant(year.until + 1) },
    ];
    const verdict = windowsFit(wrong, now);
    const code = "reschedule_request.window_invalid";
    expect(verdict).toEqual({
      ok: false,
      refusal: { code, errors: [0, 1, 3, 4].map((place) => ({ pointer: `/windows/${place}/until`, code })) },
    });
  });

  it("hold the starts from their beginning until just before their end", () => {
    const windows = [
      { from: "2026-11-24T09:00:00Z", until: "2026-11-24T12:00:00Z" },
      { from: "2026-11-26T09:00:00+01:00", until: "2026-11-26T10:00:00+01:00" },
    ];
    const starts = ["2026-11-24T08:59:59Z", "2026-11-24T09:00:00Z", "2026-11-24T11:59:59Z", "2026-11-24T12:00:00Z"];
    expect(starts.map((start) => liesIn(windows, at(start)))).toEqual([false, true, true, false]);
    expect(liesIn(windows, at("2026-11-26T08:00:00Z"))).toBe(true);
    expect(liesIn(windows, at("2026-11-26T09:00:00Z"))).toBe(false);
  });
});

describe("a request", () => {
  const windows = [{ from: "2026-11-24T09:00:00Z", until: "2026-11-24T12:00:00Z" }];
  const within = at("2026-11-24T10:00:00Z");
  const beyond = at("2026-11-25T10:00:00Z");

  it("is accepted by whoever of the other side moves the booking there, and closed by every other move", () => {
    for (const askedBy of ["host", "staff"] as const) {
      expect(settledByMove({ askedBy, windows }, "invitee", within)).toBe("accepted");
      expect(settledByMove({ askedBy, windows }, "invitee", beyond)).toBe("closed");
      for (const party of ["host", "staff", "system"] as const)
        expect(settledByMove({ askedBy, windows }, party, within)).toBe("closed");
    }
    for (const party of ["host", "staff"] as const)
      expect(settledByMove({ askedBy: "invitee", windows }, party, within)).toBe("accepted");
    expect(settledByMove({ askedBy: "invitee", windows }, "invitee", within)).toBe("closed");
  });

  it("is accepted and declined by the other side, withdrawn by who asked, and only while it waits", () => {
    const verbs = ["accept", "decline", "withdraw"] as const;
    const parties = ["invitee", "host", "staff"] as const;
    const allowed = (askedBy: (typeof parties)[number], status: "pending" | "declined" = "pending") =>
      parties.map((party) => verbs.filter((verb) => mayBe(verb, { askedBy, status }, party).ok).join(" "));
    expect(allowed("invitee")).toEqual(["withdraw", "accept decline", "accept decline"]);
    expect(allowed("host")).toEqual(["accept decline", "withdraw", "withdraw"]);
    expect(allowed("staff")).toEqual(allowed("host"));
    expect(allowed("staff", "declined")).toEqual(["", "", ""]);
    const request = { askedBy: "host", status: "declined" } as const;
    expect(mayBe("accept", request, "staff")).toMatchObject({ refusal: { code: "reschedule_request.wrong_side" } });
    expect(mayBe("accept", request, "invitee")).toMatchObject({
      refusal: { code: "reschedule_request.settled", request_status: "declined" },
    });
  });
});
