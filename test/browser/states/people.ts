import type { State, StateVisit } from "../states.ts";

const go =
  (path: string) =>
  ({ page }: StateVisit) =>
    page.goto(path);

const first =
  (path: string, start: string) =>
  async ({ page }: StateVisit) => {
    await page.goto(path);
    await page.locator(`main a[href^="${start}"]`).first().click();
  };

/** The first of a list, and what hangs below it. */
const beyond = (path: string, start: string, part: string) => async (visit: StateVisit) => {
  await first(path, start)(visit);
  await visit.page.goto(visit.page.url() + part);
};

/** Sends a form of the page as it stands, empty where nothing is filled in. */
const send =
  (path: string, action: string | undefined, fill: Readonly<Record<string, string>> = {}) =>
  async ({ page }: StateVisit) => {
    await page.goto(path);
    const form = page.locator(
      action === undefined ? "form.sheet" : `form[action="${action}"], form[action^="${action}?"]`,
    );
    for (const [name, value] of Object.entries(fill)) await form.locator(`[name=${name}]`).fill(value);
    await form.evaluate((node: HTMLFormElement) => (node.noValidate = true));
    await form.locator("button[type=submit]").click();
    await page.locator(".faults").waitFor();
  };

export const states: State[] = [
  { name: "sign-in", as: "anyone", open: go("/sign-in"), picture: true },
  { name: "sign-in-arabic", as: "anyone", open: go("/sign-in?lang=ar") },
  { name: "sign-in-fault", as: "anyone", open: send("/sign-in", "/sign-in", { email: "nobody" }) },
  { name: "sign-in-elsewhere", as: "anyone", open: go("/sign-in/sin_01m7vcswane8mvywz2zv3cdvd2") },
  { name: "nothing-here", as: "anyone", open: go("/nowhere/at/all") },
  { name: "account", as: "ada.okafor", open: go("/account"), picture: true },
  { name: "account-arabic", as: "ada.okafor", open: go("/account?lang=ar") },
  { name: "welcome", as: "ada.okafor", open: go("/welcome"), picture: true },
  { name: "welcome-fault", as: "ada.okafor", open: send("/welcome", "/welcome", { name: "X", slug: "docs" }) },
  { name: "welcome-hours", as: "ada.okafor", open: go("/welcome/hours"), picture: true },
  { name: "welcome-event", as: "ada.okafor", open: go("/welcome/event"), picture: true },
  { name: "welcome-done", as: "ada.okafor", open: go("/welcome/done?event=screening"), picture: true },
  { name: "people", as: "ada.okafor", open: go("/desk/people"), picture: true },
  { name: "people-arabic", as: "ada.okafor", open: go("/desk/people?lang=ar") },
  { name: "people-none", as: "ada.okafor", open: go("/desk/people?q=nobody") },
  { name: "person", as: "ada.okafor", open: first("/desk/people", "/desk/people/mem_"), picture: true },
  { name: "invitations", as: "ada.okafor", open: go("/desk/invitations"), picture: true },
  { name: "invitation-fault", as: "ada.okafor", open: send("/desk/invitations", "/desk/invitations", { email: "x" }) },
  { name: "teams", as: "ada.okafor", open: go("/desk/teams"), picture: true },
  { name: "team", as: "ada.okafor", open: first("/desk/teams", "/desk/teams/tea_") },
  { name: "team-new", as: "ada.okafor", open: go("/desk/teams/new") },
  { name: "team-edit", as: "ada.okafor", open: beyond("/desk/teams", "/desk/teams/tea_", "/edit") },
  { name: "team-delete", as: "ada.okafor", open: beyond("/desk/teams", "/desk/teams/tea_", "/delete") },
  { name: "roles", as: "ada.okafor", open: go("/desk/roles"), picture: true },
  { name: "role", as: "ada.okafor", open: first("/desk/roles", "/desk/roles/rol_") },
  { name: "role-new", as: "ada.okafor", open: go("/desk/roles/new") },
  { name: "keys", as: "ada.okafor", open: go("/desk/keys"), picture: true },
  { name: "key", as: "ada.okafor", open: first("/desk/keys", "/desk/keys/key_") },
  { name: "key-revoke", as: "ada.okafor", open: beyond("/desk/keys", "/desk/keys/key_", "/revoke") },
  { name: "key-fault", as: "ada.okafor", open: send("/desk/keys/new", undefined) },
  { name: "audit", as: "ada.okafor", open: go("/desk/audit"), picture: true },
  { name: "audit-fault", as: "ada.okafor", open: go("/desk/audit?type=!") },
  { name: "audit-event", as: "ada.okafor", open: first("/desk/audit", "/desk/audit/") },
  { name: "viewer-refused", as: "tomas.rey", open: go("/desk/keys") },
];
