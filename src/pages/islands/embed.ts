// For the pages of others: `<script src="https://…/embed.js" data-tenant="lumen" data-event="technical"></script>` shows a booking page
// where it stands; buttons and links marked `data-interlock="lumen/technical"` open one above the page.
import { type Aim, aimOf, pathOf } from "./parts/aim.ts";
import { heard } from "./parts/heard.ts";
import { openAbove } from "./parts/above.ts";
import { type Frame, frameFor } from "./parts/frame.ts";

const once = Symbol.for("interlock.embed");
// Loaded as a module it is not told in which tag it stands, and runs once however many there are.
const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
if (script instanceof HTMLScriptElement) start(script);

function start(own: HTMLScriptElement): void {
  const { origin } = new URL(own.src);
  const aim = aimOf(own.dataset);
  if (aim !== undefined) standIn(own, origin, aim);
  if (once in window) return;
  Object.defineProperty(window, once, { value: true });

  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-interlock]") : null;
    if (opener === null || event.defaultPrevented || event.button !== 0) return;
    // Whoever wants a link in a tab of its own gets it there.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const named = aimOf(Object.assign({}, own.dataset, opener.dataset));
    if (named === undefined) return;
    event.preventDefault();
    openAbove(opener, origin, named);
  });
}

/** Inline: as high as what it shows; a plain link where the company's list does not have this site. */
function standIn(own: HTMLScriptElement, origin: string, aim: Aim): void {
  const frame: Frame = frameFor(origin, aim);
  frame.style.height = "640px";
  heard(frame, origin, {
    height: (height) => frame.style.setProperty("height", `${height}px`),
    moved: () => frame.getBoundingClientRect().top < 0 && frame.scrollIntoView({ block: "start" }),
    silent() {
      const link = document.createElement("a");
      link.href = origin + pathOf(aim);
      link.textContent = frame.title;
      frame.replaceWith(link);
    },
  });
  const place = own.dataset["into"] === undefined ? null : document.querySelector(own.dataset["into"]);
  if (place === null) own.after(frame);
  else place.append(frame);
}
