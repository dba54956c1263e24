import { deviceNow } from "./clock.ts";
import { swap } from "./swap.ts";

const stale = 60_000;

/** Times that were offered a while ago may be gone: parts marked `data-fresh` are fetched again when somebody comes back to them. */
export function keepFresh(): void {
  let seen = deviceNow();
  const look = () => {
    if (document.hidden) {
      seen = deviceNow();
      return;
    }
    const parts = [...document.querySelectorAll<HTMLElement>("[data-part][data-fresh]")].flatMap(
      (part) => part.dataset["part"] ?? [],
    );
    if (parts.length === 0 || deviceNow() - seen < stale) return;
    seen = deviceNow();
    void swap({ url: location.href, parts, history: "none", quietly: true });
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) look();
  });
}
