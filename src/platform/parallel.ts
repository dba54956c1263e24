/** So many at a time. Whoever takes long or fails keeps nobody waiting; what became of each is told in their order. */
export async function settleEach<T, A>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<A>,
): Promise<readonly PromiseSettledResult<A>[]> {
  const ended: PromiseSettledResult<A>[] = [];
  const queue = things.entries();
  const lane = async () => {
    for (const [place, thing] of queue) {
      const [end] = await Promise.allSettled([work(thing)]);
      ended[place] = end;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return ended;
}
