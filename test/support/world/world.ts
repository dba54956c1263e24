import { env, exports } from "cloudflare:workers";
import { signAccessToken } from "#identity/gate/tokens.ts";
import { permissionsOf } from "#identity/permissions.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { mintId } from "#kernel/ids.ts";
import { asInstant, day } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { configOf } from "#platform/config.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { Bindings, Context, Scope } from "#platform/scope.ts";
import { sha256 } from "#platform/secrets.ts";
import { type Company, company, type PersonKey } from "./company.ts";
import { insertAll } from "./insert.ts";
import { newMark } from "./marks.ts";
import { rowsOf } from "./rows.ts";
import { caller, type TestClient } from "../client.ts";

/** A tenant of one's own, with people who can act. */
export type World = Company & {
  mark: string;
  /** A client holding a fresh access token of that person. */
  as: (who: PersonKey) => Promise<TestClient>;
  tokenOf: (who: PersonKey) => Promise<string>;
  withKey: (label: "full" | "reader") => TestClient;
  anonymous: TestClient;
  /** A scope for calling actions directly. */
  scope: () => Scope;
};

export const bindings = env as unknown as Bindings;

export function testContext(): Context {
  const now = readClock();
  const tally = newTally();
  return {
    now,
    requestId: mintId("request", now),
    newId: (kind) => mintId(kind, now),
    db: openDatabase(bindings.DB, tally),
    tally,
    config: configOf(bindings),
    bindings,
    actor: { kind: "system" },
    caller: null,
    later: (work) => void work.catch(() => undefined),
  };
}

/** Most worlds are made without bookings: whoever counts hours or facts begins with none. */
export async function newWorld(
  options: { mode?: "live" | "test"; name?: string; booked?: boolean } = {},
): Promise<World> {
  const mark = newMark();
  const now = readClock();
  const made = await company({
    slug: mark,
    name: options.name ?? "Lumen Robotics",
    mode: options.mode ?? "live",
    now,
    mint: (kind) => mintId(kind, now),
    mark,
    hash: sha256,
  });
  const filled = rowsOf(made, options.booked ?? false).filter(({ rows }) => rows.length > 0);
  await bindings.DB.batch(filled.map(({ table, rows }) => insertAll(bindings.DB, table, rows)));

  const client = (credential?: string) => caller({ mark, credential });
  const tokenOf = (who: PersonKey) => openSession(made, who);
  return {
    ...made,
    mark,
    tokenOf,
    as: async (who) => client(await tokenOf(who)),
    withKey: (label) => client(made.keys[label].text),
    anonymous: client(),
    scope: () => ({
      ...testContext(),
      actor: {
        kind: "member",
        member: made.people.owner.member.id,
        user: made.people.owner.user.id,
        session: mintId("session", now),
      },
      tenant: { id: made.tenant.id, slug: made.tenant.slug, mode: made.tenant.mode },
      permissions: new Set(permissionsOf(made.roles.owner)),
    }),
  };
}

/** A session row and an access token of it, as signing in makes them. */
async function openSession(made: Company, who: PersonKey): Promise<string> {
  const context = testContext();
  const { user, member, role } = made.people[who];
  const session = context.newId("session");
  await context.db.insert(sessions).values({
    id: session,
    userId: user.id,
    tenantId: made.tenant.id,
    seed: "seed",
    rotatedAt: context.now,
    rotatedFor: "test",
    method: "mail_code",
    createdAt: context.now,
    lastUsedAt: context.now,
    idleUntil: asInstant(context.now + 7 * day),
    expiresAt: asInstant(context.now + 30 * day),
  });
  const place = {
    tenant: made.tenant.id,
    member: member.id,
    epoch: made.tenant.epoch,
    permissions: permissionsOf(role),
  };
  return signAccessToken(context, { user: user.id, session, place });
}

export const send = (request: Request): Promise<Response> => exports.default.fetch(request);
