import { Hono } from "hono";
import { done } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { type Client, connect } from "./client.ts";
import type { Admitted, EdgeContext, EdgeEnv, Gate, RefuseWith } from "./door.ts";
import type { Route } from "./routes.ts";
import { registerRoute } from "./serve.ts";

/**
 * The doors for programs, asked from within: pages are their first client. What they ask passes the same permission, budget,
 * validation and idempotency as any program's request, so a page can do nothing that its reader could not do with a key.
 */
export type Within = (c: EdgeContext, admitted?: Admitted) => Client;

export function within(routes: readonly Route[], refuseWith: RefuseWith): Within {
  const asking = new WeakMap<Request, Context>();
  const known = new WeakMap<Context, Admitted>();
  // Who asks was found out at the page's door; a credential stands for them only where the contract wants one.
  const gate: Gate = async (context, authorization) =>
    done((authorization === undefined ? undefined : known.get(context)) ?? { context, budget: "public" });

  const inside = new Hono<EdgeEnv>({ strict: true });
  inside.use(async (c, next) => {
    const context = asking.get(c.req.raw);
    if (context === undefined) throw new Error("Nobody comes in here from outside.");
    c.set("now", context.now);
    c.set("requestId", context.requestId);
    c.set("context", context);
    await next();
  });
  inside.onError((error) => {
    throw error;
  });
  for (const route of routes) registerRoute(inside, route, gate, refuseWith);

  return (c, admitted) => {
    const { context } = c.var;
    if (admitted !== undefined) known.set(context, { ...admitted, budget: null });
    return connect({
      baseUrl: context.config.baseUrl,
      credential: admitted === undefined ? undefined : "within",
      async fetch(request) {
        asking.set(request, context);
        return inside.fetch(request, c.env, c.executionCtx);
      },
    });
  };
}
