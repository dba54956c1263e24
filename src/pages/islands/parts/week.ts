import { say } from "./live.ts";
import { parsePage } from "./trusted.ts";
import { drawBars, keepBars } from "./week-bars.ts";
import { addLine, dayOf, nextIn, removeLine, sayDay } from "./week-rows.ts";

const pauseMs = 500;

/**
 * The week's table and its text, which follow each other while one edits, and what candidates would see then. All of it is drawn by
 * the server, as it would be after a button; only lines are added and taken away here.
 */
export function keepWeek(table: HTMLFormElement, text: HTMLFormElement): void {
  let isUnsaved = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  const edited = (): void => {
    isUnsaved = true;
    for (const note of document.querySelectorAll<HTMLElement>("[data-unsaved]")) note.hidden = false;
  };
  const ask = async (form: HTMLFormElement, wish: string): Promise<void> => {
    clearTimeout(pause);
    asked?.abort();
    const own = new AbortController();
    asked = own;
    const page = await drawn(form, wish, own.signal);
    if (page === undefined || own.signal.aborted) return;
    followed(page, form === table ? "text" : "rows");
    if (wish === "copy") followed(page, "rows");
    drawBars(table);
  };
  const soon = (form: HTMLFormElement, wish: string): void => {
    edited();
    clearTimeout(pause);
    pause = setTimeout(() => void ask(form, wish), pauseMs);
  };

  table.addEventListener("input", (event) => {
    // The boxes that say where to copy to are no hours.
    if (event.target instanceof Element && event.target.closest("details") !== null) return;
    drawBars(table);
    soon(table, "look");
  });
  text.addEventListener("input", () => soon(text, "table"));
  // A click and no submit: what is not sent is not under way, and can be pressed again at once.
  table.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[name=do]") : null;
    if (button === null || button.value === "save") return;
    event.preventDefault();
    edited();
    const day = dayOf(button);
    if (day === null) return void ask(table, button.value);
    if (button.value.startsWith("add-")) addLine(day, ...nextIn(day))?.from.focus();
    else removed(day, button);
    drawBars(table);
    soon(table, "look");
  });
  for (const form of [table, text])
    form.addEventListener("submit", () => {
      isUnsaved = false;
    });
  keepBars(table, () => soon(table, "look"));
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
}

function removed(day: HTMLElement, button: HTMLElement): void {
  const item = button.closest("li");
  if (item === null) return;
  removeLine(day, item);
  day.querySelector<HTMLElement>("[data-add]")?.focus();
  sayDay(day);
}

/** The page as the server draws it of what is typed; nothing while it cannot be read. */
async function drawn(form: HTMLFormElement, wish: string, signal: AbortSignal): Promise<Document | undefined> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("do", wish);
  try {
    const url = new URL(form.action);
    // In the language the page is read in.
    const lang = new URLSearchParams(location.search).get("lang");
    if (lang !== null) url.searchParams.set("lang", lang);
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html" }, signal });
    return answer.ok && !answer.redirected ? parsePage(await answer.text()) : undefined;
  } catch {
    // Whoever is offline goes on typing; saving tells.
    return undefined;
  }
}

/** The other form, and what candidates would see. */
function followed(page: Document, what: "text" | "rows"): void {
  const preview = page.querySelector<HTMLElement>('[data-part="preview"]');
  const isReady = preview?.dataset["unready"] === undefined;
  if (what === "rows") replace('[data-part="rows"]', page);
  else if (isReady) {
    const [own, theirs] = [document, page].map((one) => one.querySelector<HTMLTextAreaElement>("#hours_text"));
    if (own != null && theirs != null && own !== document.activeElement) own.value = theirs.value;
  }
  if (replace('[data-part="preview"]', page)) say(preview?.dataset["say"]);
}

function replace(selector: string, page: Document): boolean {
  const [old, part] = [document, page].map((one) => one.querySelector(selector));
  if (old == null || part == null) return false;
  old.replaceWith(document.adoptNode(part));
  return true;
}
