import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { requestFor } from "../../src/client.ts";
import type { OpDef } from "#http/op.ts";
import { permissionsOf } from "#identity/permissions.ts";
import type { Kind } from "#kernel/ids.ts";
import { hour } from "#kernel/instant.ts";
import { validBody } from "../support/bodies.ts";
import { assertNoLeak } from "../support/client.ts";
import { arrange, makeObject, suspendQuietly } from "../support/objects.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

/**
 * Every route, every kind of principal, every kind of object. What must happen follows from the contract's `may` alone; the
 * routes come from the router's own list, so a new one is in the matrix the moment it exists.
 */
const principals = [
  "owner",
  "admin",
  "recruiter",
  "interviewer",
  "viewer",
  "tenant-made role",
  "full key",
  "scoped key",
  "other tenant's owner",
  "suspended",
  "expired",
  "anonymous",
] as const;
type Principal = (typeof principals)[number];

const objects = ["own", "same tenant", "other tenant", "missing", "deleted"] as const;
type Aimed = (typeof objects)[number];

const people = {
  owner: "owner",
  admin: "admin",
  recruiter: "recruiter",
  interviewer: "berlin",
  viewer: "viewer",
  "tenant-made role": "coordinator",
} as const;

/** Things that belong to a person, not to a tenant: somebody else's is as missing as another tenant's. */
const personal = new Set<Kind>(["session", "identity", "notification"]);

async function credentialOf(
  principal: Principal,
  world: World,
  other: World,
): Promise<{ credential: string | undefined; permissions: ReadonlySet<string>; isPerson: boolean }> {
  const nothing = new Set<string>();
  switch (principal) {
    case "full key":
    case "scoped key": {
      const { row, text } = world.keys[principal === "full key" ? "full" : "reader"];
      return { credential: text, permissions: new Set(row.scopes), isPerson: false };
    }
    case "other tenant's owner":
      return {
        credential: await other.tokenOf("owner"),
        permissions: new Set(permissionsOf(other.roles.owner)),
        isPerson: true,
      };
    case "suspended": {
      const credential = await world.tokenOf("admin");
      await suspendQuietly(world, "admin");
      return { credential, permissions: nothing, isPerson: true };
    }
    case "expired":
      return { credential: await world.tokenOf("owner"), permissions: nothing, isPerson: true };
    case "anonymous":
      return { credential: undefined, permissions: nothing, isPerson: false };
    default: {
      const who = people[principal];
      return {
        credential: await world.tokenOf(who),
        permissions: new Set(permissionsOf(world.people[who].role)),
        isPerson: true,
      };
    }
  }
}

type Expectation = "401" | "403" | "404" | "let in" | "open";

function expected(
  op: OpDef,
  principal: Principal,
  aimed: Aimed,
  who: { permissions: ReadonlySet<string>; isPerson: boolean },
): Expectation {
  if (op.may === "anyone") return "open";
  if (principal === "anonymous" || principal === "expired" || principal === "suspended") return "401";
  if (op.may === "person") {
    if (!who.isPerson) return "403";
  } else if (op.may !== "tenant" && !who.permissions.has(op.may)) return "403";
  if (idsOf(op).length === 0) return "let in";
  const isPersonal = idsOf(op).some(({ kind }) => personal.has(kind));
  if (isPersonal) return aimed === "own" && principal !== "other tenant's owner" ? "let in" : "404";
  const isMine = aimed === "own" || aimed === "same tenant";
  // Seen from the other tenant, that tenant's things are its own and ours are foreign: every aim is foreign but none of theirs.
  if (principal === "other tenant's owner") return aimed === "other tenant" ? "let in" : "404";
  return isMine ? "let in" : "404";
}

/** The ids a path takes, with their kinds, in order. */
function idsOf(op: OpDef): { name: string; kind: Kind }[] {
  return Object.entries(op.param?.shape ?? {}).flatMap(([name, schema]) => {
    const kind = (schema.meta?.() as { kind?: Kind } | undefined)?.kind;
    return kind === undefined ? [] : [{ name, kind }];
  });
}

async function paramFor(
  op: OpDef,
  aimed: Aimed,
  world: World,
  other: World,
  principal: Principal,
): Promise<Record<string, string> | undefined> {
  const param: Record<string, string> = {};
  for (const [name] of Object.entries(op.param?.shape ?? {})) param[name] = world.tenant.slug;
  for (const { name, kind } of idsOf(op)) {
    const make = makeObject[kind];
    if (make === undefined) throw new Error(`test/support/objects.ts cannot make a ${kind}, which ${op.id} needs`);
    const home = aimed === "other tenant" ? other : world;
    const id =
      aimed === "missing"
        ? testContext().newId(kind)
        : aimed === "own" && personal.has(kind)
          ? await makeOwn(kind, world, principal)
          : await make(home, aimed === "deleted" ? "deleted" : "present");
    if (id === undefined) return undefined;
    param[name] = id;
  }
  if (aimed === "own" || aimed === "same tenant" || aimed === "other tenant")
    await arrange[op.id]?.(aimed === "other tenant" ? other : world, param);
  return param;
}

