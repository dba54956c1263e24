import { word } from "./live.ts";
import type { Swap } from "./swap.ts";

let standing: { box: HTMLElement; end: AbortController } | undefined;

export function troubleOver(): void {
  standing?.end.abort();
  standing?.box.remove();
  standing = undefined;
}

/**
 * Nobody answered: says so where one pressed, keeps what was typed, and tries again when told to. What is sent again is the same
 * try by its `once`; what was only looked at is fetched by itself as soon as there is a network.
 */
export function showTrouble(asked: Swap, part: HTMLElement | null, again: () => Promise<void>): void {
  const hadFocus = standing?.box.contains(document.activeElement) === true;
  troubleOver();
  const box = document.createElement("div");
  const text = document.createElement("p");
  const button = document.createElement("button");
  box.className = "warning trouble";
  box.setAttribute("role", "alert");
  button.type = "button";
  button.textContent = word("again");
  box.append(text, button);

  const end = new AbortController();
  const retry = () => void again();
  button.addEventListener("click", retry);
  if (asked.form === undefined) addEventListener("online", retry, { signal: end.signal });
  standing = { box, end };

  const form = asked.by?.closest("form");
  if (form != null) form.append(box);
  else (part ?? document.querySelector("main"))?.prepend(box);
  // Said once it stands there, since only what changes is said.
  text.textContent = word(navigator.onLine ? "failed" : "offline");
  if (hadFocus) button.focus();
}
