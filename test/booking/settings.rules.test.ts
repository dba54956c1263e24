import { describe, expect, it } from "vitest";
import { originsIn } from "#booking/settings/rules.ts";

describe("whose pages may show ours", () => {
  it("are origins as browsers write them, each once", () => {
    const said = ["https://Jobs.Lumen.example/", " https://*.lumen.example ", "https://jobs.lumen.example:443"];
    const more = ["https://lumen.example:8443", "https://xn--bcher-kva.example", "https://a-b.c1.lumen.xn--p1ai"];
    expect(originsIn([...said, ...more], false)).toEqual({
      ok: true,
      value: ["https://jobs.lumen.example", "https://*.lumen.example", ...more],
    });
    expect(originsIn([], false)).toEqual({ ok: true, value: [] });
  });

  it.each([
    "http://lumen.example",
    "https://",
    "https://*",
    "https://*.com",
    "https://com",
    "https://10.0.0.1",
    "https://[::1]",
    "https://jobs.*.example",
    "https://jobs*.lumen.example",
    "https://lumen.example/jobs",
    "https://lumen.example?x",
    "https://lumen.example; script-src *",
    "https://lumen.example https://evil.example",
    "https://a@lumen.example",
    "https://-lumen.example",
    "https://lumen..example",
    "https://lumen.example:",
    "https://lumen.example:123456",
    "https://bücher.example",
    "//lumen.example",
    "data:",
    "'self'",
    "*",
    `https://${"a.".repeat(126)}example`,
  ])("are never %s", (text) => {
    expect(originsIn(["https://lumen.example", text], false)).toMatchObject({
      ok: false,
      refusal: { code: "booking_settings.origin_unfit", pointer: "/embed_origins/1" },
    });
  });

  it("are on this machine only where one builds", () => {
    for (const text of ["http://localhost:5173", "http://127.0.0.1:8080"]) {
      expect(originsIn([text], true)).toEqual({ ok: true, value: [text] });
      expect(originsIn([text], false)).toMatchObject({ ok: false });
    }
    expect(originsIn(["http://localhost:5173.evil.example"], true)).toMatchObject({ ok: false });
  });
});
