import type { State } from "../states.ts";

/** Pages that belong to no family. */
export const states: State[] = [
  { name: "home", as: "anyone", open: ({ page }) => page.goto("/") },
  { name: "home-ar", as: "anyone", open: ({ page }) => page.goto("/?lang=ar") },
  { name: "mailbox", as: "anyone", open: ({ page }) => page.goto("/dev/mail") },
  { name: "unsubscribe-unknown", as: "anyone", open: ({ page }) => page.goto("/v1/unsubscribe/nobody") },
];
