import { whenShown } from "./shown.ts";

/** Buttons that copy the link beside them; without scripts the link itself is there to be copied. */
export function offerLinks(): void {
  if (navigator.clipboard === undefined) return;
  whenShown((part) => {
    for (const button of part.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
      const box = button.parentElement;
      const link = box?.querySelector<HTMLAnchorElement>("a[data-link]");
      const told = box?.querySelector("[data-copied]");
      if (link == null || told == null) continue;
      const copy = async () => {
        await navigator.clipboard.writeText(link.href);
        told.textContent = button.dataset["said"] ?? "";
      };
      button.hidden = false;
      button.addEventListener("click", () => void copy());
    }
  });
}
