import type { Tokens } from "#identity/sessions/actions/open.ts";
import type { Id } from "#kernel/ids.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";

/** Half of an access token's life, so that one that is shown can still be tried. */
const trustFor = 5 * minute;

type Remembered = { tokens: Tokens; readAt: Instant };

const remembered = new WeakMap<object, Map<string, Remembered>>();

/**
 * Whoever reads our pages holds an access token between two of them, as a program would; the browser has no place for one, so the
 * isolate keeps it. It opens nothing by itself: the cookie proves the session each time, and the gate asks the epoch.
 */
export function rememberReader(context: Context, tokens: Tokens): void {
  // Who works nowhere may be let in anywhere at any moment, and no epoch would tell.
  if (tokens.place === null) return;
  const cache = cacheOf(context);
  if (cache.size > 5_000) cache.clear();
  cache.set(tokens.session.id, { tokens, readAt: context.now });
}

export function rememberedReader(context: Context, session: Id<"session">): Tokens | undefined {
  const known = cacheOf(context).get(session);
  const isFresh = known !== undefined && context.now - known.readAt < trustFor && context.now >= known.readAt;
  return isFresh ? known.tokens : undefined;
}

/** Its refresh token was exchanged, or it holds no more. */
export function forgetReader(context: Context, session: Id<"session">): void {
  cacheOf(context).delete(session);
}

function cacheOf(context: Context): Map<string, Remembered> {
  const cache = remembered.get(context.bindings.DB) ?? new Map<string, Remembered>();
  remembered.set(context.bindings.DB, cache);
  return cache;
}
