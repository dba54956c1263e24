import type { Hono } from "hono";
import type { Refusal } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import { readText } from "./body.ts";
import type { Client } from "./client.ts";
import { type Admitted, type EdgeContext, type EdgeEnv, honoPath, type RefuseWith } from "./door.ts";
import { outerGuard } from "./guard.ts";
import type { Within } from "./within.ts";

/** A page for people: HTML, forms, no scripts needed. Pages name their route like contracts do, and nothing else exists. */
export type PageRoute = {
  method: "get" | "post";
  path: string;
  /**
   * Programs come here as well, from no page of ours, with the proof in the address or in a signature. They do not speak JSON as
   * contracts do: a form, a calendar, a text that is signed byte for byte. What they are refused with is listed as contracts list it.
   */
  programs?: { refusals: readonly string[] };
  /** First parts of paths that are not this page's, though its path, which begins with anybody's name, would take them. */
  besides?: ReadonlySet<string>;
  render: (context: Context, ask: PageAsk) => Promise<PageAnswer> | PageAnswer;
};

/** What is refused here is answered as everywhere else. */
export type PageAnswer = Response | { ok: false; refusal: Refusal };

export type PageAsk = {
  /** Asks the doors for programs: as a stranger, or as whoever the page has found its reader to be. */
  api: (admitted?: Admitted) => Client;
  /** Marks the scripts and styles of this one answer as ours. */
  nonce: string;
  /** Where the network says the reader is, by their zone's name; only a guess to begin with. */
  guessedZone: string | undefined;
  url: URL;
  param: Record<string, string>;
  form: URLSearchParams;
  /** What was posted, as it came. */
  text: string;
  header: (name: string) => string | undefined;
};

export function registerPage(app: Hono<EdgeEnv>, page: PageRoute, ask: Within, refuseWith: RefuseWith): void {
  app.on(page.method.toUpperCase(), honoPath(page.path), async (c: EdgeContext) => {
    if (page.besides?.has(firstPart(c.req.path)) === true) return c.notFound();
    c.set("route", page.path);
    const nonce = mintSecret();
    c.set("nonce", nonce);
    // A form of ours posts from our own origin; another site's cannot say so.
    if (page.method === "post" && page.programs === undefined && c.req.header("Sec-Fetch-Site") !== "same-origin")
      return refuseWith(c, { code: "origin.refused" });
    const guarded = page.method === "post" || page.programs !== undefined ? await outerGuard(c) : undefined;
    if (guarded !== undefined) return refuseWith(c, guarded);
    const text = page.method === "post" ? await readText(c.req.raw) : "";
    if (text === undefined) return refuseWith(c, { code: "body.too_large" });
    const answer = await page.render(c.var.context, {
      api: (admitted) => ask(c, admitted),
      nonce,
      guessedZone: zoneIn(c.req.raw.cf),
      url: new URL(c.req.url),
      param: c.req.param(),
      form: await formIn(text, c.req.header("Content-Type")),
      text,
      header: (name) => c.req.header(name),
    });
    return answer instanceof Response ? answer : refuseWith(c, answer.refusal);
  });
}

export const firstPart = (path: string): string => path.split("/")[1] ?? "";

const zoneIn = (cf: Request["cf"]): string | undefined =>
  typeof cf?.["timezone"] === "string" ? cf["timezone"] : undefined;

/** Browsers of ours send one kind of form, mail programs that leave a list may send the other; what is neither is empty. */
async function formIn(text: string, type = ""): Promise<URLSearchParams> {
  if (!/^multipart\/form-data\b/i.test(type)) return new URLSearchParams(text);
  const form = new URLSearchParams();
  const read = new Response(text, { headers: { "Content-Type": type } }).formData();
  for (const [name, value] of await read.catch(() => new FormData()))
    if (typeof value === "string") form.set(name, value);
  return form;
}
