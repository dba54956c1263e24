import { placeOf } from "../../kit/place.ts";
import { say } from "./live.ts";
import { whenShown } from "./shown.ts";
import { swap } from "./swap.ts";

const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** By the one name that this browser has for it. */
const ownName = (zone: string): string => new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;

/** One zone has several names; the browser knows which are the same. */
function isSameZone(one: string, other: string): boolean {
  try {
    return ownName(one) === ownName(other);
  } catch {
    return one === other;
  }
}

function pathWith(zone: string): string {
  const url = new URL(location.href);
  url.searchParams.set("zone", zone);
  return url.href;
}

const select = (): HTMLSelectElement | HTMLInputElement | null => document.querySelector("[data-zone]");

/** Where the server could only guess, the device knows better; what somebody chose stays. */
function betterGuess(): boolean {
  const chosen = select();
  const zone = deviceZone();
  if (chosen?.dataset["guess"] === undefined || new URLSearchParams(location.search).has("zone")) return false;
  if (zone === "" || isSameZone(chosen.value, zone)) return false;
  void swap({ url: pathWith(zone), parts: ["main"], history: "replace", quietly: true });
  return true;
}

/** The page speaks of one zone, the device of another: says so, and offers the other. */
function compare(aloud: boolean): void {
  const note = document.querySelector<HTMLElement>("[data-zone-note]");
  // Where the network seems to be says nothing more, once the device has said where it is.
  const guess = document.querySelector<HTMLElement>("[data-zone-network]");
  if (guess !== null) guess.hidden = true;
  const chosen = select();
  const zone = deviceZone();
  if (note === null || chosen === null) return;
  const differs = zone !== "" && !isSameZone(chosen.value, zone);
  const wasHidden = note.hidden;
  note.hidden = !differs;
  if (!differs) return;
  for (const place of note.querySelectorAll("[data-zone-here]")) place.textContent = placeOf(zone);
  for (const link of note.querySelectorAll<HTMLAnchorElement>("a[data-zone-link]")) link.href = pathWith(zone);
  if (aloud && wasHidden) say(note.textContent.trim());
}

/** Also while the page stands open: people fly, and laptops wake up elsewhere. */
export function watchZone(): void {
  let last = deviceZone();
  whenShown(() => betterGuess() || compare(false));
  const look = () => {
    if (document.hidden || deviceZone() === last) return;
    last = deviceZone();
    compare(true);
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, 60_000);
}
