import { originFits } from "./origins.ts";
import { whenShown } from "./shown.ts";

export type FrameMessage =
  | { type: "interlock:height"; height: number }
  | { type: "interlock:booked"; booking: string; starts_at: string }
  | { type: "interlock:language"; language: string; title: string }
  | { type: "interlock:moved" }
  | { type: "interlock:close" };

/**
 * Inside somebody's page: tells the page round it how high it is and what was done, and nothing about whoever did it. Only a page
 * that greeted us from an origin of the company's list is told anything, by that very origin.
 */
export function keepFramed(): void {
  const allowed = (document.body.dataset["frames"] ?? "").split(" ").filter(Boolean);
  if (window.parent === window || allowed.length === 0) return;
  let host: string | undefined;
  let isFirst = true;
  const tell = (message: FrameMessage) => {
    if (host !== undefined) window.parent.postMessage(message, host);
  };
  const tellHeight = () =>
    tell({ type: "interlock:height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  const tellBooked = () => {
    const done = document.querySelector<HTMLElement>("[data-booked]");
    const { booked = "", starts = "" } = done?.dataset ?? {};
    if (done !== null) tell({ type: "interlock:booked", booking: booked, starts_at: starts });
  };

  addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || !originFits(origin, allowed)) return;
    if (typeof data !== "object" || data === null || !("type" in data) || data.type !== "interlock:hello") return;
    host = origin;
    tell({ type: "interlock:language", language: document.documentElement.lang, title: document.title });
    tellHeight();
    tellBooked();
  });
  new ResizeObserver(tellHeight).observe(document.body);
  whenShown(() => {
    if (!isFirst) {
      tell({ type: "interlock:moved" });
      tellBooked();
    }
    isFirst = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) tell({ type: "interlock:close" });
  });
}
