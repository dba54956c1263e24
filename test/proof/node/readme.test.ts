// What the README tells a newcomer to send, sent as it stands there.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { demo, root, temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";

const folder = temporaryFolder("proof-readme");
const open = { bundle: undefined as Bundle | undefined };
afterAll(async () => {
  await open.bundle?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Its requests, each on one line and without what is said of it. */
const curls = readFileSync(join(root, "README.md"), "utf8")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line.startsWith("curl "))
  .map((line) => line.replace(/\s# .*$/, ""));

const told: Record<string, string> = {};

/** Does as curl would; an argument of a kind that is not known here is refused. */
async function send(curl: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const filled = curl.replaceAll(/\$(\w+)/g, (_, name: string) => told[name] ?? "");
  const words = [...filled.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
  let url = "";
  let body: string | null = null;
  const headers = new Headers();
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "-H") {
      const [name = "", value = ""] = (words[++at] ?? "").split(": ");
      headers.set(name, value);
    } else if (word === "-d") body = words[++at] ?? "";
    else if (word.startsWith("http")) url = word;
    else if (word !== "-s") throw new Error(`${word} in ${curl}`);
  }
  const answer = await fetch(url, { method: body === null ? "GET" : "POST", headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

beforeAll(async () => {
  open.bundle = await startBundle({ dist: inject("dist"), state: join(folder, "state"), seeded: true, quiet: true });
  told["API"] = open.bundle.url;
  told["INTERLOCK_KEY"] = (await demo()).keys[0]?.key ?? "";
}, 120_000);

describe("the requests of the README", () => {
  it("answer as it says: who one is, three members, one team for the same request twice, and who made it", async () => {
    expect(curls).toHaveLength(4);
    const [whoami = "", members = "", team = "", audit = ""] = curls;
    expect(await send(whoami)).toMatchObject({ status: 200, body: { permissions: expect.any(Array) } });
    expect(await send(members)).toMatchObject({
      status: 200,
      body: { data: Array.from({ length: 3 }, () => ({ roles: expect.any(Array), teams: expect.any(Array) })) },
    });
    const made = await send(team);
    expect(made).toMatchObject({ status: 201, body: { name: "Design hiring" } });
    expect(await send(team)).toEqual(made);
    expect(await send(audit)).toMatchObject({
      status: 200,
      body: { data: [{ entity_id: made.body["id"], before: null, after: { name: "Design hiring" } }] },
    });
  });
});
