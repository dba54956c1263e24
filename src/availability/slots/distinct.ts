/** Pools and those they can send; people are the same when their ids are. */
type Sending = { members: readonly { id: string }[] };

/**
 * Pools that have people in common, directly or by way of others, in one group; nearly always each is alone. Groups are
 * in the order of their first pools, and pools in their own.
 */
export function groupsOf<Pool extends Sending>(pools: readonly Pool[]): readonly (readonly Pool[])[] {
  if (pools.length < 2) return pools.map((pool) => [pool]);
  const groups = pools.map((_, place) => place);
  const seenIn = new Map<string, number>();
  for (const [place, { members }] of pools.entries()) {
    for (const { id } of members) {
      const [here, there] = [groups[place] as number, groups[seenIn.get(id) ?? place] as number];
      seenIn.set(id, place);
      if (here === there) continue;
      for (const [other, group] of groups.entries()) {
        if (group === here || group === there) groups[other] = Math.min(here, there);
      }
    }
  }
  return [...Map.groupBy(pools.entries(), ([place]) => groups[place]).values()].map((group) =>
    group.map(([, pool]) => pool),
  );
}

/** Of these pools, whose members are all free at once, those whom each can send while the others send somebody else. */
export function sentBy<Member extends { id: string }>(
  pools: readonly { members: readonly Member[] }[],
): readonly (readonly Member[])[] {
  const masks = new Map<string, number>();
  for (const [pool, { members }] of pools.entries()) {
    for (const { id } of members) masks.set(id, (masks.get(id) ?? 0) | (1 << pool));
  }
  const sent = sendable([...masks.values()], pools.length);
  const sentOf = new Map([...masks.keys()].map((id, person) => [id, sent[person] as number]));
  return pools.map(({ members }, pool) => members.filter(({ id }) => ((sentOf.get(id) as number) >> pool) & 1));
}

const bitsOfNumber = 31;

/**
 * Given by person the pools, as bits, that they are free for: those that can send them while different people come for
 * as many pools as can be. A pool that need not be among these can send nobody: too few are free for it and for others.
 */
export function sendable(masks: readonly number[], pools: number): number[] {
  if (pools > bitsOfNumber) throw new Error(`More than ${bitsOfNumber} pools share their members.`);
  const senders = oneChoice(masks, pools);
  // Whom a pool turns to if it must send somebody else: pools that would then have to do the same, and those to spare.
  const leads = Array.from({ length: pools }, (_, pool) => 1 << pool);
  let spare = 0;
  let sending = 0;
  for (const [person, mask] of masks.entries()) {
    const sender = senders[person] as number;
    if (sender < 0) {
      spare |= mask;
      continue;
    }
    sending |= 1 << sender;
    for (let pool = 0; pool < pools; pool++)
      if ((mask >> pool) & 1) leads[pool] = (leads[pool] as number) | (1 << sender);
  }
  followed(leads);
  let short = 0;
  for (let pool = 0; pool < pools; pool++) if (!((sending >> pool) & 1)) short |= leads[pool] as number;
  return masks.map((mask, person) => {
    const led = leads[senders[person] as number];
    const isReplaceable = led === undefined || (led & spare) !== 0;
    return (isReplaceable ? mask : mask & led) & ~short;
  });
}

/** The pool that sends each person, or none, in one of the choices that leave the fewest pools without anybody. */
function oneChoice(masks: readonly number[], pools: number): Int8Array {
  const senders = new Int8Array(masks.length).fill(-1);
  let asked = 0;
  const sends = (pool: number): boolean => {
    asked |= 1 << pool;
    const idle = masks.findIndex((mask, person) => (senders[person] as number) < 0 && (mask >> pool) & 1);
    if (idle >= 0) {
      senders[idle] = pool;
      return true;
    }
    return masks.some((mask, person) => {
      const sender = senders[person] as number;
      const moves = (mask >> pool) & 1 && !((asked >> sender) & 1) && sends(sender);
      if (moves) senders[person] = pool;
      return moves;
    });
  };
  for (let pool = 0; pool < pools; pool++) {
    asked = 0;
    sends(pool);
  }
  return senders;
}

/** Whoever leads to one leads to all that this one leads to. */
function followed(leads: number[]): void {
  for (let by = 0; by < leads.length; by++) {
    for (let from = 0; from < leads.length; from++) {
      if (((leads[from] as number) >> by) & 1) leads[from] = (leads[from] as number) | (leads[by] as number);
    }
  }
}
