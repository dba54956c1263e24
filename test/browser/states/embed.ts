import type { State } from "../states.ts";

/** Booking inside of somebody else's page, as it stands on its own. */
export const states: State[] = [
  { name: "embed-choose", as: "anyone", open: ({ page }) => page.goto("/embed/lumen/first-call?zone=Europe/Paris") },
  {
    name: "embed-colour",
    as: "anyone",
    open: ({ page }) => page.goto("/embed/lumen/first-call?zone=Europe/Paris&colour=ffd500&lang=ar"),
    picture: true,
  },
  { name: "embed-unknown", as: "anyone", open: ({ page }) => page.goto("/embed/lumen/nothing-here") },
];
