import { axe, type Visit } from "./scenario.ts";

export const name = "the reference reads well on a phone and in the dark, leads everywhere, and is clean to axe";

const pages = [
  "/docs",
  "/docs/createTeam",
  "/docs/listTeams",
  "/problems",
  "/problems/team.unknown",
  "/problems/nowhere",
];

export async function run({ page }: Visit): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of pages) {
        await page.goto(path);
        await axe(page);
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        if (wide > width) throw new Error(`${path} is ${wide} pixels wide on a screen of ${width}`);
      }
    }
  }

  await page.goto("/docs");
  await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Make a team" }).click();
  if (!page.url().endsWith("#createTeam")) throw new Error(`the contents led to ${page.url()}`);
  await page.getByRole("heading", { name: "Make a team" }).getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: "Make a team" }).waitFor();
  await page.getByRole("link", { name: "team.name_taken" }).click();
  await page.getByRole("heading", { level: 1, name: "Another team has this name." }).waitFor();
  await page.getByRole("link", { name: "Change a team" }).click();
  await page.getByRole("heading", { level: 1, name: "Change a team" }).waitFor();
}
