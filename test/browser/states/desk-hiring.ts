import type { State, StateVisit } from "../states.ts";

const go =
  (path: string) =>
  ({ page }: StateVisit) =>
    page.goto(path);

/** Opens a list, and the first thing in it whose address begins so; then perhaps a page below that. */
const first =
  (list: string, start: string, below = "") =>
  async ({ page }: StateVisit) => {
    await page.goto(list);
    const path = await page.locator(`main a[href^="${start}"]`).first().getAttribute("href");
    await page.goto((path ?? "") + below);
  };

const mara = first("/desk/candidates?q=Mara", "/desk/candidates/cnd_");
const job = (below = "") => first("/desk/jobs?q=Backend", "/desk/jobs/job_", below);

const application = async (visit: StateVisit): Promise<void> => {
  await job()(visit);
  await first(`/desk/pipeline?job=${/job_\w+/.exec(visit.page.url())?.[0]}`, "/desk/applications/app_")(visit);
};

/** Sends a form as it stands, by its address or as the page's own: what must be there and is not is refused. */
const send =
  (open: (visit: StateVisit) => Promise<unknown>, form: string, fill: Readonly<Record<string, string>> = {}) =>
  async (visit: StateVisit) => {
    await open(visit);
    const own = form === "" ? "main form.sheet" : `main form[method="post"][action$="${form}"]`;
    const box = visit.page.locator(own).first();
    for (const [name, value] of Object.entries(fill)) await box.locator(`[name="${name}"]`).evaluate(put, value);
    await box.evaluate((node: HTMLFormElement) => {
      node.noValidate = true;
      node.requestSubmit();
    });
    await visit.page.waitForLoadState("load");
    await visit.page.locator(".faults, [data-part=import]").first().waitFor();
  };

const put = (node: Element, value: string): void => {
  (node as HTMLInputElement).value = value;
};

/** Two change one profile: the second is shown both versions. */
const clash = async (visit: StateVisit): Promise<void> => {
  await first("/desk/candidates?q=Chiara", "/desk/candidates/cnd_", "/edit")(visit);
  const { page, url, key } = visit;
  const id = /cnd_\w+/.exec(page.url())?.[0] ?? "";
  await page.request.patch(`${url}/v1/candidates/${id}`, {
    headers: { Authorization: `Bearer ${key}` },
    data: { location: `Turin, ${Math.random()}` },
  });
  await page.getByLabel(/^Place/).fill("Milan");
  await page.locator("main form[method=post] button[type=submit]").first().click();
  await page.locator("main .scroll table").waitFor();
};

const folds = async (visit: StateVisit): Promise<void> => {
  await application(visit);
  await visit.page.evaluate(() => {
    for (const fold of document.querySelectorAll("main details")) fold.setAttribute("open", "");
  });
};

const questions = async (visit: StateVisit): Promise<void> => {
  await job()(visit);
  await visit.page.locator('main a[href*="/stages/stg_"]').nth(1).click();
};

const rows = "name,email\nAda One,ada-one@candidate-of-lumen.example\nNobody,no address\n";
const as = "ada.okafor";

export const states: State[] = [
  { name: "desk-inbox", as, open: go("/desk"), picture: true },
  { name: "desk-inbox-arabic", as, open: go("/desk?lang=ar") },
  { name: "desk-inbox-empty", as, open: go("/desk?kind=conflict") },
  { name: "desk-inbox-refused", as: "tomas.rey", open: go("/desk") },
  { name: "desk-pipeline", as, open: go("/desk/pipeline"), picture: true },
  { name: "desk-pipeline-list", as, open: go("/desk/pipeline?view=list") },
  { name: "desk-pipeline-arabic", as, open: go("/desk/pipeline?lang=ar") },
  { name: "desk-candidates", as, open: go("/desk/candidates"), picture: true },
  { name: "desk-candidates-filtered", as, open: go("/desk/candidates?status=rejected&order=created_at.asc") },
  { name: "desk-candidates-none", as, open: go("/desk/candidates?q=nobodyofthisname") },
  { name: "desk-candidates-tag-fault", as, open: send(go("/desk/candidates"), "/desk/tags") },
  { name: "desk-candidate", as, open: mara, picture: true },
  { name: "desk-candidate-looked-at", as: "tomas.rey", open: mara },
  { name: "desk-candidate-arabic", as, open: first("/desk/candidates?q=Mara", "/desk/candidates/cnd_", "?lang=ar") },
  { name: "desk-candidate-new", as, open: go("/desk/candidates/new") },
  {
    name: "desk-candidate-faults",
    as,
    open: send(go("/desk/candidates/new"), "", { email: "nobody", expected_pay_amount: "much" }),
  },
  { name: "desk-candidate-clash", as, open: clash },
  {
    name: "desk-candidate-merge",
    as,
    open: first("/desk/candidates?q=Mara", "/desk/candidates/cnd_", "/merge?q=candidate"),
  },
  { name: "desk-application", as, open: application, picture: true },
  { name: "desk-application-open-folds", as, open: folds },
  { name: "desk-application-fault", as, open: send(application, "/reject") },
  { name: "desk-consider", as, open: go("/desk/applications/new") },
  { name: "desk-consider-fault", as, open: send(go("/desk/applications/new"), "/desk/applications/new") },
  { name: "desk-jobs", as, open: go("/desk/jobs"), picture: true },
  { name: "desk-jobs-templates", as, open: go("/desk/jobs?kind=template") },
  { name: "desk-job", as, open: job(), picture: true },
  { name: "desk-job-new", as, open: go("/desk/jobs/new") },
  { name: "desk-job-faults", as, open: send(go("/desk/jobs/new"), "", { headcount: "0", slug: "NO" }) },
  { name: "desk-job-edit", as, open: job("/edit") },
  { name: "desk-job-stages", as, open: job("/stages"), picture: true },
  { name: "desk-job-questions", as, open: questions },
  { name: "desk-imports", as, open: go("/desk/imports") },
  { name: "desk-imports-fault", as, open: send(go("/desk/imports"), "/desk/imports") },
  { name: "desk-import", as, open: send(go("/desk/imports"), "/desk/imports", { rows }), picture: true },
];
