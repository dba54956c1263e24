const place = (): HTMLElement | null => document.getElementById("live");

/** Said politely by whatever reads the page aloud; the same words twice are said twice. */
export function say(text: string | undefined): void {
  const live = place();
  if (live === null || text === undefined || text === "") return;
  live.textContent = "";
  setTimeout(() => {
    live.textContent = text;
  }, 50);
}

/** Words of the frame for what only scripts can tell. */
export const word = (name: "loading" | "offline" | "failed" | "again"): string => place()?.dataset[name] ?? "";
