import type { Hono } from "hono";
import type { Refusal } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import { maxBodyBytes, readBytes } from "./body.ts";
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
  /** Its form brings files along, no more than so many bytes in all. */
  maxBytes?: number;
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
  /** Files that a form brought along, by the names of their fields; only where the page takes any. */
  files: ReadonlyMap<string, File>;
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
    const { maxBytes = maxBodyBytes } = page;
    const posted = page.method === "post" ? await readBytes(c.req.raw, maxBytes) : new Uint8Array();
    if (posted === undefined) return refuseWith(c, { code: "body.too_large", limit_bytes: maxBytes });
    const { form, files, text } = await formIn(posted, c.req.header("Content-Type"));
    const answer = await page.render(c.var.context, {
      api: (admitted) => ask(c, admitted),
      nonce,
      guessedZone: zoneIn(c.req.raw.cf),
      url: new URL(c.req.url),
      param: c.req.param(),
      form,
      files: page.maxBytes === undefined ? new Map() : files,
      text,
      header: (name) => c.req.header(name),
    });
    return answer instanceof Response ? answer : refuseWith(c, answer.refusal);
  });
}

export const firstPart = (path: string): string => path.split("/")[1] ?? "";

const zoneIn = (cf: Request["cf"]): string | undefined =>
  typeof cf?.["timezone"] === "string" ? cf["timezone"] : undefined;

type Posted = { form: URLSearchParams; files: Map<string, File>; text: string };

/** Browsers of ours send one kind of form, mail programs that leave a list and forms with files the other; what is neither is empty. */
async function formIn(posted: Uint8Array<ArrayBuffer>, type = ""): Promise<Posted> {
  const text = new TextDecoder().decode(posted);
  const files = new Map<string, File>();
  if (!/^multipart\/form-data\b/i.test(type)) return { form: new URLSearchParams(text), files, text };
  const form = new URLSearchParams();
  const read = new Response(posted, { headers: { "Content-Type": type } }).formData();
  for (const [name, value] of await read.catch(() => new FormData()))
    if (typeof value === "string") form.append(name, value);
    else files.set(name, value);
  return { form, files, text };
}
