// What the booking page weighs as it comes over the wire, and what its first byte costs.
import { gzipSync } from "node:zlib";
import { keepShifts, shifted } from "./shape.ts";
import type { Visit } from "./scenario.ts";

export const name =
  "the booking page: 30 KB in all, 10 KB of it script, two round trips to the database, and nothing moves";

const most = { all: 30 * 1024, script: 10 * 1024 };

export async function run({ page, heard }: Visit): Promise<void> {
  const weights = new Map<string, number>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    // As the edge sends it: text is compressed there, whatever this machine's server does.
    void response.body().then((body) => weights.set(pathname, gzipSync(body, { level: 6 }).length));
  });
  await keepShifts(page);
  heard.length = 0;
  await page.goto("/lumen/first-call?zone=Europe%2FParis");
  await page.waitForLoadState("networkidle");

  const sum = (test: (path: string) => boolean) =>
    [...weights].filter(([path]) => test(path)).reduce((total, [, weight]) => total + weight, 0);
  const all = sum(() => true);
  const script = sum((path) => path.endsWith(".js"));
  console.log(
    `        ${all} bytes gz in all, ${script} of them script: ${[...weights].map(([path, weight]) => `${path} ${weight}`).join(", ")}`,
  );
  if (all > most.all) throw new Error(`${all} bytes in all, of ${most.all}`);
  if (script > most.script || script === 0) throw new Error(`${script} bytes of script, of ${most.script}`);
  if ((await shifted(page)) !== 0) throw new Error(`what had been drawn moved by ${await shifted(page)}`);

  const trips = heard
    .map((line) => JSON.parse(line) as { route?: string; d1_trips?: number })
    .filter(({ route }) => route === "/{tenant}/{event_type}")
    .map(({ d1_trips }) => d1_trips ?? Number.NaN);
  console.log(`        round trips to the database: ${trips.join(", ")}`);
  if (trips.length === 0 || trips.some((count) => !(count <= 2)))
    throw new Error(`round trips: ${trips.join(", ") || "none heard"}`);
}
