/** Buttons that copy a text and say so; without scripts they are not shown, since the text can be chosen and copied as any other. */
export function keepCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const source = document.getElementById(button.dataset["copy"] ?? "");
    if (!(source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      source.select();
      // A browser that does not let a page copy leaves the text chosen, one key away.
      await navigator.clipboard?.writeText(source.value).catch(() => undefined);
      const said =
        button.nextElementSibling ?? button.insertAdjacentElement("afterend", document.createElement("span"));
      said?.setAttribute("role", "status");
      if (said !== null) said.textContent = button.dataset["done"] ?? "";
    });
  }
}
