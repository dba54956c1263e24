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
 * routes come from the router's own list, so a new one is in the matrix the moment it exists. Played in parts, so that workers can
 * share it: every so-manieth route, each in exactly one (matrix.rules.test.ts knows that there is a file for each).
 */
export const parts = 4;

const routesOf = (part: number) => apiRoutes.filter((_, place) => place % parts === part - 1);

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

/** Where a cell aims. Only what is let in to a write changes what it meets: everything else may be aimed at again. */
async function paramFor(op: OpDef, aimed: Aimed, stage: Stage, principal: Principal, isFresh: boolean): Promise<Param> {
  const home = aimed === "other tenant" ? stage.other : stage.world;
  const whose = idsOf(op).some(({ kind }) => personal.has(kind)) ? ` ${principal}` : "";
  const known = <T>(name: string, make: () => Promise<T>) =>
    isFresh ? make() : knownIn(home, `${name} ${aimed}${whose}`, make);
  const made = (kind: Kind) => makeAimed(op, kind, aimed, home, principal);
  const ids =
    arrange[op.id] === undefined
      ? await idsFor(op, (kind) => known(kind, () => inTurn(home, () => made(kind))))
      : await known(op.id, () => inTurn(home, () => arranged(op, aimed, home, made)));
  const names = Object.keys(op.param?.shape ?? {});
  return ids && { ...Object.fromEntries(names.map((name) => [name, stage.world.tenant.slug])), ...ids };
}

/** What is made in a company all share is made one after another, as its log is told. */
function inTurn<T>(home: World, make: () => Promise<T>): Promise<T> {
  const turn = (turns.get(home) ?? Promise.resolve()).then(make);
  turns.set(
    home,
    turn.catch(() => undefined),
  );
  return turn;
}

const turns = new WeakMap<World, Promise<unknown>>();

type Param = Record<string, string> | undefined;

async function idsFor(op: OpDef, make: (kind: Kind) => Promise<string | undefined>): Promise<Param> {
  const ids: Record<string, string> = {};
  for (const { name, kind } of idsOf(op)) {
    const id = await make(kind);
    if (id === undefined) return undefined;
    ids[name] = id;
  }
  return ids;
}

async function arranged(
  op: OpDef,
  aimed: Aimed,
  home: World,
  make: (kind: Kind) => Promise<string | undefined>,
): Promise<Param> {
  const ids = await idsFor(op, make);
  if (ids !== undefined && aimed !== "missing" && aimed !== "deleted") await arrange[op.id]?.(home, ids);
  return ids;
}

async function makeAimed(op: OpDef, kind: Kind, aimed: Aimed, home: World, principal: Principal) {
  const make = makeObject[kind];
  if (make === undefined) throw new Error(`test/support/objects.ts cannot make a ${kind}, which ${op.id} needs`);
  if (aimed === "missing") return testContext().newId(kind);
  if (aimed === "own" && personal.has(kind)) return makeOwn(kind, home, principal);
  return make(home, aimed === "deleted" ? "deleted" : "present");
}

/** What was made in a company to be aimed at, and is left as it is. */
const made = new WeakMap<World, Map<string, unknown>>();

function knownIn<T>(home: World, name: string, make: () => Promise<T>): Promise<T> {
  const known = (made.get(home) ?? new Map<string, unknown>()) as Map<string, Promise<T>>;
  made.set(home, known);
  const one = known.get(name) ?? make();
  known.set(name, one);
  return one;
}

/** Sessions and identities of the very person who asks. */
async function makeOwn(kind: Kind, world: World, principal: Principal): Promise<string | undefined> {
  const who = principal in people ? people[principal as keyof typeof people] : "owner";
  return makeObject[kind]?.({ ...world, people: { ...world.people, vancouver: world.people[who] } }, "present");
}

const withoutRequest = (body: string): string => body.replaceAll(/req_[0-9a-z]{26}/g, "req");

type Stage = { world: World; other: World; who: Awaited<ReturnType<typeof credentialOf>>; asked: number };

