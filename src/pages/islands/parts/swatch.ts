import { contrast, type Scheme, tonesOf } from "../../kit/brand.ts";

/** A colour that is being chosen is drawn at once as pages will show it. */
export function keepSwatching(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-swatch]")) {
    const chosen = document.getElementById(box.dataset["swatch"] ?? "");
    if (chosen instanceof HTMLInputElement) chosen.addEventListener("input", () => draw(box, chosen.value));
  }
}

function draw(box: HTMLElement, colour: string): void {
  for (const figure of box.querySelectorAll<HTMLElement>("[data-scheme]")) {
    const scheme: Scheme = figure.dataset["scheme"] === "dark" ? "dark" : "light";
    const { accent, onAccent } = tonesOf(colour, scheme);
    figure.querySelector("rect")?.setAttribute("fill", accent);
    figure.querySelector("text")?.setAttribute("fill", onAccent);
    const verdict = accent === colour.toLowerCase() ? box.dataset["kept"] : box.dataset["adjusted"];
    say(figure, "[data-verdict]", verdict ?? "");
    say(figure, "[data-ratio]", `${contrast(accent, onAccent).toFixed(1)} : 1`);
  }
}

function say(figure: HTMLElement, where: string, words: string): void {
  const place = figure.querySelector(where);
  if (place !== null) place.textContent = words;
}
