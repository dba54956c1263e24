import { describe, expect, it } from "vitest";
import { skillKey, statusOf } from "#hiring/candidates/rules.ts";
import { askedOf, fold, keptOf, matchOf } from "#hiring/candidates/words.ts";

const tenant = "ten_01h455vb4pex5vsknk084sn02q";

/** Whether somebody of this name is found by these words. */
function finds(asked: string, name: string): boolean {
  const kept = keptOf(name);
  const words = askedOf(asked);
  return (
    words.length > 0 &&
    words.every(({ kind, text }) =>
      kept.some((one) => one.kind === kind && (kind === "word" ? one.text.startsWith(text) : one.text === text)),
    )
  );
}

describe("words somebody is found by", () => {
  it.each([
    ["muller", "Jürgen Müller"],
    ["MÜLLER jur", "Jürgen Müller"],
    ["strasse", "Straße"],
    ["soren kierk", "Søren Kierkegaard"],
    ["lukasz", "Łukasz Wałęsa"],
    ["walesa", "Łukasz Wałęsa"],
    ["nguyen", "Nguyễn Văn An"],
    ["ilker", "İlker Işık"],
    ["isik", "İlker Işık"],
    ["o'brien", "Sinéad O’Brien"],
    ["obrien", "Sinéad O’Brien"],
    ["brien sinead", "Sinéad O’Brien"],
    ["йосиф", "Иосиф"],
    ["οδυσσευσ", "Ὀδυσσεύς"],
    ["احمد", "أَحْمَد"],
    ["שלום", "שָׁלוֹם"],
    ["山田", "山田太郎"],
    ["太郎", "山田太郎"],
    ["郎", "山田太郎"],
    ["タロウ", "ﾔﾏﾀﾞﾀﾛｳ"],
    ["민준", "김민준"],
    ["राम", "राम मोहन"],
    ["สมชาย", "สมชาย ใจดี"],
    ["ada.lovelace@engine.example", "ada.lovelace@engine.example"],
    ["lovelace engine", "ada.lovelace@engine.example"],
    ["ａｄａ", "Ada"],
  ])("%s finds %s", (asked, name) => {
    expect(finds(asked, name)).toBe(true);
  });

  it.each([
    ["ller", "Müller"],
    ["か", "が"],
    ["田郎", "山田太郎"],
    ["रम", "राम मोहन"],
    ["ida", "Bo Example"],
    ["!!!", "Ida"],
  ])("%s does not find %s", (asked, name) => {
    expect(finds(asked, name)).toBe(false);
  });

  it("folding twice is folding once", () => {
    for (const text of ["Straße", "Nguyễn", "が", "김민준", "Ὀδυσσεύς", "أَحْمَد"])
      expect(fold(fold(text))).toBe(fold(text));
  });

  it("every term is its tenant's, and nothing that is typed is syntax", () => {
    const body = tenant.slice(4);
    const typed = `x" OR * NEAR(a b) -y {words}: ^z '") --`;
    const match = matchOf(tenant, { q: typed, skill: ['C++" OR "a', "C#"] }, []) ?? "";
    const terms = [...match.matchAll(/"([^"]*)"/g)].map(([, term]) => term);
    expect(terms.every((term) => term?.startsWith(`${body}_`) === true && /^[\p{L}\p{N}\p{M}_]+$/u.test(term))).toBe(
      true,
    );
    expect(match.replaceAll(/"[^"]*"/g, "")).toMatch(/^[ *()]*(?:(?:AND|OR)[ *()]*)*$/);
    expect(matchOf(tenant, { skill: ["C"] }, [])).not.toBe(matchOf(tenant, { skill: ["C++"] }, []));
    expect(matchOf(tenant, { skill: [" node.JS "] }, [])).toBe(matchOf(tenant, { skill: ["Node.js"] }, []));
    expect(matchOf(tenant, { q: "…" }, [])).toBe(undefined);
  });

  it("a skill is one in any case and spacing, and two by their signs", () => {
    expect(skillKey("  Machine   Learning ")).toBe(skillKey("machine learning"));
    expect(skillKey("C")).not.toBe(skillKey("C++"));
  });
});

describe("a candidate's status", () => {
  const talk = { bookingStatus: "confirmed", hasBegun: false, isCanceled: false };
  const active = { status: "active", round: 0 } as const;
  it.each([
    ["new", null, [], []],
    ["contacted", "contacted", [], []],
    ["contacted", "contacted", [active], []],
    ["on_hold", "on_hold", [active], [talk]],
    ["on_hold", "on_hold", [{ status: "rejected", round: 1 }], []],
    ["accepted", "on_hold", [{ status: "hired", round: 3 }], []],
    ["rejected", "contacted", [{ status: "rejected", round: 1 }], [talk]],
    ["rejected", null, [{ status: "withdrawn", round: 0 }], []],
    ["new", null, [active, { status: "rejected", round: 2 }], []],
    ["in_progress", "contacted", [{ status: "active", round: 1 }], []],
    ["scheduled", "contacted", [{ status: "active", round: 2 }], [talk]],
    ["scheduled", null, [], [{ ...talk, bookingStatus: "pending" }]],
    ["in_progress", null, [], [{ ...talk, hasBegun: true }]],
    ["in_progress", null, [], [{ ...talk, bookingStatus: "no_show" }]],
    ["new", null, [], [{ ...talk, isCanceled: true }]],
    ["new", null, [], [{ ...talk, bookingStatus: "canceled" }]],
    ["new", null, [], [{ ...talk, bookingStatus: null }]],
  ] as const)("is %s where %s was said, of %j and %j", (status, said, applications, interviews) => {
    expect(statusOf(said, applications, interviews)).toBe(status);
  });
});
