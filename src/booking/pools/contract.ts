import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, line, metadata, metadataPatch, object, prose, wireId } from "#http/wire.ts";

const tag = "Pools";
const strategy = z.enum(["rotate", "weighted", "least_recent", "priority"]).meta({
  description: "Who is asked first: in turn, in turn by weight, who was longest not asked, or by priority.",
});
const standing = z.enum(["trainee", "shadow", "reverse_shadow", "qualified", "paused"]).meta({
  description: "Only `qualified` members are offered.",
});

export const PoolMember = z
  .strictObject({
    object: object("pool_member"),
    pool_id: idOut("pool"),
    member_id: idOut("member"),
    standing,
    weight: z.int(),
    priority: z.int(),
    assigned_count: z
      .int()
      .meta({ description: "Turns taken since they were seated; a newcomer starts at the pool's mean." }),
    last_assigned_at: instantOut.nullable(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "PoolMember" });

export const Pool = z
  .strictObject({
    object: object("pool"),
    id: idOut("pool"),
    name: z.string(),
    description: z.string().nullable(),
    strategy,
    active: z.boolean().meta({ description: "An inactive pool sends nobody." }),
    members: z.array(PoolMember).optional().meta({ description: "Present when `expand=members` was asked for." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Pool" });

const param = z.object({ id: wireId("pool") });
const seat = z.object({ id: wireId("pool"), member_id: wireId("member") });

export const listPools = op({
  id: "listPools",
  method: "get",
  path: "/v1/pools",
  tag,
  summary: "List pools",
  may: "pools:read",
  query: z.object({
    strategy: anyOf(strategy).optional(),
    active: flag.optional(),
    member_id: anyOf(wireId("member")).optional(),
    q: line(200).optional().meta({ description: "Pools whose name contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  expand: ["members"],
  status: 200,
  answer: Pool,
});

export const getPool = op({
  id: "getPool",
  method: "get",
  path: "/v1/pools/{id}",
  tag,
  summary: "Get a pool",
  may: "pools:read",
  param,
  expand: ["members"],
  status: 200,
  answer: Pool,
  refusals: ["pool.unknown"],
});

export const createPool = op({
  id: "createPool",
  method: "post",
  path: "/v1/pools",
  tag,
  summary: "Make a pool",
  description: "A pool holds members, never another pool.",
  may: "pools:write",
  body: z
    .strictObject({
      name: line(200),
      description: prose(2_000).nullable().default(null),
      strategy: strategy.default("rotate"),
      active: z.boolean().default(true),
      metadata: metadata.default({}),
    })
    .meta({ id: "PoolCreate" }),
  status: 201,
  answer: Pool,
  refusals: ["pool.name_taken"],
  example: { body: { name: "Backend interviewers", strategy: "least_recent" } },
});

export const changePool = op({
  id: "changePool",
  method: "patch",
  path: "/v1/pools/{id}",
  tag,
  summary: "Change a pool",
  may: "pools:write",
  param,
  body: z
    .strictObject({
      name: line(200).optional(),
      description: prose(2_000).nullable().optional(),
      strategy: strategy.optional(),
      active: z.boolean().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "PoolChange" }),
  status: 200,
  answer: Pool,
  refusals: ["pool.unknown", "pool.name_taken", "version.conflict"],
  example: { body: { strategy: "weighted" } },
});

export const deletePool = op({
  id: "deletePool",
  method: "delete",
  path: "/v1/pools/{id}",
  tag,
  summary: "Delete a pool",
  description: "A pool that an event type draws from is kept.",
  may: "pools:write",
  param,
  status: 204,
  refusals: ["pool.unknown", "pool.in_use", "version.conflict"],
});

export const listPoolMembers = op({
  id: "listPoolMembers",
  method: "get",
  path: "/v1/pools/{id}/members",
  tag,
  summary: "List the people of a pool",
  may: "pools:read",
  param,
  query: z.object({ standing: anyOf(standing).optional() }),
  order: ["created_at.asc", "created_at.desc"],
  status: 200,
  answer: PoolMember,
  refusals: ["pool.unknown"],
});

export const seatPoolMember = op({
  id: "seatPoolMember",
  method: "put",
  path: "/v1/pools/{id}/members/{member_id}",
  tag,
  summary: "Put a member into a pool, or change how they stand there",
  may: "pools:write",
  param: seat,
  body: z
    .strictObject({
      standing: standing.default("qualified"),
      weight: z.int().min(1).max(100).default(1).meta({ description: "Share of turns under `weighted`." }),
      priority: z
        .int()
        .min(1)
        .max(100)
        .default(1)
        .meta({ description: "Under `priority`, the highest is asked first." }),
    })
    .meta({ id: "PoolSeat" }),
  status: 200,
  answer: PoolMember,
  refusals: ["pool.unknown", "pool.member_unknown", "version.conflict"],
  example: { body: { standing: "qualified", weight: 2 } },
});

export const unseatPoolMember = op({
  id: "unseatPoolMember",
  method: "delete",
  path: "/v1/pools/{id}/members/{member_id}",
  tag,
  summary: "Take a member out of a pool",
  description: "An event type that draws from the pool then offers nothing when nobody qualified is left.",
  may: "pools:write",
  param: seat,
  status: 204,
  refusals: ["pool.unknown", "pool.member_unknown", "version.conflict"],
});