/** Sessions and identities of the very person who asks. */
async function makeOwn(kind: Kind, world: World, principal: Principal): Promise<string | undefined> {
  const who = principal in people ? people[principal as keyof typeof people] : "owner";
  return makeObject[kind]?.({ ...world, people: { ...world.people, vancouver: world.people[who] } }, "present");
}

const withoutRequest = (body: string): string => body.replaceAll(/req_[0-9a-z]{26}/g, "req");

type Stage = { world: World; other: World; who: Awaited<ReturnType<typeof credentialOf>>; asked: number };

const stages = new Map<Principal, Stage>();

/** The company that nobody acts in may be one that stood there before. */
async function newStage(principal: Principal, standing?: Stage): Promise<Stage> {
  const isAway = principal === "other tenant's owner";
  const world = isAway && standing !== undefined ? standing.world : await newWorld();
  const other = !isAway && standing !== undefined ? standing.other : await newWorld();
  return { world, other, who: await credentialOf(principal, world, other), asked: 0 };
}

/**
 * Where a row of cells is played. A read, or a write that must be refused, leaves the stage as it was and may share one (a new
 * one before the credential's budget is spent); a write that is let in gets a stage of its own.
 */
async function stageFor(op: OpDef, principal: Principal, aims: readonly Aimed[]): Promise<Stage> {
  const shared = stages.get(principal);
  const stage = shared !== undefined && shared.asked < 400 ? shared : await newStage(principal);
  stages.set(principal, stage);
  stage.asked += aims.length;
  const leavesTraces = aims.some((aimed) => ["let in", "open"].includes(expected(op, principal, aimed, stage.who)));
  return op.method !== "get" && leavesTraces ? newStage(principal, stage) : stage;
}

describe("the authorization matrix", () => {
  const cells = { counted: 0, wrong: [] as string[] };
  const startedAt = Date.UTC(2026, 10, 20, 9);
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
  afterAll(() => void vi.useRealTimers());

  it.each(apiRoutes.map(({ op }) => [`${op.method.toUpperCase()} ${op.path}`, op] as const))(
    "%s lets in exactly whom its contract names",
    async (_, op) => {
      const aims = idsOf(op).length === 0 ? (["own"] as const) : objects;
      for (const principal of principals) {
        const { world, other, who } = await stageFor(op, principal, aims);
        const notFound = new Map<Aimed, string>();
        for (const aimed of aims) {
          const param = await paramFor(op, aimed, world, other, principal);
          if (param === undefined) continue;
          const ask = {
            param,
            body: await validBody(op, principal === "other tenant's owner" ? other : world),
            headers: op.ifMatch === "required" ? { "If-Match": '"1"' } : {},
          };
          // An hour later the token is past its ten minutes, and nothing else has changed.
          vi.setSystemTime(principal === "expired" ? startedAt + hour : startedAt);
          const response = await send(
            requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential: who.credential }, op, ask),
          );
          const text = await response.text();
          vi.setSystemTime(startedAt);
          const verdict = expected(op, principal, aimed, who);
          if (principal !== "other tenant's owner") assertNoLeak(world.mark, text);
          cells.counted += 1;
          if (!fits(verdict, response.status, text)) {
            cells.wrong.push(
              `${op.id} × ${principal} × ${aimed}: wanted ${verdict}, got ${response.status} ${text.slice(0, 160)}`,
            );
          }
          if (verdict === "404") notFound.set(aimed, withoutRequest(text));
        }
        // Whoever guesses cannot tell what exists elsewhere from what exists nowhere.
        const answers = new Set(
          [notFound.get("other tenant"), notFound.get("missing"), notFound.get("deleted")].filter(
            (text) => text !== undefined,
          ),
        );
        if (answers.size > 1)
          cells.wrong.push(`${op.id} × ${principal}: 404 answers differ: ${[...answers].join(" | ")}`);
      }
      expect(cells.wrong.splice(0)).toEqual([]);
    },
  );

  it("covers every route the router knows", () => {
    console.info(`authorization matrix: ${apiRoutes.length} routes, ${cells.counted} cells`);
    expect(cells.counted).toBeGreaterThanOrEqual(apiRoutes.length * principals.length);
  });
});

function fits(verdict: Expectation, status: number, text: string): boolean {
  if (status >= 500) return false;
  const code = status >= 400 ? (JSON.parse(text) as { code: string }).code : "";
  switch (verdict) {
    case "open":
      return status !== 401 && code !== "permission.missing";
    case "401":
      return status === 401;
    case "403":
      return status === 403 && (code === "permission.missing" || code === "credentials.wrong_kind");
    case "404":
      return status === 404 && code.endsWith(".unknown");
    case "let in":
      return (
        status !== 401 &&
        status !== 404 &&
        code !== "permission.missing" &&
        code !== "credentials.wrong_kind" &&
        code !== "body.invalid"
      );
  }
}
