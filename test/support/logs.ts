/**
 * Every line the Worker logs while tests run, looked at after each test: it must be one JSON object of ours and hold no text of
 * any tenant, no address and no credential. The lines themselves are kept off the screen.
 */
export function listen(): string[] {
  const lines: string[] = [];
  // Every file is given a console of its own.
  const speak = console.log.bind(console);
  console.log = (...words: unknown[]) => {
    const [line] = words;
    if (typeof line === "string" && line.startsWith('{"event":')) lines.push(line);
    else speak(...words);
  };
  return lines;
}

/** What was logged while a spy stood in for the console, but for what the queue says of itself: it works whenever it likes. */
export const toldTo = (log: { mock: { calls: unknown[][] } }): Record<string, unknown>[] =>
  log.mock.calls
    .map(([line]) => JSON.parse(String(line)) as Record<string, unknown>)
    .filter(({ event }) => event !== "queue");

export function findLeaks(logged: readonly string[], canaries: ReadonlySet<string>): string[] {
  const secret = /[^\s"/]+@[^\s"]+\.|ilk_(?:live|test)_|ilr_|\beyJ[\w-]{10,}/;
  return logged.filter((line) => secret.test(line) || [...canaries].some((mark) => line.includes(mark)));
}
