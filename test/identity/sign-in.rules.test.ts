import { describe, expect, it } from "vitest";
import { languageOf, signInMail } from "#identity/sign-in/mail.ts";
import { judge, maxTries, nameFromAddress } from "#identity/sign-in/rules.ts";
import { after, asInstant, minute } from "#kernel/instant.ts";
import { mintCode } from "#platform/secrets.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const ask = {
  codeHash: "C",
  linkHash: "L",
  browserHash: "B",
  attempts: 0,
  expiresAt: after(now, 10 * minute),
  usedAt: null,
};
const same = (a: string, b: string): boolean => a === b;
const code = { browserHash: "B", codeHash: "C", linkHash: null };
const link = { browserHash: "B", codeHash: null, linkHash: "L" };

const verdict = (changes: Partial<typeof ask> | undefined, proof: Parameters<typeof judge>[1], at = now) => {
  const outcome = judge(changes && { ...ask, ...changes }, proof, at, same);
  return outcome.ok ? outcome.value : outcome.refusal.code;
};

describe("a proof", () => {
  it.each([
    ["the code", code, "code"],
    ["the link", link, "link"],
    ["another code", { ...code, codeHash: "X" }, "sign_in.wrong_code"],
    ["another link", { ...link, linkHash: "X" }, "sign_in.wrong_code"],
    ["the code in another browser", { ...code, browserHash: "X" }, "sign_in.over"],
    ["the link in another browser", { ...link, browserHash: "X" }, "sign_in.other_browser"],
    ["another link in another browser", { browserHash: "X", codeHash: null, linkHash: "X" }, "sign_in.over"],
    ["nothing but the browser", { browserHash: "B", codeHash: null, linkHash: null }, "sign_in.wrong_code"],
  ])("%s: %#", (_, proof, expected) => {
    expect(verdict({}, proof)).toBe(expected);
  });

  it("what is used, over, tried too often or was never there answers alike, right or wrong", () => {
    const [used, tired] = [{ usedAt: null }, { attempts: maxTries }];
    expect(verdict({ ...used, expiresAt: now }, code)).toBe("sign_in.over");
    for (const proof of [code, link, { ...code, codeHash: "X" }, { ...link, browserHash: "X" }]) {
      expect(verdict(undefined, proof)).toBe("sign_in.over");
      expect(verdict(tired, proof)).toBe("sign_in.over");
      expect(verdict({}, proof, after(now, 10 * minute))).toBe("sign_in.over");
      expect(judge({ ...ask, usedAt: now }, proof, now, same)).toMatchObject({ refusal: { code: "sign_in.over" } });
    }
  });
});

describe("what is mailed", () => {
  it("is written in the reader's language as far as we write it", () => {
    expect(["de-CH", "fr", "ar", "es-419", "en", "ja", undefined].map(languageOf)).toEqual([
      "de",
      "fr",
      "ar",
      "es",
      "en",
      "en",
      "en",
    ]);
  });

  it("holds code and link in both parts, in every language, and the code not in the subject", () => {
    for (const language of ["en", "de", "fr", "es", "ar"] as const) {
      const mail = signInMail("a@b.example", { code: "012345", link: "https://i.example/sign-in/link/x" }, language);
      for (const part of [mail.text, mail.html]) {
        expect(part).toContain("012345");
        expect(part).toContain("https://i.example/sign-in/link/x");
      }
      expect(mail.subject).not.toContain("012345");
    }
  });

  it("codes are six digits, each as likely as any other", () => {
    const codes = Array.from({ length: 20_000 }, mintCode);
    expect(codes.every((one) => /^\d{6}$/.test(one))).toBe(true);
    for (let digit = 0; digit < 10; digit++) {
      const first = codes.filter((one) => one.startsWith(String(digit))).length;
      expect(first).toBeGreaterThan(1_700);
      expect(first).toBeLessThan(2_300);
    }
  });

  it("somebody new is called by the front of their address", () => {
    expect(nameFromAddress("ada.okafor@lumen.example")).toBe("ada.okafor");
  });
});
