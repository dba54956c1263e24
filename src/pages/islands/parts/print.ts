import { whenShown } from "./shown.ts";

/** Buttons that print the page: without scripts they are not shown, since the browser's own menu does it. */
export function keepPrinting(): void {
  whenShown((part) => {
    for (const button of part.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  });
}
