import { type Id, type Kind, mintId, prefixes } from "#kernel/ids.ts";
import { readClock } from "#platform/clock.ts";
import type { World } from "../../support/world/world.ts";
import { IdSlot, TextSlot } from "./values.ts";

const kinds = new Map<string, Kind>(Object.entries(prefixes).map(([kind, prefix]) => [prefix, kind as Kind]));
const idShape = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** What one tenant's answers have told so far: ids by kind, texts by field, cursors. */
export class Pool {
  readonly #ids = new Map<Kind, string[]>();
  readonly #texts = new Map<string, string[]>();
  /** The keys that requests are sent with: a run that ends its own credentials learns nothing more. */
  readonly #spared: ReadonlySet<string>;
  readonly cursors: string[] = [];
  fed = 0;

  constructor(world: World) {
    this.#spared = new Set(Object.values(world.keys).map(({ row }) => row.id));
    this.learn({
      tenant: world.tenant.id,
      team: world.team.id,
      people: Object.values(world.people).map(({ member, user }) => [member.id, user.id]),
      roles: Object.values(world.roles).map(({ id }) => id),
    });
  }

  /** Remembers what an answer holds. */
  learn(node: unknown, name = ""): void {
    if (Array.isArray(node)) for (const child of node) this.learn(child, name);
    else if (typeof node === "object" && node !== null)
      for (const [key, child] of Object.entries(node)) this.learn(child, key);
    else if (typeof node === "string" && node !== "") this.#keep(node, name);
  }

  #keep(text: string, name: string): void {
    const kind = kinds.get(idShape.exec(text)?.[1] ?? "");
    if (this.#spared.has(text)) return;
    if (name === "next_cursor") this.cursors.push(text);
    else if (kind !== undefined) remember(this.#ids, kind, text);
    else if (text.length < 500) remember(this.#texts, name, text);
  }

  /** An id of that kind out of an earlier answer; one that never was, when there is none. */
  id(kind: Kind, pick: number): string {
    const known = this.#ids.get(kind) ?? [];
    // The newest first: what was made last is what most can be done with.
    const found = known.at(-1 - (pick % Math.max(1, known.length)));
    if (found !== undefined) this.fed++;
    return found ?? missing(kind);
  }

  text({ name, pick, otherwise }: TextSlot): string {
    const known = this.#texts.get(name) ?? [];
    return pick % 4 === 0 ? (known.at(-1 - (pick % Math.max(1, known.length))) ?? otherwise) : otherwise;
  }

  /** Puts what is known into the places that were left for it. */
  fill(node: unknown): unknown {
    if (node instanceof IdSlot) return this.id(node.kind, node.pick);
    if (node instanceof TextSlot) return this.text(node);
    if (Array.isArray(node)) return node.map((child) => this.fill(child));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, this.fill(child)]));
  }
}

export const missing = <K extends Kind>(kind: K): Id<K> => mintId(kind, readClock());

function remember<K>(map: Map<K, string[]>, key: K, text: string): void {
  const known = map.get(key) ?? [];
  if (!known.includes(text)) known.push(text);
  if (known.length > 60) known.shift();
  map.set(key, known);
}
