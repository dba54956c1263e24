import { axe, type Visit } from "./scenario.ts";

export const name = "the reference and the sign-in page stand, and axe finds nothing in them";

export async function run({ page }: Visit): Promise<void> {
  for (const path of ["/docs", "/sign-in"]) {
    const answer = await page.goto(path);
    if (answer?.status() !== 200) throw new Error(`GET ${path} answered ${answer?.status()}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await axe(page);
  }
}
