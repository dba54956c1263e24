import { cellAfter, stepOf } from "./months.ts";
import { whenShown } from "./shown.ts";
import { swap, swapOf } from "./swap.ts";

const grids = 'table[data-grid="dates"]';

/** Days that lead somewhere: links, or buttons where a form has to come along. */
const days = "tbody :is(a[href],button)";
const linksIn = (table: Element) => [...table.querySelectorAll<HTMLElement>(days)];

/** One Tab stop for a month: the chosen day, else where one was last, else its first day that leads somewhere. */
function rove(table: Element, wanted?: HTMLElement): void {
  const links = linksIn(table);
  const stop = wanted ?? links.find((link) => link.hasAttribute("aria-current")) ?? links[0];
  for (const link of links) link.tabIndex = link === stop ? 0 : -1;
}

function cellOf(link: HTMLElement) {
  const cell = link.closest<HTMLTableCellElement>("td,th");
  const row = cell?.closest("tr");
  return { row: row?.rowIndex ?? 0, column: cell?.cellIndex ?? 0 };
}

/** Keys of the date grid as the ARIA practices have them; PageUp and PageDown press the links to the other months. */
function pressed(event: KeyboardEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>(`${grids} ${days}`) : null;
  const table = link?.closest(grids);
  if (link == null || table == null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === " ") {
    event.preventDefault();
    return link.click();
  }
  const paging = { PageUp: "prev", PageDown: "next" }[event.key];
  if (paging !== undefined) return turn(event, table, paging, dayOf(link));
  const step = stepOf(event.key, getComputedStyle(table).direction === "rtl");
  if (step === undefined) return;
  event.preventDefault();
  const links = linksIn(table);
  const next = cellAfter(links.map(cellOf), links.indexOf(link), step);
  // Past the month's end there is the next one.
  if (next === undefined)
    return turn(
      event,
      table,
      step === "next" || step === "below" ? "next" : "prev",
      step === "next" || step === "below" ? 1 : 31,
    );
  rove(table, links[next]);
  links[next]?.focus();
}

/** Presses what leads to another month, and stands on the same day of that month, or the nearest that leads somewhere. */
function turn(event: KeyboardEvent, table: Element, rel: string, day: number): void {
  const part = table.closest("[data-part]") ?? document;
  const link = part.querySelector<HTMLElement>(`[data-turns="${rel}"]`);
  event.preventDefault();
  if (link === null) return;
  const name = part instanceof HTMLElement ? (part.dataset["part"] ?? "main") : "main";
  const focus = () => {
    const month = document.querySelector(`[data-part="${CSS.escape(name)}"] ${grids}`) ?? document.querySelector(grids);
    const [first, ...others] = month === null ? [] : linksIn(month);
    const nearest = others.reduce(
      (best, one) => (best !== undefined && far(one, day) < far(best, day) ? one : best),
      first,
    );
    if (month !== null && nearest !== undefined) rove(month, nearest);
    return nearest;
  };
  void swap({ ...swapOf(link), focus });
}

/** The number in the cell; what is only read aloud stands in a label or beside it. */
const dayOf = (link: Element): number => Number(/\d+/.exec(link.textContent)?.[0] ?? 0);
const far = (link: Element, day: number): number => Math.abs(dayOf(link) - day);

export function keepGrids(): void {
  whenShown((part) => {
    const tables = [...part.querySelectorAll(grids), ...(part instanceof Element && part.matches(grids) ? [part] : [])];
    for (const table of tables) {
      // Screen readers then hand the arrow keys to the page.
      table.setAttribute("role", "grid");
      rove(table);
    }
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLElement>(`${grids} ${days}`) : null;
    const table = link?.closest(grids);
    if (link != null && table != null) rove(table, link);
  });
}
