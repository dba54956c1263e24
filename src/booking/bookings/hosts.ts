/**
 * One host for each choice, nobody twice and nobody of `without`, earlier candidates first; null when that cannot be.
 * A choice may be moved on so that another finds somebody.
 */
export function assigned(
  choices: readonly (readonly string[])[],
  without: ReadonlySet<string>,
): readonly string[] | null {
  const placed = placedIn(choices, without);
  return placed === null ? null : [...placed.keys()];
}

/** The same, with the choice that each stands for. */
export function placedIn(
  choices: readonly (readonly string[])[],
  without: ReadonlySet<string>,
): ReadonlyMap<string, number> | null {
  const choiceOf = new Map<string, number>();
  const place = (choice: number, tried: Set<string>): boolean => {
    const candidates = (choices[choice] ?? []).filter((host) => !without.has(host));
    for (const host of candidates) {
      if (tried.has(host)) continue;
      tried.add(host);
      const holder = choiceOf.get(host);
      if (holder !== undefined && !place(holder, tried)) continue;
      choiceOf.set(host, choice);
      return true;
    }
    return false;
  };
  const all = choices.every((_, choice) => place(choice, new Set()));
  return all ? choiceOf : null;
}
