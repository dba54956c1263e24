import { say } from "./live.ts";

/** A line of the week: where it stands, and what is typed in it. */
export type Line = { item: HTMLLIElement; from: HTMLInputElement; until: HTMLInputElement };

export const dayMinutes = 1_440;

export const minutesOf = (text: string): number | undefined => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};

/** On a dial midnight is 00:00, also as an end. */
export function dialOf(minutes: number): string {
  const within = minutes % dayMinutes;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

export const dayOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>("[data-day]");

export function linesOf(day: HTMLElement): Line[] {
  return [...day.querySelectorAll<HTMLLIElement>("ol > li")].flatMap((item) => {
    const [from, until] = item.querySelectorAll<HTMLInputElement>("input");
    return from === undefined || until === undefined ? [] : [{ item, from, until }];
  });
}

/** Another line of that day, made as the server makes them; the numbers go on, so that no two share a name. */
export function addLine(day: HTMLElement, from: string, until: string): Line | undefined {
  const model = day.querySelector<HTMLTemplateElement>("template");
  const copy = model?.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLLIElement)) return undefined;
  const names = [...day.querySelectorAll<HTMLInputElement>("ol input")].map(({ name }) => Number(name.split("-")[1]));
  const place = Math.max(-1, ...names) + 1;
  for (const element of copy.querySelectorAll("[name]")) {
    for (const attribute of ["id", "name", "value", "aria-label"]) {
      const text = element.getAttribute(attribute);
      const number = attribute === "aria-label" ? place + 1 : place;
      if (text?.includes("#") === true) element.setAttribute(attribute, text.replace("#", String(number)));
    }
  }
  day.querySelector("ol")?.append(copy);
  const line = linesOf(day).at(-1);
  if (line === undefined) return undefined;
  line.from.value = from;
  line.until.value = until;
  told(day);
  return line;
}

export function removeLine(day: HTMLElement, item: Element): void {
  item.remove();
  told(day);
}

function told(day: HTMLElement): void {
  const closed = day.querySelector<HTMLElement>("[data-closed]");
  if (closed !== null) closed.hidden = linesOf(day).length > 0;
}

/** What the day is now, for whoever cannot see the bar. */
export function sayDay(day: HTMLElement): void {
  const ranges = linesOf(day).map(({ from, until }) => `${from.value}–${until.value}`);
  const closed = day.querySelector("[data-closed]")?.textContent ?? "";
  say(`${day.querySelector("th")?.textContent ?? ""}: ${ranges.length === 0 ? closed : ranges.join(", ")}`);
}

/** An hour after the last line, as the server would begin another. */
export function nextIn(day: HTMLElement): [from: string, until: string] {
  const end = minutesOf(linesOf(day).at(-1)?.until.value ?? "");
  if (end === undefined) return ["09:00", "17:00"];
  const from = end + 60;
  return end === 0 || from + 60 > 23 * 60 ? ["", ""] : [dialOf(from), dialOf(Math.min(from + 180, 1_380))];
}
