import { addLine, dayMinutes, dayOf, dialOf, type Line, linesOf, minutesOf, sayDay } from "./week-rows.ts";

const step = 15;

/** A line in minutes from midnight; one that runs into the next day ends after 1440. */
type Span = { line: Line; from: number; until: number };

function spansOf(day: HTMLElement): Span[] {
  return linesOf(day).flatMap((line) => {
    const [from, until] = [minutesOf(line.from.value), minutesOf(line.until.value)];
    if (from === undefined || until === undefined) return [];
    return [{ line, from, until: until <= from ? until + dayMinutes : until }];
  });
}

/** Every bar as the lines say now; nights go on in the next day. */
export function drawBars(form: HTMLFormElement): void {
  const days = new Map([...form.querySelectorAll<HTMLElement>("[data-day]")].map((day) => [day.dataset["day"], day]));
  for (const [name, day] of days) {
    const before = days.get(String(((Number(name) + 5) % 7) + 1));
    const nights =
      before === undefined ? [] : spansOf(before).map((span) => ({ from: 0, until: span.until - dayMinutes }));
    const own = spansOf(day).map(({ from, until }) => ({ from, until: Math.min(until, dayMinutes) }));
    const bar = day.querySelector<SVGSVGElement>("svg");
    if (bar === null) continue;
    for (const old of bar.querySelectorAll("rect")) old.remove();
    for (const { from, until } of [...nights, ...own]) if (until > from) bar.append(rectOf(from, until));
  }
}

function rectOf(from: number, until: number): SVGRectElement {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: from, y: 0, width: until - from, height: 24 }))
    rect.setAttribute(name, String(value));
  return rect;
}

type Drag = { span: Span; grip: "from" | "until" | "whole"; at: number; low: number; high: number; isNew: boolean };

/** Ranges are drawn, stretched and moved on the bars with a finger or a mouse; the fields beside them follow. */
export function keepBars(form: HTMLFormElement, changed: () => void): void {
  let drag: Drag | undefined;
  form.addEventListener("pointerdown", (event) => {
    const bar = event.target instanceof Element ? event.target.closest<SVGSVGElement>("svg[data-bar]") : null;
    const day = bar === null ? null : dayOf(bar);
    if (bar === null || day === null || event.button !== 0) return;
    drag = begun(bar, day, event);
    if (drag === undefined) return;
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
  });
  form.addEventListener("pointermove", (event) => {
    const bar = event.target instanceof Element ? event.target.closest<SVGSVGElement>("svg[data-bar]") : null;
    if (drag === undefined || bar === null) return;
    pulled(drag, minuteAt(bar, event));
    drawBars(form);
  });
  for (const name of ["pointerup", "pointercancel"] as const)
    form.addEventListener(name, () => {
      if (drag === undefined) return;
      const { span, isNew, high } = drag;
      // A mere touch makes an hour.
      if (isNew && span.until - span.from < step * 2) write(span, span.from, Math.min(span.from + 60, high));
      drawBars(form);
      const day = dayOf(span.line.item);
      drag = undefined;
      if (day !== null) sayDay(day);
      changed();
    });
}

/** Exact: what is snapped is where it leads. */
function minuteAt(bar: SVGSVGElement, event: PointerEvent): number {
  const { left, right, width } = bar.getBoundingClientRect();
  const along = getComputedStyle(bar).direction === "rtl" ? right - event.clientX : event.clientX - left;
  return Math.max(0, Math.min(dayMinutes, (along / width) * dayMinutes));
}

const snapped = (minutes: number): number => Math.round(minutes / step) * step;

function begun(bar: SVGSVGElement, day: HTMLElement, event: PointerEvent): Drag | undefined {
  const at = minuteAt(bar, event);
  const reach = Math.max(20, (10 / bar.getBoundingClientRect().width) * dayMinutes);
  const spans = spansOf(day);
  const near = (one: Span) => at >= one.from - reach && at <= Math.min(one.until, dayMinutes) + reach;
  const held = spans.find((one) => at >= one.from && at <= one.until) ?? spans.find(near);
  // What goes on after midnight is left to its fields.
  if (held !== undefined && held.until > dayMinutes) return undefined;
  const others = spans.filter((one) => one !== held);
  const low = Math.max(0, ...others.filter(({ until }) => until <= (held?.from ?? at)).map(({ until }) => until));
  const high = Math.min(
    dayMinutes,
    ...others.filter(({ from }) => from >= (held?.until ?? at)).map(({ from }) => from),
  );
  if (held === undefined) {
    const from = Math.min(Math.max(low, Math.floor(at / step) * step), high - step);
    const line = high - low < step ? undefined : addLine(day, dialOf(from), dialOf(from + step));
    if (line === undefined) return undefined;
    return { span: { line, from, until: from + step }, grip: "until", at, low, high, isNew: true };
  }
  const [toFrom, toUntil] = [Math.abs(at - held.from), Math.abs(at - held.until)];
  const grip = Math.min(toFrom, toUntil) > reach ? "whole" : toFrom < toUntil ? "from" : "until";
  return { span: held, grip, at, low, high, isNew: false };
}

function pulled(drag: Drag, to: number): void {
  const { span, grip, low, high } = drag;
  if (grip === "from") return write(span, Math.max(low, Math.min(snapped(to), span.until - step)), span.until);
  if (grip === "until") return write(span, span.from, Math.min(high, Math.max(snapped(to), span.from + step)));
  const by = snapped(to - drag.at);
  const length = span.until - span.from;
  const from = Math.max(low, Math.min(span.from + by, high - length));
  if (from !== span.from) drag.at += from - span.from;
  write(span, from, from + length);
}

function write(span: Span, from: number, until: number): void {
  span.from = from;
  span.until = until;
  span.line.from.value = dialOf(from);
  span.line.until.value = dialOf(until);
}
