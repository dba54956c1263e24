import type { State, StateVisit } from "../states.ts";

/** Pages that belong to no family. */
/** A form of somebody who was signed out while they filled it in. */
async function signedOut({ page }: StateVisit): Promise<void> {
  await page.goto("/sign-in?lang=en");
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/my/profile?lang=en";
    const field = document.createElement("input");
    field.name = "display_name";
    field.value = "Kept";
    form.append(field);
    document.body.append(form);
    form.submit();
  });
  await page.locator('input[type=hidden][value="Kept"]').waitFor({ state: "attached" });
}

export const states: State[] = [
  { name: "home", as: "anyone", open: ({ page }) => page.goto("/") },
  { name: "home-ar", as: "anyone", open: ({ page }) => page.goto("/?lang=ar") },
  { name: "mailbox", as: "anyone", open: ({ page }) => page.goto("/dev/mail") },
  { name: "unsubscribe-unknown", as: "anyone", open: ({ page }) => page.goto("/v1/unsubscribe/nobody") },
  { name: "signed-out", as: "anyone", open: signedOut },
];
