/** Buttons that print the page: without scripts they are not shown, since the browser's own menu does it. */
export function keepPrinting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
