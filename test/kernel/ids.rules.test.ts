import { TypeID } from "typeid-js";
import { describe, expect, it } from "vitest";
import { base32, idPattern, isId, type Kind, mintId, prefixes, tailsOf } from "#kernel/ids.ts";

const kinds = Object.keys(prefixes) as Kind[];
const now = 1_795_000_000_000;

describe("ids", () => {
  it("a thousand of them are read by another implementation as UUIDv7 of their very millisecond", () => {
    for (let i = 0; i < 1_000; i++) {
      const kind = kinds[i % kinds.length] ?? "tenant";
      const at = now + i * 7_919;
      const read = TypeID.fromString(mintId(kind, at));
      const uuid = read.toUUID();
      expect(read.getType()).toBe(prefixes[kind]);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(uuid.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
    }
  });

  it("what another implementation makes, ours takes", () => {
    for (let i = 0; i < 200; i++) {
      const made = new TypeID("mem");
      expect(isId("member", made.toString())).toBe(true);
      const bytes = Uint8Array.from(made.toUUID().replaceAll("-", "").match(/../g) ?? [], (hex) =>
        Number.parseInt(hex, 16),
      );
      expect(`mem_${base32(bytes)}`).toBe(made.toString());
    }
  });

  it("sort by the moment of their birth", () => {
    const moments = Array.from({ length: 500 }, (_, i) => now + ((i * 7_919_777) % 1_000_003));
    const byId = moments.map((at) => ({ at, id: mintId("fact", at) })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId.map(({ at }) => at)).toEqual(moments.toSorted((a, b) => a - b));
  });

  it.each([1, 7, 60, 1_440])(
    "end in letters that give each of them one of %i turns, and each turn as many",
    (turns) => {
      const letters = "0123456789abcdefghjkmnpqrstvwxyz".split("");
      const tails = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)));
      const sizes = Array.from({ length: turns }, (_, turn) => {
        const { from, to } = tailsOf(turn, turns);
        return tails.filter((tail) => tail >= from && tail < to).length;
      });
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(tails.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(tails).toContain(mintId("member", now).slice(-3));
    },
  );

  it("no two kinds wear one prefix, and each prefix is plain lower case", () => {
    const worn = Object.values(prefixes);
    expect(new Set(worn).size).toBe(worn.length);
    for (const prefix of worn) expect(prefix).toMatch(/^[a-z]{2,4}$/);
  });

  it("of another kind, length, case or alphabet are none", () => {
    const id = mintId("team", now);
    expect(isId("team", id)).toBe(true);
    expect(isId("member", id)).toBe(false);
    const bad = [
      id.slice(0, -1),
      `${id}0`,
      id.toUpperCase(),
      id.replace(/.$/, "u"),
      id.replace("_", "_8"),
      ` ${id}`,
      `${id}\n`,
    ];
    expect(bad.filter((text) => idPattern("team").test(text))).toEqual([]);
    expect(isId("team", `tea_8${id.slice(5)}`)).toBe(false);
  });
});