/** Where each principal acts, and where it acted when what it does leaves traces. */
const stages = { quiet: new Map<Principal, Stage>(), used: new Map<Principal, Stage>() };

/** Companies that are only looked at stand there for everybody: two for each budget that all have spent. */
const standing: Promise<[World, World]>[] = [];

const places = new Map<Principal, number>();

function nextStanding(principal: Principal): Promise<[World, World]> {
  const place = places.get(principal) ?? 0;
  places.set(principal, place + 1);
  return (standing[place] ??= Promise.all([newWorld(), newWorld()]));
}

/** Whoever is suspended was somebody else in a company of their own. */
async function newQuietStage(principal: Principal): Promise<Stage> {
  const [common, other] = await nextStanding(principal);
  const world = principal === "suspended" ? await newWorld() : common;
  return { world, other, who: await credentialOf(principal, world, other), asked: 0 };
}

/** The company that nobody acts in may be one that stands there. */
async function newStage(principal: Principal, quiet: Stage): Promise<Stage> {
  const isAway = principal === "other tenant's owner";
  const world = isAway ? quiet.world : await newWorld();
  const other = isAway ? await newWorld() : quiet.other;
  return { world, other, who: await credentialOf(principal, world, other), asked: 0 };
}

/** A read, or a write that must be refused, leaves the stage as it was: one is shared until the credential's budget is spent. */
async function quietStage(principal: Principal, aims: readonly Aimed[]): Promise<Stage> {
  const last = stages.quiet.get(principal);
  const stage = last !== undefined && last.asked < 400 ? last : await newQuietStage(principal);
  stages.quiet.set(principal, stage);
  stage.asked += aims.length;
  return stage;
}

/**
 * A write that is let in changes things made for it alone when its path names them, or makes new ones, and follows others of that
 * kind while nobody's rights have moved. What people do to themselves (they sign out, and leave) has a stage to itself.
 */
async function stageOfTraces(op: OpDef, principal: Principal, aims: readonly Aimed[], quiet: Stage): Promise<Stage> {
  if (op.may === "person") return newStage(principal, quiet);
  const last = stages.used.get(principal);
  const isGood = last !== undefined && last.asked < 400 && (await isUntouched(last));
  const stage = isGood ? last : await newStage(principal, quiet);
  stages.used.set(principal, stage);
  stage.asked += aims.length;
  return stage;
}

/** Whatever takes or gives rights, to anybody, moves the epoch of their company. */
async function isUntouched({ world, other }: Stage): Promise<boolean> {
  const { results } = await bindings.DB.prepare(
    "select id from tenants where id in (?, ?) and epoch = ? and status = 'active' and deleted_at is null",
  )
    .bind(world.tenant.id, other.tenant.id, world.tenant.epoch)
    .all();
  return results.length === 2;
}

const startedAt = Date.UTC(2026, 10, 20, 9);

type Row = { counted: number; wrong: string[] };

/** Passing over limits is a right of its own: whoever lacks it does not ask to. */
function unforced(body: unknown, permissions: ReadonlySet<string>): unknown {
  const asksTo = typeof body === "object" && body !== null && "force" in body;
  return asksTo && !permissions.has("limits:override") ? { ...body, force: false } : body;
}

/** What is not somebody's alone is the company's: its own and the same company's are one aim. */
function aimsOf(op: OpDef): readonly Aimed[] {
  const kinds = idsOf(op).map(({ kind }) => kind);
  if (kinds.length === 0) return ["own"];
  return kinds.some((kind) => personal.has(kind)) ? objects : objects.filter((aimed) => aimed !== "same tenant");
}

