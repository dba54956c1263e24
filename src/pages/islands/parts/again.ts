import { whenShown } from "./shown.ts";
import { swap } from "./swap.ts";

/** Parts marked `data-again` tell of work that goes on elsewhere: they are fetched again after so many milliseconds, until it is over. */
export function keepLooking(): void {
  whenShown((part) => {
    const marked = part instanceof HTMLElement && part.matches("[data-again]") ? [part] : [];
    for (const box of [...marked, ...part.querySelectorAll<HTMLElement>("[data-part][data-again]")]) {
      for (const hint of box.querySelectorAll<HTMLElement>("[data-again-hint]")) hint.hidden = false;
      setTimeout(() => void look(box), Number(box.dataset["again"]));
    }
  });
}

async function look(box: HTMLElement): Promise<void> {
  if (!box.isConnected) return;
  if (document.hidden) {
    // Whoever looks elsewhere is not served; when they come back, it goes on.
    document.addEventListener("visibilitychange", () => void look(box), { once: true });
    return;
  }
  const { part = "", again } = box.dataset;
  await swap({ url: location.href, parts: [part], history: "none", quietly: true });
  // The network failed for once: what stands is what it was.
  if (box.isConnected) setTimeout(() => void look(box), Number(again));
}
