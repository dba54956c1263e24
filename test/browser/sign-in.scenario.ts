import type { Page } from "playwright-core";
import { axe, type Visit } from "./scenario.ts";

export const name = "signing in by code and by link, in one browser only, and out again; axe finds nothing on the way";

export async function run({ page, mailbox }: Visit): Promise<void> {
  await page.goto("/");
  await axe(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await axe(page);

  await byCode(page, mailbox);
  await signOut(page);
  await byLink(page, mailbox);
  await inAnotherBrowser(page, mailbox);
}

async function byCode(page: Page, mailbox: Visit["mailbox"]): Promise<void> {
  await ask(page, "not an address");
  await heading(page, "There is a problem");
  await axe(page);
  const summary = page.getByRole("alert");
  if (!(await summary.evaluate((node) => node === document.activeElement))) throw new Error("the summary has no focus");
  await page.getByRole("link", { name: /Type an e-mail address/ }).click();
  if (!(await page.getByLabel("E-mail address").evaluate((node) => node === document.activeElement)))
    throw new Error("the summary does not lead to the field");

  const email = "ada.okafor@lumen.example";
  await ask(page, email);
  await heading(page, "Type the code");
  await axe(page);
  const [, code = ""] = await mailbox.find(/^ *(\d{6})$/m);

  await page.getByLabel("Code").fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: /Tries left: 4/ }).waitFor();
  await axe(page);

  await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await atWork(page);
  await heading(page, "Ada Okafor");
  await axe(page);
  await tryToken(page);
}

/** The token on the page works, and the cookie alone does not. */
async function tryToken(page: Page): Promise<void> {
  const token = await page.getByLabel("Access token").inputValue();
  const whoami = await page.request.get("/v1/whoami", { headers: { Authorization: `Bearer ${token.trim()}` } });
  if (whoami.status() !== 200) throw new Error(`the token on the page answers ${whoami.status()}`);
  const bare = await page.request.get("/v1/whoami");
  if (bare.status() !== 401) throw new Error(`a cookie alone answers ${bare.status()}`);
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.name.endsWith("ilk_session"));
  if (session?.httpOnly !== true || session.sameSite !== "Lax")
    throw new Error("the session's cookie is open to scripts");
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByText("You are signed out.").waitFor();
  await page.goto("/account");
  await heading(page, "Sign in");
}

async function byLink(page: Page, mailbox: Visit["mailbox"]): Promise<void> {
  const email = "jonas.weber@lumen.example";
  await ask(page, email);
  await heading(page, "Type the code");
  const id = idOf(page);
  const link = await linkFor(mailbox, id);
  // A program that looks through mail opens the link as well; that uses nothing up.
  await page.request.get(link);
  await page.goto(link);
  await heading(page, "Sign in");
  await axe(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await atWork(page);
  await heading(page, "Jonas Weber");
  await page.goto(link);
  await heading(page, "You asked in another browser");
}

async function inAnotherBrowser(page: Page, mailbox: Visit["mailbox"]): Promise<void> {
  await page.goto("/sign-in");
  await ask(page, "salma.haddad@lumen.example");
  await heading(page, "Type the code");
  const id = idOf(page);
  const link = await linkFor(mailbox, id);
  const elsewhere = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin });
  if (elsewhere === undefined) throw new Error("there is no other browser");
  try {
    const other = await elsewhere.newPage();
    await other.goto(link);
    await heading(other, "You asked in another browser");
    await axe(other);
    await other.goto(`/sign-in/${id}`);
    await heading(other, "You asked in another browser");
  } finally {
    await elsewhere.close();
  }
  await page.goto(link.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
  await page.getByRole("button", { name: "Sign in" }).click();
  await heading(page, "This did not sign you in");
  await axe(page);
}

async function ask(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
}

const heading = (page: Page, words: string): Promise<void> => page.getByRole("heading", { name: words }).waitFor();

/** Signing in leads to where one's work begins; the account is a page further. */
async function atWork(page: Page): Promise<void> {
  await page.waitForURL(/\/(?:desk|my)\b/);
  await page.goto("/account?lang=en");
}

const idOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";

async function linkFor(mailbox: Visit["mailbox"], id: string): Promise<string> {
  const [, path = ""] = await mailbox.find(new RegExp(String.raw`(/sign-in/link/${id}\.[\w-]{43})`));
  return path;
}
