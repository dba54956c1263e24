import { isOpen, type Place, placeQuery } from "#identity/gate/places.ts";
import { rightsIn, rightsQueries } from "#identity/gate/rights.ts";
import { keepStanding, standingQuery } from "#identity/gate/standing.ts";
import { accessMinutes, signAccessToken } from "#identity/gate/tokens.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant, minute } from "#kernel/instant.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import { clientOf, printRefreshToken } from "../refresh-token.ts";
import { idleUntil, lifeFor } from "../rules.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";

export { choosePlace } from "../rules.ts";
export { lastPlaceQuery } from "../store.ts";

/** What a session hands its person. After a switch there is no refresh token in it: the one they hold goes on. */
export type Tokens = {
  accessToken: string;
  accessExpiresAt: Instant;
  refreshToken: string | null;
  refreshExpiresAt: Instant;
  session: Session;
  place: Pick<Place, "tenant" | "slug" | "name" | "member"> | null;
};

/** A first generation, unsent: whoever proved who they are inserts it in the batch that uses up the proof. */
export async function prepareSession(
  context: Context,
  opening: { user: Id<"user">; tenant: Id<"tenant"> | null; method: Session["method"] },
): Promise<{ session: Session; insert: Statement }> {
  const { now, caller } = context;
  const expiresAt = after(now, lifeFor);
  const session: Session = {
    id: context.newId("session"),
    userId: opening.user,
    tenantId: opening.tenant,
    seed: mintSecret(),
    generation: 1,
    rotatedAt: now,
    rotatedFor: await clientOf(context),
    method: opening.method,
    ip: caller?.ip ?? null,
    userAgent: caller?.userAgent ?? null,
    createdAt: now,
    lastUsedAt: now,
    idleUntil: idleUntil(expiresAt, now),
    expiresAt,
    endedAt: null,
    endedHow: null,
    version: 1,
  };
  return { session, insert: store.insertSession(context, session) };
}

/** What an auditor may read of a session: nothing a token could be derived from. */
export function audited(session: Session) {
  const { seed: _, rotatedFor: __, ...told } = session;
  return told;
}

/** A fresh access token and the family's newest refresh token; for no tenant where membership is lost or the company shut. */
export async function tokensOf(context: Context, session: Session): Promise<Tokens> {
  return {
    ...(await accessOf(context, session)),
    refreshToken: await printRefreshToken(context.config, session, session.generation),
  };
}

export async function accessOf(context: Context, session: Session): Promise<Tokens> {
  const found = session.tenantId === null ? undefined : await rightsAt(context, session, session.tenantId);
  const accessToken = await signAccessToken(context, {
    user: session.userId,
    session: session.id,
    place:
      found === undefined
        ? null
        : {
            tenant: found.place.tenant,
            member: found.place.member,
            epoch: found.epoch,
            permissions: found.permissions,
          },
  });
  return {
    accessToken,
    accessExpiresAt: after(context.now, accessMinutes * minute),
    refreshToken: null,
    refreshExpiresAt: session.idleUntil,
    session,
    place: found?.place ?? null,
  };
}

/** One trip, and one moment: of rights that move later the token carries the older epoch, and is asked again. */
async function rightsAt(context: Context, session: Session, tenant: Id<"tenant">) {
  const who = { user: session.userId, session: session.id, tenant };
  const [[standing], [place], ...rows] = await context.db.batch([
    standingQuery(context.db, tenant),
    placeQuery(context, session.userId, tenant),
    ...rightsQueries(context, who),
  ]);
  if (standing !== undefined) keepStanding(context, standing);
  // A token for a house that is shut would open nothing, not even the way to another or the sign-out.
  if (standing === undefined || place === undefined || !isOpen(place, context.now)) return undefined;
  const rights = rightsIn(rows, context.now);
  return rights === undefined ? undefined : { place, epoch: standing.epoch, permissions: rights.permissions };
}
