import type { OpDef } from "#http/op.ts";
import type { World } from "./world/world.ts";

/** Bodies that name things of the world; every other contract carries an example that is good as it stands. */
const bodies: Record<string, (world: World) => unknown> = {};

/** A body this operation accepts. */
export function validBody(op: OpDef, world: World): unknown {
  if (op.body === undefined) return undefined;
  return bodies[op.id]?.(world) ?? op.example?.body ?? {};
}
