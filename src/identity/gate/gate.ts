import { and, eq, sql } from "drizzle-orm";
import { sessions } from "#identity/sessions/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Admitted } from "#http/door.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { failIfRightsMoved } from "#platform/commit.ts";
import type { Context, Guard, Scope } from "#platform/scope.ts";
import { findMachine } from "./machine.ts";
import { isAlive, type Rights, readRights } from "./rights.ts";
import { readStanding, type Standing, standingOf } from "./standing.ts";
import { type AccessClaims, readAccessToken } from "./tokens.ts";

/** Credential → scope. Cookies are never looked at: what a browser sends by itself proves nobody's intent. */
export async function gate(context: Context, authorization: string | undefined): Promise<Outcome<Admitted>> {
  if (authorization === undefined) return done({ context, budget: "public" });
  const credential = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
  if (credential === undefined)
    return refuse("credentials.invalid", {
      detail: "The header must read `Authorization: Bearer …`, with the credential.",
    });
  return credential.startsWith("ilk_") ? admitMachine(context, credential) : admitPerson(context, credential);
}

async function admitMachine(context: Context, credential: string): Promise<Outcome<Admitted>> {
  const machine = await findMachine(context, credential);
  if (machine === "unknown") return refuse("credentials.invalid");
  if (machine === "revoked") return refuse("credentials.revoked");
  if (machine === "expired") return refuse("credentials.expired");
  const usable = usableTenant(machine.standing, context);
  if (!usable.ok) return usable;

  const renew = async () => {
    const again = await findMachine(context, credential, true);
    if (typeof again === "string" || !keepsAll(machine.permissions, again.permissions)) return undefined;
    return usableTenant(again.standing, context).ok ? again.standing.epoch : undefined;
  };
  const base = scopeOf(context, machine.standing, machine.permissions, renew);
  return done({ context: { ...base, actor: { kind: "key", key: machine.key } }, budget: machine.key });
}

async function admitPerson(context: Context, token: string): Promise<Outcome<Admitted>> {
  const claims = await readAccessToken(context, token);
  if (!claims.ok) return claims;
  const { user, session, place } = claims.value;
  if (place === null) return admitNewcomer(context, claims.value);

  const standing = await standingOf(context, place.tenant);
  if (standing === undefined) return refuse("credentials.revoked");
  const usable = usableTenant(standing, context);
  if (!usable.ok) return usable;

  // The token says what was true when it was made; once anybody's rights have moved, ours are read again.
  const rights =
    standing.epoch === place.epoch
      ? { member: place.member, permissions: place.permissions }
      : await rightsAt(context, standing.epoch, { user, session, tenant: place.tenant });
  if (rights === undefined) return refuse("credentials.revoked");

  const renew = async () => {
    const [fresh, now] = await Promise.all([
      readStanding(context, place.tenant),
      readRights(context, { user, session, tenant: place.tenant }),
    ]);
    const stands =
      fresh !== undefined &&
      now !== undefined &&
      usableTenant(fresh, context).ok &&
      keepsAll(rights.permissions, now.permissions);
    return stands ? fresh.epoch : undefined;
  };
  const base = scopeOf(context, standing, rights.permissions, renew);
  return done({
    context: { ...base, actor: { kind: "member", member: rights.member, user, session } },
    budget: rights.member,
  });
}

const readOnce = new WeakMap<object, Map<string, Rights>>();

/** Rights can only change together with the tenant's epoch, so what was read at an epoch holds as long as it does. */
async function rightsAt(
  context: Context,
  epoch: number,
  who: Parameters<typeof readRights>[1],
): Promise<Rights | undefined> {
  const cache = readOnce.get(context.bindings.DB) ?? new Map<string, Rights>();
  readOnce.set(context.bindings.DB, cache);
  const key = `${who.session} ${who.tenant} ${epoch}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const rights = await readRights(context, who);
  if (cache.size > 5_000) cache.clear();
  if (rights !== undefined) cache.set(key, rights);
  return rights;
}

/** Someone who proved an address and belongs nowhere yet: only their own affairs, and each time the session is asked for. */
async function admitNewcomer(context: Context, { user, session }: AccessClaims): Promise<Outcome<Admitted>> {
  const { db } = context;
  const [sessionRows, userRows] = await db.batch([
    db
      .select({ endedAt: sessions.endedAt, expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(and(eq(sessions.id, session), eq(sessions.userId, user))),
    db.select({ status: users.status }).from(users).where(eq(users.id, user)),
  ]);
  if (!isAlive(sessionRows[0], context.now) || userRows[0]?.status !== "active") return refuse("credentials.revoked");
  return done({ context: { ...context, actor: { kind: "person", user, session } }, budget: user });
}

function usableTenant(standing: Standing, context: Context): Outcome<true> {
  if (standing.deletedAt !== null) return refuse("credentials.revoked");
  if (standing.status === "suspended") return refuse("tenant.suspended");
  if (standing.status === "demo" && standing.demoEndsAt !== null && standing.demoEndsAt <= context.now)
    return refuse("tenant.demo_over");
  return done(true);
}

const keepsAll = (before: readonly string[], now: readonly string[]): boolean =>
  before.every((permission) => now.includes(permission));

function scopeOf(
  context: Context,
  standing: Standing,
  permissions: readonly string[],
  renew: () => Promise<number | undefined>,
): Scope {
  let epoch = standing.epoch;
  const guard: Guard = {
    statement: () =>
      failIfRightsMoved(
        context,
        sql`(select epoch from tenants where id = ${standing.id} and deleted_at is null) = ${epoch}`,
      ),
    renew: async () => {
      const renewed = await renew();
      if (renewed !== undefined) epoch = renewed;
      return renewed !== undefined;
    },
  };
  return {
    ...context,
    tenant: { id: standing.id, slug: standing.slug, mode: standing.mode },
    permissions: new Set(permissions),
    guard,
  };
}
