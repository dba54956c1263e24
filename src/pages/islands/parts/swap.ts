import { say, word } from "./live.ts";
import { tellShown } from "./shown.ts";
import { parsePage } from "./trusted.ts";
import { showTrouble, troubleOver } from "./trouble.ts";
import { carryTyped } from "./typed.ts";

export type Swap = {
  url: string;
  /** Parts by name; `main` is the whole page below its head. */
  parts: readonly string[];
  /** What is posted. */
  form?: URLSearchParams | undefined;
  /** What became of the address: a step one can go back from, the same step, or nothing. */
  history: "push" | "replace" | "none";
  /** What was pressed. */
  by?: HTMLElement | undefined;
  /** Where the focus goes, for whoever knows better than the usual rule. */
  focus?: (() => HTMLElement | null | undefined) | undefined;
  /** Whoever pointed at it is led to what is new, where that has come out of their sight. */
  leads?: boolean;
  /** Brings nobody anywhere: the focus stays, what was typed is kept, and only what changed is said. */
  quietly?: boolean;
};

const patience = 30_000;

let waiting: { asked: Swap; end: AbortController } | undefined;

/** Fetches a page of ours and puts its parts in place of those that stand. Without scripts the browser would go there itself. */
export async function swap(asked: Swap): Promise<void> {
  // What is being sent is waited for; what is only being looked at gives way.
  if (waiting?.asked.form !== undefined || (asked.quietly === true && waiting !== undefined)) return;
  waiting?.end.abort();
  const own = { asked, end: new AbortController() };
  waiting = own;
  const parts = asked.parts.map((name) => partIn(document, name));
  for (const part of parts) part?.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => asked.quietly !== true && say(word("loading")), 800);
  try {
    const answer = await fetch(asked.url, {
      ...(asked.form === undefined ? {} : { method: "POST", body: asked.form }),
      headers: { Accept: "text/html" },
      signal: AbortSignal.any([own.end.signal, AbortSignal.timeout(patience)]),
    });
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") === true;
    if (answer.status >= 500 || (!isPage && asked.form !== undefined)) throw new Error(String(answer.status));
    // A calendar file, say: the browser knows what to do with it.
    if (!isPage) return location.assign(asked.url);
    const page = parsePage(await answer.text());
    troubleOver();
    show(page, answer.redirected ? answer.url : asked.url, answer.redirected, asked);
  } catch {
    if (!own.end.signal.aborted && asked.quietly !== true)
      showTrouble(asked, partIn(document, asked.parts[0] ?? ""), () => swap(asked));
  } finally {
    clearTimeout(slow);
    for (const part of parts) part?.removeAttribute("aria-busy");
    if (waiting === own) waiting = undefined;
  }
}

const partIn = (page: Document, name: string): HTMLElement | null =>
  page.querySelector(
    name === "main"
      ? "main"
      : name === "header" || name === "footer"
        ? `body>${name}`
        : `[data-part="${CSS.escape(name)}"]`,
  );

const scriptsOf = (page: Document) =>
  [...page.querySelectorAll<HTMLScriptElement>("script[src]")].map((one) => one.getAttribute("src"));

/** Whether the page is one of another kind, which the browser has to open itself: another language, other scripts. */
function isOfAnotherKind(page: Document): boolean {
  const standing = new Set(scriptsOf(document));
  const { lang } = document.documentElement;
  return (
    page.documentElement.lang !== lang ||
    page.body.className !== document.body.className ||
    scriptsOf(page).some((src) => !standing.has(src))
  );
}

function show(page: Document, url: string, moved: boolean, asked: Swap): void {
  const isAnswer = asked.form !== undefined && !moved;
  if (isOfAnotherKind(page) && !isAnswer) return location.assign(url);
  const isSamePage = new URL(url, location.href).pathname === location.pathname;
  const isWhole =
    !isSamePage || asked.parts.some((name) => partIn(document, name) === null || partIn(page, name) === null);
  const names = isWhole || asked.parts.includes("main") ? ["header", "main", "footer"] : asked.parts;
  const held = document.activeElement?.id ?? "";
  const news = names.flatMap((name) => replaced(name, page, asked.quietly === true));

  document.title = page.title;
  // A form that came back with faults is still the page it was sent from.
  if (!(isAnswer && isSamePage)) keepAddress(url, moved, asked.history);
  at = location.pathname + location.search;

  const parts = news.map(({ part }) => part);
  for (const part of parts) tellShown(part);
  if (names.includes("main") && asked.history === "push") scrollTo(0, 0);
  moveFocus(asked, held, parts);
  const words = news.map(({ said }) => said).filter(Boolean);
  say(words.join(" "));
}

type New = { part: HTMLElement; said: string };

