// Points at which the world fails on demand: for proofs. What calls this hangs on DEV_BUILD, so no other build has a word of it.

/** The request is lost, its answer is lost, it is made once everybody has given it up, it is made two times. */
export const manners = ["before", "after", "late", "twice"] as const;
export type Manner = (typeof manners)[number];

/** Each is carried out once, by whoever comes first. */
export type Order = { point: string; manner: Manner };

type Later = (work: Promise<unknown>) => void;

const shortDelay = 50;
const longestDelay = 2_500;

const orders: Order[] = [];
/** How often any point fails by itself. */
let share = 0;

/** From now on these points misbehave, each once; told anew, the old orders are forgotten. */
export const arm = (...wanted: readonly Order[]): void => void orders.splice(0, orders.length, ...wanted);

/** Orders nobody has come by for. */
export const unmet = (): readonly Order[] => [...orders];

/** For storms: with FAULTS = "0.08" among the bindings each point fails so often, in any manner. */
export function misbehave(bindings: object): void {
  share = "FAULTS" in bindings ? Number(bindings.FAULTS) : 0;
}

/** Does the work, or fails at it as it was told to. */
export async function passing<A>(point: string, work: () => Promise<A>, later: Later): Promise<A> {
  const isStorm = share > 0 && Math.random() < share;
  const manner = isStorm ? manners[Math.floor(Math.random() * manners.length)] : ordered(point);
  if (manner === undefined) return work();
  if (manner === "late") later(scheduler.wait(isStorm ? Math.random() * longestDelay : shortDelay).then(work));
  if (manner === "after" || manner === "twice") await work();
  if (manner === "twice") return work();
  throw new Error("Network connection lost.");
}

function ordered(point: string): Manner | undefined {
  const place = orders.findIndex((order) => order.point === point);
  return place === -1 ? undefined : orders.splice(place, 1)[0]?.manner;
}

type Verbs = Record<string, (...asked: never[]) => Promise<unknown>>;

/** The same verbs, each behind a point called `occasion.verb`. */
export function behindPoints<V extends Verbs>(verbs: V, occasion: string, later: Later): V {
  const guarded = Object.entries(verbs).map(([verb, call]) => [
    verb,
    (...asked: never[]) => passing(`${occasion}.${verb}`, () => call(...asked), later),
  ]);
  // Nothing about a verb's arguments or answer is changed.
  return Object.fromEntries(guarded) as V;
}
