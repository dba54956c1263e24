// A company where every name, title and text is naughty, and a candidate who writes such things into every field: on no page and in no
// mail does anything run, stick out, or break the page's policy.
import type { Page } from "playwright-core";
import { demo } from "../../scripts/local.ts";
import { startBundle } from "../../scripts/start-bundle.ts";
import { eachState, loadStates, watch, widest } from "./pages.scenario.ts";
import { newContext, People } from "./people.ts";
import { Mailbox, type Tally, type Visit } from "./scenario.ts";

export const name =
  "naughty strings in every field, on every page and in every mail: nothing runs and nothing sticks out";

const hit = "window.naughty=(window.naughty||0)+1";

/** Each would run, or break out of its place, if it were written down as it is. */
const strings = [
  `<script>${hit}</script>`,
  `"><img src=x onerror="${hit}">`,
  `' autofocus onfocus='${hit}`,
  `</title></textarea></style><svg onload=${hit}>`,
  `<iframe srcdoc="<script>parent.${hit}</script>"></iframe>`,
  `javascript:${hit}//`,
  `{{constructor.constructor('${hit}')()}} \${7*7} <%= 7*7 %>`,
  `]]><!--<a href="javascript:${hit}">`,
  "W".repeat(190),
  "\u202Eeman ym si siht \u2066\u2067",
  "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034DA\u036B\u0357\u0334\u0362\u0335\u031C\u0330\u0354L\u0368\u0367\u0369\u0358\u0320G",
  "👩‍👩‍👧‍👦🏳️‍🌈 表ポあA鷗 السلام عليكم שלום",
  "; rm -rf / & DROP TABLE candidates; --",
  "&lt;b&gt;&#x3C;script&#x3E; %3Cscript%3E \\u003cscript\\u003e",
];

export async function run({ page: first, dist }: Visit): Promise<Tally> {
  const browser = first.context().browser();
  if (browser === null) throw new Error("there is no browser");
  const bundle = await startBundle({ dist, seeded: true, quiet: true });
  const tally = { passed: 0, failed: 0 };
  const mailbox = new Mailbox(bundle.url);
  const people = new People(browser, bundle.url, mailbox);
  const judge = async (what: string, page: Page, faults: string[], open: () => Promise<unknown>) => {
    try {
      await open();
      await unharmed(page);
      if (faults.length > 0) throw new Error(faults.join("\n"));
      tally.passed++;
    } catch (error) {
      tally.failed++;
      console.log(`  FAIL  ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  try {
    const states = await loadStates("naughty");
    // Everybody signs in while they still have names a mailbox can be searched by.
    for (const who of new Set(states.map((state) => state.as))) await (await people.page(who)).close();
    console.log(`        ${await spoil(bundle.mf)} texts are naughty now`);

    const context = await newContext(browser, bundle.url, {});
    const candidate = await context.newPage();
    await judge("a booking", candidate, await watch(candidate), () => book(candidate));
    await context.close();

    const { keys } = await demo();
    await eachState("naughty", async (state) => {
      const page = await people.page(state.as);
      const faults = await watch(page);
      page.setDefaultTimeout(8_000);
      const visit = { page, url: bundle.url, mailbox, key: keys[0]?.key ?? "" };
      // A state that finds its way by a name does not find it here; what stands there then is looked at all the same.
      await judge(`state ${state.name}`, page, faults, () => state.open(visit).catch(() => undefined));
      await page.close();
    });
    for (const path of await mailbox.paths()) {
      for (const shown of [path, `${path}/html`]) {
        const page = await people.page("anyone");
        await judge(`mail ${shown}`, page, await watch(page), () => page.goto(shown));
        await page.close();
      }
    }
  } finally {
    await people.close();
    await bundle.stop();
  }
  return tally;
}

async function unharmed(page: Page): Promise<void> {
  const ran = await page.evaluate<number>("window.naughty || 0");
  if (ran > 0) throw new Error(`${ran} scripts ran at ${page.url()}`);
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
  if (wide > 320) throw new Error(`${wide} pixels wide at ${page.url()}: ${await widest(page)}`);
}

/** Columns that hold what people wrote, by their names; every other text is a word of ours. */
const written =
  /^(?:name|title|display_name|given_name|family_name|organization_name|description|headline|company_role|label|help|reason|suspended_reason|notes?|body|message|instructions|preparation|prompt|text|summary|subject|location_details)$/;
const ours = new Set(["d1_migrations", "message_templates", "roles", "facts", "outbox", "deliveries", "workflows"]);

type Bundle = Awaited<ReturnType<typeof startBundle>>;

/** Says something naughty wherever somebody of the demo company said something. */
async function spoil(mf: Bundle["mf"]): Promise<number> {
  const db = await mf.getD1Database("DB");
  const { results } = await db
    .prepare("select name, sql from sqlite_master where type = 'table' and sql like 'CREATE TABLE%'")
    .all<{ name: string; sql: string }>();
  let spoilt = 0;
  for (const { name: table, sql } of results) {
    if (ours.has(table) || /_fts|_words/.test(table)) continue;
    for (const [, column = ""] of sql.matchAll(/`(\w+)` text\b/g)) {
      if (!written.test(column)) continue;
      const cases = strings.map((_, at) => `when ${at} then ?${at + 1}`).join(" ");
      const text = `(case rowid % ${strings.length} ${cases} end) || ' ' || rowid`;
      const done = await db
        .prepare(
          `update "${table}" set "${column}" = ${text} where "${column}" is not null and "${column}" not like '{%'`,
        )
        .bind(...strings)
        .run()
        .catch((error: unknown) => {
          // What a trigger guards stays as it is.
          if (/CHECK|UNIQUE|ABORT|constraint/i.test(String(error))) return { meta: { changes: 0 } };
          throw error;
        });
      spoilt += done.meta.changes ?? 0;
    }
  }
  if (spoilt < 100) throw new Error(`only ${spoilt} texts were found to spoil`);
  return spoilt;
}

async function book(page: Page): Promise<void> {
  await page.goto("/lumen/first-call?zone=Europe%2FParis");
  await page.waitForLoadState("networkidle");
  await page.locator("main input[name=slot]").nth(1).check({ force: true });
  await page.locator("main form:has(input[name=slot]) button[type=submit]").last().click();
  await page.locator("[name=consent]").waitFor();
  const fields = page.locator("main :is(input[type=text], textarea)");
  for (let at = 0; at < (await fields.count()); at++) {
    const field = fields.nth(at);
    if (/guests|email/.test((await field.getAttribute("name")) ?? "")) continue;
    await field.fill(strings[at % strings.length] ?? "");
  }
  await page.locator("[name=email]").fill("naughty@example.com");
  await page.locator("[name=consent]").check();
  await page.locator("main button[name=do][value=book]:not([aria-hidden])").click();
  await page.locator('main a[href^="/manage/"]').first().waitFor();
}
