import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "#kernel/bytes.ts";
import { open, type Place, seal } from "#platform/seal.ts";
import { bindings, testContext } from "../support/world/world.ts";

const place: Place = { tenant: "ten_a", table: "hooks", column: "secret", row: "row_1" };
const { config } = testContext();
const withKeys = (...versions: number[]) => ({
  ...config,
  sealKeys: versions.map((version) => ({ version, bytes: new Uint8Array(32).fill(version) })),
});

const opens = (...asked: Parameters<typeof open>): Promise<boolean> =>
  open(...asked).then(
    () => true,
    () => false,
  );

describe("a sealed value", () => {
  it("opens where it was made, whatever it holds", async () => {
    for (const plain of ["", "a", "Zürich 北京 🔑", "x".repeat(10_000)]) {
      expect(await open(config, place, await seal(config, place, plain))).toBe(plain);
    }
  });

  it.each(["tenant", "table", "column", "row"] as const)("does not open in another %s", async (part) => {
    const sealed = await seal(config, place, "secret");
    expect(await opens(config, { ...place, [part]: "another" }, sealed)).toBe(false);
  });

  it("names of places cannot run into one another", async () => {
    const sealed = await seal(config, { ...place, table: "a", column: "b,c" }, "secret");
    expect(await opens(config, { ...place, table: "a,b", column: "c" }, sealed)).toBe(false);
  });

  it("does not open when a single bit of it was touched", async () => {
    const sealed = await seal(config, place, "secret");
    const [version = "", nonce = "", text = ""] = sealed.split(".");
    const parts = [nonce, text].map((part) => fromBase64Url(part) ?? new Uint8Array());
    for (const [which, bytes] of parts.entries()) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const touched = parts.map((part) => part.slice());
        const target = touched[which];
        if (target !== undefined) target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const forged = [version, ...touched.map((part) => toBase64Url(part))].join(".");
        expect(await opens(config, place, forged)).toBe(false);
      }
    }
  });

  it("is closed to a key version nobody knows, and to anything that is no seal", async () => {
    const sealed = await seal(config, place, "secret");
    for (const text of [
      sealed.replace(/^\d+/, "9"),
      sealed.replace(/^\d+/, "1"),
      "",
      "2",
      "2..",
      "2.a.b",
      `${sealed}=`,
      "plain",
    ]) {
      expect(await opens(config, place, text)).toBe(false);
    }
  });

  it("opens with an older key after the keys were rotated, and is sealed with the newest", async () => {
    const old = await seal(withKeys(1), place, "secret");
    expect(await open(withKeys(2, 1), place, old)).toBe("secret");
    expect(await seal(withKeys(2, 1), place, "secret")).toMatch(/^2\./);
    expect(await opens(withKeys(2), place, old)).toBe(false);
  });

  it("never looks the same twice", async () => {
    const seals = await Promise.all(Array.from({ length: 500 }, () => seal(config, place, "secret")));
    expect(new Set(seals.map((sealed) => sealed.split(".")[1])).size).toBe(500);
    expect(bindings.SEAL_KEYS).toMatch(/^2:/);
  });
});
