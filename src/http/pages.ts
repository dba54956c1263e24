import type { Hono } from "hono";
import type { Context } from "#platform/scope.ts";
import { readText } from "./body.ts";
import { type EdgeContext, type EdgeEnv, honoPath, type RefuseWith } from "./door.ts";
import { outerGuard } from "./guard.ts";

/** A page for people: HTML, forms, no scripts needed. Pages name their route like contracts do, and nothing else exists. */
export type PageRoute = {
  method: "get" | "post";
  path: string;
  render: (context: Context, ask: PageAsk) => Promise<Response> | Response;
};

export type PageAsk = {
  url: URL;
  param: Record<string, string>;
  form: URLSearchParams;
  header: (name: string) => string | undefined;
};

export function registerPage(app: Hono<EdgeEnv>, page: PageRoute, refuseWith: RefuseWith): void {
  app.on(page.method.toUpperCase(), honoPath(page.path), async (c: EdgeContext) => {
    c.set("route", page.path);
    if (page.method === "post") {
      // A form of ours posts from our own origin; another site's cannot say so.
      if (c.req.header("Sec-Fetch-Site") !== "same-origin") return refuseWith(c, { code: "origin.refused" });
      const guarded = await outerGuard(c);
      if (guarded !== undefined) return refuseWith(c, guarded);
    }
    const body = page.method === "post" ? await readText(c.req.raw) : "";
    if (body === undefined) return refuseWith(c, { code: "body.too_large" });
    return page.render(c.var.context, {
      url: new URL(c.req.url),
      param: c.req.param(),
      form: new URLSearchParams(body),
      header: (name) => c.req.header(name),
    });
  });
}
