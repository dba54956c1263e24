import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { placesQuery } from "#identity/gate/places.ts";
import { lastPlaceQuery } from "#identity/sessions/actions/open.ts";
import { type User, users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { maxTries } from "./rules.ts";
import { type SignIn, signIns } from "./tables.ts";

export const insertAsk = (context: Context, ask: SignIn): Statement => context.db.insert(signIns).values(ask);

export const findAsk = (context: Context, id: Id<"sign_in">): Promise<SignIn | undefined> =>
  context.db.select().from(signIns).where(eq(signIns.id, id)).get();

const open = (context: Context, id: Id<"sign_in">) =>
  and(eq(signIns.id, id), isNull(signIns.usedAt), gt(signIns.expiresAt, context.now), lt(signIns.attempts, maxTries));

/** Spends one try; answers whether there was one left. */
export async function spendTry(context: Context, id: Id<"sign_in">): Promise<boolean> {
  const spent = await context.db
    .update(signIns)
    .set({ attempts: sql`${signIns.attempts} + 1` })
    .where(open(context, id))
    .returning({ id: signIns.id });
  return spent.length > 0;
}

/** Goes through once, however many ask at the same moment. */
export const useUp = (context: Context, ask: SignIn): Statement =>
  context.db
    .update(signIns)
    .set({ usedAt: context.now })
    .where(
      and(
        open(context, ask.id),
        eq(signIns.codeHash, ask.codeHash),
        eq(signIns.linkHash, ask.linkHash),
        eq(signIns.browserHash, ask.browserHash),
      ),
    );

export const findByEmail = (context: Context, email: string): Promise<User | undefined> =>
  context.db.select().from(users).where(eq(users.email, email)).get();

/** Where the person belongs, and where they worked last, in one trip. */
export async function readPlaces(context: Context, user: Id<"user">) {
  const [places, last] = await context.db.batch([placesQuery(context, user), lastPlaceQuery(context, user)]);
  return { places, last: last[0]?.tenant ?? null };
}

export const insertUser = (context: Context, user: User): Statement => context.db.insert(users).values(user);

/** The version moves too: the person as they are shown has changed. */
export const noteLogin = (context: Context, user: Id<"user">): Statement =>
  context.db
    .update(users)
    .set({
      lastLoginAt: context.now,
      emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${context.now})`,
      version: sql`${users.version} + 1`,
    })
    .where(eq(users.id, user));

/** A day after it ran out nobody asks about it; a thousand a tick. */
export const deleteOld = (context: Context, before: Instant): Statement =>
  context.db
    .delete(signIns)
    .where(sql`${signIns.id} in (select id from sign_ins where expires_at < ${before} limit 1000)`);