/** What a part says of itself is said when it comes; when it comes unasked, only if it says something else than before. */
function replaced(name: string, page: Document, quietly: boolean): New[] {
  const old = partIn(document, name);
  const part = partIn(page, name);
  if (old === null || part === null) return [];
  const lost = quietly ? carryTyped(old, part) : [];
  const { say: words = "", lost: loss = "" } = part.dataset;
  const isNews = !quietly || old.dataset["say"] !== part.dataset["say"];
  const besides = changed(old, part);
  old.replaceWith(document.adoptNode(part));
  return [{ part, said: lost.length > 0 ? loss : [...besides, isNews ? words : ""].join(" ").trim() }];
}

/** What is the same most times, such as whose clock it is, is said only when it is not. */
function changed(old: HTMLElement, part: HTMLElement): string[] {
  const before = new Set([...old.querySelectorAll("[data-told]")].map((one) => one.textContent));
  const now = [...part.querySelectorAll("[data-told]")].map((one) => one.textContent);
  return before.size === 0 ? [] : now.filter((text) => !before.has(text));
}

/** Whoever goes back and is led on from there stands where they were led. */
function keepAddress(url: string, moved: boolean, how: Swap["history"]): void {
  if (how === "push" && url !== location.href) history.pushState(null, "", url);
  else if (how !== "none" || moved) history.replaceState(null, "", url);
}

/** To what went wrong; else it stays on the very control; else to the heading of what is new. */
function moveFocus(asked: Swap, held: string, parts: readonly HTMLElement[]): void {
  const first = (selector: string) => parts.map((part) => part.querySelector<HTMLElement>(selector)).find(Boolean);
  const faults = asked.quietly === true ? null : first("[autofocus]");
  const holder = held === "" ? null : document.getElementById(held);
  // What has gone out of sight cannot keep the focus.
  const same = holder !== null && holder.getClientRects().length > 0 ? holder : null;
  const news = asked.leads === true ? first("[data-focus]") : undefined;
  const hidden = news == null || isInSight(news) ? undefined : news;
  const aim =
    faults ??
    asked.focus?.() ??
    hidden ??
    same ??
    (asked.quietly === true ? null : (first("[data-focus]") ?? first("h1,h2")));
  if (aim == null || aim === document.activeElement) return;
  if (aim.tabIndex < 0) aim.tabIndex = -1;
  aim.focus();
}

/** Something of it has to show as well. */
function isInSight(heading: HTMLElement): boolean {
  const { top } = heading.getBoundingClientRect();
  return top >= 0 && top < innerHeight - 160;
}

let at = location.pathname + location.search;

function partsOf(element: HTMLElement): string[] {
  const named = (element.dataset["swap"] ?? "").split(/\s+/).filter(Boolean);
  return named.length === 0 ? ["main"] : named;
}

/** What a link or a button of ours asks for. */
export function swapOf(control: HTMLElement): Swap {
  const shared = { history: "push", by: control } as const;
  if (!(control instanceof HTMLAnchorElement)) return sending(formOf(control), control);
  // A place within the page is for whoever comes there by the browser.
  return { ...shared, url: control.href.replace(/#.*$/, ""), parts: partsOf(control) };
}

const formOf = (control: HTMLElement): HTMLFormElement | null =>
  control instanceof HTMLFormElement ? control : control instanceof HTMLButtonElement ? control.form : null;

function sending(form: HTMLFormElement | null, button: HTMLElement | null): Swap {
  const words = new URLSearchParams();
  for (const [name, value] of form === null ? [] : new FormData(form, button))
    if (typeof value === "string") words.append(name, value);
  const url = new URL(button?.getAttribute("formaction") ?? form?.getAttribute("action") ?? "", location.href);
  const isPost = form?.method === "post";
  if (!isPost) url.search = words.toString();
  const parts = form === null ? ["main"] : partsOf(form);
  return { url: url.href, parts, history: "push", by: button ?? form ?? undefined, form: isPost ? words : undefined };
}

/** Whether the last press was a finger's or a pointer's: keys press with nothing. */
let isPointed = false;

function followed(event: MouseEvent): void {
  isPointed = event.detail > 0;
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-swap]") : null;
  if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
  event.preventDefault();
  void swap({ ...swapOf(link), leads: isPointed && link.dataset["leads"] !== undefined });
}

function sent(event: SubmitEvent): void {
  const { target: form, submitter: button } = event;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.dataset["swap"] === undefined) return;
  // Another language is another page, which the browser opens itself.
  if (button?.dataset["whole"] !== undefined) return;
  event.preventDefault();
  void swap({ ...sending(form, button), leads: isPointed && button?.dataset["leads"] !== undefined });
}

function wentBack(): void {
  if (at === location.pathname + location.search) return;
  void swap({ url: location.href, parts: ["main"], history: "none" });
}

/** Links and forms marked `data-swap`, in every page that loads a script of ours. */
export function keepSwapping(): void {
  const root = document.documentElement;
  if (root.dataset["swapping"] !== undefined) return;
  root.dataset["swapping"] = "";
  document.addEventListener("click", followed);
  document.addEventListener("submit", sent);
  addEventListener("popstate", wentBack);
}