/** One principal at one route, with everything it can aim at. */
async function play(op: OpDef, principal: Principal): Promise<Row> {
  const aims = aimsOf(op);
  const row: Row = { counted: 0, wrong: [] };
  const quiet = await quietStage(principal, aims);
  const mayEnter = aims.some((aimed) => ["let in", "open"].includes(expected(op, principal, aimed, quiet.who)));
  const leavesTraces = op.method !== "get" && mayEnter;
  const stage = leavesTraces ? await stageOfTraces(op, principal, aims, quiet) : quiet;
  const { world, other, who } = stage;
  const told = new Map<Expectation, Set<string>>();
  for (const aimed of aims) {
    const verdict = expected(op, principal, aimed, who);
    const isFresh = leavesTraces && (verdict === "let in" || verdict === "open");
    const param = await paramFor(op, aimed, stage, principal, isFresh);
    if (param === undefined) continue;
    const ask = {
      param,
      body: unforced(await validBody(op, principal === "other tenant's owner" ? other : world), who.permissions),
      headers: op.ifMatch === "required" ? { "If-Match": '"1"' } : {},
    };
    const { status, text } = await answerTo(
      principal,
      requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential: who.credential }, op, ask),
    );
    if (principal !== "other tenant's owner") assertNoLeak(world.mark, text);
    row.counted += 1;
    if (!fits(verdict, status, text))
      row.wrong.push(`${op.id} × ${principal} × ${aimed}: wanted ${verdict}, got ${status} ${text.slice(0, 160)}`);
    const isMine = aimed === "own" || aimed === "same tenant";
    if (status >= 400 && verdict === `${status}` && !(verdict === "404" && isMine))
      told.set(verdict, (told.get(verdict) ?? new Set()).add(withoutRequest(text)));
  }
  // Whoever guesses cannot tell what exists elsewhere from what exists nowhere; whoever is refused at the door, not even what is here.
  for (const [verdict, answers] of told)
    if (answers.size > 1)
      row.wrong.push(`${op.id} × ${principal}: ${verdict} answers differ: ${[...answers].join(" | ")}`);
  return row;
}

async function answerTo(principal: Principal, request: Request) {
  // An hour later the token is past its ten minutes, and nothing else has changed.
  if (principal === "expired") vi.setSystemTime(startedAt + hour);
  const response = await send(request);
  const text = await response.text();
  vi.setSystemTime(startedAt);
  return { status: response.status, text };
}

export function playMatrix(part: number): void {
  const routes = routesOf(part);
  let counted = 0;

  describe(`the authorization matrix, part ${part} of ${parts}`, () => {
    beforeAll(() => {
      // Who is let in is not told by what anybody makes of it afterwards.
      vi.spyOn(bindings.FACTS, "sendBatch").mockResolvedValue({} as QueueSendBatchResponse);
      vi.useFakeTimers({ toFake: ["Date"], now: startedAt });
      // The company of another part is gone with its storage.
      for (const known of [stages.quiet, stages.used, places]) known.clear();
      standing.length = 0;
    });
    afterAll(() => {
      vi.useRealTimers();
      vi.restoreAllMocks();
    });

    it.each(routes.map(({ op }) => [`${op.method.toUpperCase()} ${op.path}`, op] as const))(
      "%s lets in exactly whom its contract names",
      async (_, op) => {
        // All at once but the last, for whom the clock is moved.
        const atOnce = principals.filter((principal) => principal !== "expired");
        const rows = await Promise.all(atOnce.map((principal) => play(op, principal)));
        rows.push(await play(op, "expired"));
        counted += rows.reduce((sum, row) => sum + row.counted, 0);
        expect(rows.flatMap(({ wrong }) => wrong)).toEqual([]);
      },
    );

    it("covers every route the router knows", () => {
      console.info(
        `authorization matrix, part ${part} of ${parts}: ${routes.length} of ${apiRoutes.length} routes, ${counted} cells`,
      );
      expect(Array.from({ length: parts }, (_, place) => routesOf(place + 1)).flat()).toHaveLength(apiRoutes.length);
      expect(counted).toBeGreaterThanOrEqual(routes.length * principals.length);
    });
  });
}

function fits(verdict: Expectation, status: number, text: string): boolean {
  // Whoever is told to wait has been told nothing of rights.
  if (status >= 500 || status === 429) return false;
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
