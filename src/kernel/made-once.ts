/** Names may be anybody's, so there is an end to how many are remembered. */
const most = 500;

/** What is costly to make, and always the same for one name, is made when it is first asked for. */
export function madeOnce<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, { made: T }>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found.made;
    if (known.size >= most) known.clear();
    const made = make(name);
    known.set(name, { made });
    return made;
  };
}
