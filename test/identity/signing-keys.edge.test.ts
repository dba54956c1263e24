import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readAccessToken, signAccessToken } from "#identity/gate/tokens.ts";
import { publicKeys, tend } from "#identity/signing-keys/actions.ts";
import { getKeySet } from "#identity/signing-keys/contract.ts";
import { signingKeys } from "#identity/signing-keys/tables.ts";
import { toBase64Url } from "#kernel/bytes.ts";
import { asInstant, day, minute, second } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { createRemoteKeys } from "../support/remote-keys.ts";
import { forge, ourSigner } from "../support/forge.ts";
import { bindings, newWorld, testContext } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: startedAt });
  await testContext().db.delete(signingKeys);
});
afterEach(() => void vi.useRealTimers());

/** As if in a place of its own: keys are remembered per database binding, and this one has met nobody yet. */
function isolate() {
  const DB = {
    prepare: (sql: string) => bindings.DB.prepare(sql),
    batch: (statements: D1PreparedStatement[]) => bindings.DB.batch(statements),
  } as D1Database;
  const at = (now: number): Context => {
    const tally = newTally();
    return { ...testContext(), now: asInstant(now), bindings: { ...bindings, DB }, tally, db: openDatabase(DB, tally) };
  };
  return { at };
}

const someone = () => ({ user: testContext().newId("user"), session: testContext().newId("session"), place: null });

describe("the keys that sign", () => {
  it("are published: the next, the current and, from the first rotation on, the previous; never a private half", async () => {
    const world = await newWorld();
    const first = await world.anonymous.call(getKeySet, {});
    if (!first.ok) throw new Error("refused");
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(JSON.stringify(first.body)).not.toContain('"d"');

    const here = isolate();
    const kidsAt = async (now: number) => (await publicKeys(here.at(now))).map((key) => key.ordinal);
    await testContext().db.delete(signingKeys);
    expect(await kidsAt(startedAt)).toEqual([2, 1]);
    expect(await kidsAt(startedAt + 30 * day)).toEqual([3, 2, 1]);
    expect(await kidsAt(startedAt + 60 * day)).toEqual([4, 3, 2]);
    const kept = await testContext().db.select().from(signingKeys);
    expect(kept.map((key) => key.ordinal).toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
    expect(JSON.stringify(kept)).not.toContain('"d"');
  });

  it("are made once, however many places need the first one at the same moment", async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => publicKeys(isolate().at(startedAt))));
    expect(new Set(rings.map((ring) => ring.map((key) => key.kid).join())).size).toBe(1);
  });

  it("are found by anybody who follows the published set", async () => {
    const context = testContext();
    const token = await signAccessToken(context, someone());
    const set = createRemoteKeys(await publicKeys(context));
    expect(await set.verify(token, context.config.baseUrl)).toMatchObject({ aud: "interlock-api" });
  });
});

describe("a rotation", () => {
  it("under a stream of requests in two places refuses nobody", async () => {
    const [one, two] = [isolate(), isolate()];
    const rotatesAt = startedAt + 30 * day;
    await publicKeys(one.at(startedAt));
    const issued: { token: string; at: number }[] = [];
    const refused: string[] = [];
    const kids = new Set<string>();
    for (let now = rotatesAt - 11 * minute; now <= rotatesAt + 11 * minute; now += 20 * second) {
      // Cron looks after the keys each minute, in whichever place it is.
      if (((now - rotatesAt) / second) % 60 === 0) await tend(two.at(now));
      const token = await signAccessToken((issued.length % 2 === 0 ? one : two).at(now), someone());
      issued.push({ token, at: now });
      kids.add(token.split(".")[0] ?? "");
      const alive = issued.filter(({ at }) => now - at < 10 * minute);
      for (const reader of [one, two]) {
        for (const { token: held, at } of alive) {
          if (!(await readAccessToken(reader.at(now), held)).ok)
            refused.push(`made ${at - rotatesAt}, read ${now - rotatesAt}`);
        }
      }
    }
    expect(refused).toEqual([]);
    expect(kids.size).toBe(2);
    expect(issued.length).toBeGreaterThan(60);
  });

  it("does not outlast two: a key before the previous one opens nothing", async () => {
    const here = isolate();
    const { kid, sign } = await ourSigner(here.at(startedAt));
    const header = { alg: "EdDSA", typ: "at+jwt", kid };
    const at = (now: number) => ({
      header,
      sign,
      payload: {
        sid: testContext().newId("session"),
        tid: null,
        mid: null,
        epoch: 0,
        scope: "",
        iss: testContext().config.baseUrl,
        aud: "interlock-api",
        sub: testContext().newId("user"),
        iat: now / 1_000,
        exp: now / 1_000 + 600,
        jti: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
      },
    });
    const verdictAt = async (now: number) => (await readAccessToken(here.at(now), await forge(at(now), {}))).ok;
    expect(await verdictAt(startedAt)).toBe(true);
    for (let days = 0; days < 60; days++) await tend(here.at(startedAt + days * day));
    expect(await verdictAt(startedAt + 59 * day)).toBe(true);
    await tend(here.at(startedAt + 60 * day));
    expect(await verdictAt(startedAt + 61 * day)).toBe(false);
  });
});

describe("a flood of kids nobody knows", () => {
  it("reads the keys at most twice a minute, however many come at once, and good tokens pass all the while", async () => {
    const here = isolate();
    const good = await signAccessToken(here.at(startedAt), someone());
    const { sign } = await ourSigner(here.at(startedAt));
    let reads = 0;
    for (let now = startedAt + second; now <= startedAt + 60 * second; now += second) {
      const asked = Array.from({ length: 20 }, async () => {
        const context = here.at(now);
        const header = { alg: "EdDSA", typ: "at+jwt", kid: toBase64Url(crypto.getRandomValues(new Uint8Array(32))) };
        const token = await forge({ header, payload: {}, sign }, {});
        const verdict = await readAccessToken(context, token);
        reads += context.tally.trips;
        return verdict.ok;
      });
      expect(new Set(await Promise.all(asked))).toEqual(new Set([false]));
      const context = here.at(now);
      expect((await readAccessToken(context, good)).ok).toBe(true);
      reads += context.tally.trips;
    }
    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThanOrEqual(2);
  });
});
