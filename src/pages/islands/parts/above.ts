import { type Aim, pathOf } from "./aim.ts";
import { frameFor, wordsFor } from "./frame.ts";
import { heard } from "./heard.ts";

const look = `
dialog { box-sizing: border-box; inline-size: min(70rem, 100vw); block-size: min(56rem, 100dvh); max-inline-size: none; max-block-size: none;
  padding: 0; border: 0; border-radius: 12px; overflow: hidden; background: Canvas; }
dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
dialog::backdrop { background: rgb(0 0 0 / 0.55); }
button { justify-self: end; margin: 0.5rem 0.5rem 0; inline-size: 44px; block-size: 44px; padding: 0;
  font: 1.5rem/1 system-ui, sans-serif; color: CanvasText; background: Canvas; border: 1px solid ButtonBorder; border-radius: 50%; cursor: pointer; }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
iframe { block-size: 100%; }
@media (max-width: 40rem) { dialog { border-radius: 0; } }`;

/**
 * A booking page above the site's own, which waits behind it: a modal dialog keeps the focus inside, Escape closes it from within the
 * frame as well, and the focus returns to what opened it.
 */
export function openAbove(opener: HTMLElement, origin: string, aim: Aim): void {
  const { title, close, language } = wordsFor(aim);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  // A sheet that was constructed: a site's policy against inline styles does not mean it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look);
  root.adoptedStyleSheets = [sheet];

  const dialog = document.createElement("dialog");
  const button = document.createElement("button");
  const frame = frameFor(origin, aim);
  dialog.setAttribute("aria-label", title);
  dialog.lang = language;
  dialog.style.colorScheme = aim.params.find(([name]) => name === "scheme")?.[1] ?? "light dark";
  dialog.dir = language === "ar" ? "rtl" : "ltr";
  button.type = "button";
  button.setAttribute("aria-label", close);
  button.textContent = "×";
  button.addEventListener("click", () => dialog.close());
  dialog.append(button, frame);
  root.append(dialog);

  const stop = heard(frame, origin, {
    close: () => dialog.close(),
    silent: () => location.assign(origin + pathOf(aim)),
  });
  dialog.addEventListener("close", () => {
    stop();
    host.remove();
    opener.focus();
  });
  document.body.append(host);
  dialog.showModal();
}
