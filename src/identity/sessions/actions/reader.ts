import { commitAlone } from "#identity/gate/alone.ts";
import { forgetReader, rememberedReader, rememberReader } from "#identity/gate/readers.ts";
import { hour } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { isOurs, parseRefreshToken } from "../refresh-token.ts";
import { idleUntil, isOver } from "../rules.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";
import { accessOf, type Tokens } from "./open.ts";

/** What a browser brings: the refresh token, and at which company it believes its session to stand. */
export type Brought = { token: string; tenant: string | undefined };

export type Reader = { tokens: Tokens; isRemembered: boolean };

/** Who reads our pages: as this isolate remembers them, else as the database says. */
export async function findReader(context: Context, brought: Brought): Promise<Outcome<Reader>> {
  const tokens = await stillRemembered(context, brought);
  return tokens === undefined ? readReader(context, brought) : done({ tokens, isRemembered: true });
}

export async function readReader(context: Context, { token }: Brought): Promise<Outcome<Reader>> {
  const session = await recognise(context, token);
  if (!session.ok) return session;
  const tokens = await accessOf(context, session.value);
  forgetReader(context, session.value.id);
  rememberReader(context, tokens);
  return done({ tokens, isRemembered: false });
}

async function stillRemembered(context: Context, { token, tenant }: Brought): Promise<Tokens | undefined> {
  const claimed = parseRefreshToken(token);
  const tokens = claimed && rememberedReader(context, claimed.session);
  if (claimed === undefined || tokens === undefined) return undefined;
  const { session } = tokens;
  const holds =
    claimed.generation === session.generation &&
    !isOver(session, context.now) &&
    !isUnnoted(context, session) &&
    // It went on at another company, by another isolate.
    (tenant === undefined || tenant === session.tenantId) &&
    (await isOurs(context.config, session, claimed));
  return holds ? tokens : undefined;
}

/** Use is noted once an hour, which keeps the session from idling. */
const isUnnoted = ({ now }: Context, { lastUsedAt }: Session): boolean => now - lastUsedAt >= hour;

/**
 * Who a refresh token belongs to, without exchanging it. For our own pages: their cookie never leaves the browser's jar, and a
 * page view that is given up half-way must not use up a turn.
 */
async function recognise(context: Context, token: string): Promise<Outcome<Session>> {
  const claimed = parseRefreshToken(token);
  const found = claimed && (await store.findWithPerson(context, claimed.session));
  if (claimed === undefined || found === undefined || !(await isOurs(context.config, found.session, claimed)))
    return refuse("session.over");
  const { session, personStatus } = found;
  const isCurrent = claimed.generation === session.generation && !isOver(session, context.now);
  if (!isCurrent || personStatus !== "active") return refuse("session.over");
  if (!isUnnoted(context, session)) return done(session);

  const after: Session = {
    ...session,
    lastUsedAt: context.now,
    idleUntil: idleUntil(session.expiresAt, context.now),
    version: session.version + 1,
  };
  return commitAlone(context, { change: store.updateSession(context, session, after), result: after });
}
