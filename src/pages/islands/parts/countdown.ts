import { deviceNow } from "./clock.ts";
import { say } from "./live.ts";
import { leftOf, markPassed } from "./remaining.ts";
import { whenShown } from "./shown.ts";

/** How long a hold lasts, in words that change; said aloud at two minutes, at one, at thirty seconds and when it is over. */
function countDown(element: HTMLElement): void {
  const { countdown = "", said = "", now = "" } = element.dataset;
  const [runs = "", over = ""] = said.split("|");
  const end = Date.parse(countdown);
  if (Number.isNaN(end) || runs === "") return;
  // A device's clock may be wrong; the server said what time it is there.
  const ahead = Number.isNaN(Date.parse(now)) ? 0 : deviceNow() - Date.parse(now);
  let before = end - (deviceNow() - ahead);
  const write = (text: string) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const look = () => {
    if (!element.isConnected) return clearInterval(timer);
    const left = end - (deviceNow() - ahead);
    const text = wordsFor(left, runs, over);
    write(text);
    if (markPassed(before, left) !== undefined) say(text);
    before = left;
    if (left > 0) return;
    clearInterval(timer);
    element.classList.add("over");
  };
  const timer = setInterval(look, 1_000);
  look();
}

function wordsFor(milliseconds: number, runs: string, over: string): string {
  const left = leftOf(milliseconds);
  if (left === undefined) return over;
  const locale = `${document.documentElement.lang}-u-nu-latn`;
  const style = { style: "unit", unit: left.unit, unitDisplay: "long" } as const;
  return runs.replace("#", new Intl.NumberFormat(locale, style).format(left.value));
}

export function keepCounting(): void {
  whenShown((part) => {
    for (const element of part.querySelectorAll<HTMLElement>("[data-countdown]")) countDown(element);
  });
}
