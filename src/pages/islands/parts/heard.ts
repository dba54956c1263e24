import type { Frame } from "./frame.ts";

export type Hearing = {
  height?: (height: number) => void;
  moved?: () => void;
  close?: () => void;
  /** Nobody speaks from inside: the frame was refused, or nobody answered. */
  silent: () => void;
};

const patience = 5_000;

/**
 * Greets the page in a frame each time one has come, and hears what it says. Only what comes from this very frame and from our own
 * origin is heard; only our own origin is spoken to.
 */
export function heard(frame: Frame, origin: string, hearing: Hearing): () => void {
  const end = new AbortController();
  let hasSpoken = false;
  frame.addEventListener("load", () => {
    frame.contentWindow?.postMessage({ type: "interlock:hello" }, origin);
    setTimeout(() => {
      if (hasSpoken || end.signal.aborted) return;
      end.abort();
      hearing.silent();
    }, patience);
  });
  addEventListener(
    "message",
    (event: MessageEvent<unknown>) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const said = messageIn(event.data);
      if (said === undefined) return;
      hasSpoken = true;
      hear(said, frame, hearing);
    },
    { signal: end.signal },
  );
  return () => end.abort();
}

type Said = { type: string; [field: string]: unknown };

const messageIn = (data: unknown): Said | undefined =>
  typeof data === "object" && data !== null && "type" in data && typeof data.type === "string"
    ? { ...data, type: data.type }
    : undefined;

const tallest = 20_000;

function hear(said: Said, frame: Frame, hearing: Hearing): void {
  const { type, height, booking, starts_at, language, title } = said;
  if (type === "interlock:height" && typeof height === "number" && height > 0)
    hearing.height?.(Math.min(Math.ceil(height), tallest));
  if (type === "interlock:moved") hearing.moved?.();
  if (type === "interlock:close") hearing.close?.();
  if (type === "interlock:language" && typeof title === "string") frame.title = title;
  // The site may act on these; they are told from the frame, and bubble.
  if (type === "interlock:booked" && typeof booking === "string" && typeof starts_at === "string")
    tellSite(frame, type, { booking, starts_at });
  if (type === "interlock:language" && typeof language === "string") tellSite(frame, type, { language });
}

const tellSite = (frame: Frame, type: string, detail: Record<string, string>): boolean =>
  frame.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
