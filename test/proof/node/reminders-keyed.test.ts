// As reminders-keyless.test.ts, with mails sent by a provider that takes keys: it is played by a process of its own, which counts.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../../../scripts/local.ts";
import type { Post } from "./post-office.ts";
import { aBundle, ended, expectAttempted, meetings, patience, run, shown } from "./reminding.ts";

const start = aBundle();
const posts: ChildProcess[] = [];
afterAll(() => posts.forEach((post) => post.kill()));

it(
  "killed while it reminds, with three crons at once and a queue that repeats itself: by a provider that takes keys everybody is told, and nothing is taken twice",
  async () => {
    const origin = await startPost();
    const bindings = {
      OUTBOUND_ALLOW: "loopback",
      MAIL_PROVIDER: "resend",
      RESEND_API_KEY: "re_proof_0123456789abcdef",
      MAIL_API_ORIGIN: origin,
    };
    const bundle = await start(bindings);
    const fixture = await meetings(bundle);
    const how = await run(bundle, fixture);

    const all = await ended(bundle);
    expectAttempted(all, fixture);
    expect(all.filter(({ state }) => state !== "sent" && state !== "void")).toEqual([]);
    const post = (await (await fetch(`${origin}/-/report`)).json()) as Post;
    expect(post.lines.filter(({ key, delivery, taken }) => key !== delivery || taken !== 1)).toEqual([]);
    const taken = new Set(post.lines.map(({ delivery }) => delivery));
    expect(taken.size).toBe(post.lines.length);
    const sent = all.filter(({ state }) => state === "sent");
    expect(sent.filter(({ delivery }) => !taken.has(delivery ?? ""))).toEqual([]);
    expect(taken.size).toBe(sent.length);
    const again = post.lines.filter(({ asked }) => asked > 1).length;
    console.log(
      `${shown(all, how)}; taken: ${taken.size}, asked for again under the same key: ${again}, taken twice: 0`,
    );
  },
  patience + 60_000,
);

function startPost(): Promise<string> {
  const child = spawn("node", [join(root, "test/proof/node/post-office.ts")], { stdio: ["ignore", "pipe", "inherit"] });
  posts.push(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const port = /ready (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
}
