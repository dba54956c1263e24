import { whenShown } from "./shown.ts";

/** Buttons that copy the link beside them, shown only where a script may reach the clipboard. */
export function offerCopies(): void {
  if (navigator.clipboard === undefined) return;
  whenShown((part) => {
    for (const button of part.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
      const beside = button.parentElement;
      const link = beside?.querySelector<HTMLAnchorElement>("a[data-link]");
      const said = beside?.querySelector("[data-copied]");
      if (link == null || said == null) continue;
      button.hidden = false;
      const copy = async () => {
        await navigator.clipboard.writeText(link.href);
        said.textContent = button.dataset["said"] ?? "";
      };
      button.addEventListener("click", () => {
        void copy();
      });
    }
  });
}
