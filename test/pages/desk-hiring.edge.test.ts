import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getApplication } from "#hiring/applications/contract.ts";
import { changeCandidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { listJobs } from "#hiring/jobs/contract.ts";
import { browser, type Form, signedIn } from "../support/browser.ts";
import { makeRequest } from "../support/bookings.ts";
import { takeAll } from "../support/imports.ts";
import { newWorld, type World } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

/** Somebody's browser that speaks English, whatever their profile says. */
async function at(world: World, who: Parameters<typeof signedIn>[1]) {
  const { visit } = await signedIn(world, who);
  return (path: string, form?: Form, more: Record<string, string> = {}) => visit(spoken(path), form, more);
}

/** `?lang=` asks for a language in so many words. */
function spoken(path: string): string {
  const [place = "", hash] = path.split("#");
  const said = place.includes("lang=") ? place : `${place}${place.includes("?") ? "&" : "?"}lang=en`;
  return hash === undefined ? said : `${said}#${hash}`;
}

/** A field's value in the first form that is sent to a path; a form of the page itself says no address. */
const hidden = (text: string, action: string, name: string): string => {
  const place = text.indexOf(`action="${action}"`);
  const form = text.slice(place === -1 ? text.indexOf('class="sheet') : place);
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? "";
};

const titled = (text: string): string => /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "";
const faulty = (text: string, field: string): boolean => text.includes(`id="${field}-fault"`);
const headings = (text: string): number => text.match(/<h1\b/g)?.length ?? 0;

const all = (world: World): string[] => {
  const [mara] = world.hiring.candidates;
  const [application] = world.hiring.applications;
  const [job] = world.hiring.jobs;
  const [stage] = world.hiring.stages;
  return [
    "/desk",
    "/desk/pipeline",
    `/desk/pipeline?job=${job?.id}&view=list&status=active`,
    "/desk/candidates?q=zz",
    `/desk/candidates/${mara?.id}`,
    `/desk/applications/new?job=${job?.id}`,
    `/desk/applications/${application?.id}`,
    "/desk/jobs",
    `/desk/jobs/${job?.id}`,
    `/desk/jobs/${job?.id}/stages/${stage?.id}`,
    "/desk/imports",
  ];
};

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("There is nobody.");
  return one;
};

describe("the hiring desk", () => {
  it("shows every page with one heading, in five languages, and to nobody what is not theirs", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    const titles = new Map<string, Set<string>>();
    for (const path of all(world)) {
      const page = await visit(path);
      expect(`${path} ${page.status} ${headings(page.text)}`).toBe(`${path} 200 1`);
    }
    for (const path of ["/desk"])
      for (const lang of ["en", "de", "fr", "es", "ar"]) {
        const { text } = await visit(`${path}?lang=${lang}`);
        expect(text).toMatch(
          lang === "ar" ? /<html lang="ar[^"]*" dir="rtl"/ : new RegExp(`<html lang="${lang}[^"]*" dir="ltr"`),
        );
        expect(text).not.toContain("undefined");
        titles.set(path, (titles.get(path) ?? new Set()).add(titled(text)));
      }
    for (const [path, said] of titles) expect(`${path} ${said.size}`).toBe(`${path} 5`);

    const elsewhere = await newWorld({ booked: true });
    const [theirs, job] = [first(elsewhere.hiring.candidates), first(elsewhere.hiring.jobs)];
    for (const path of [`/desk/candidates/${theirs.id}`, `/desk/jobs/${job.id}`, `/desk/pipeline?job=${job.id}`])
      expect((await visit(path)).status).toBe(404);
    expect((await browser(world).visit("/desk")).to).toBe("/sign-in?to=%2Fdesk");
  });

  it("puts who asks for another time first, to whoever may answer, beside the one thing to do", async () => {
    const world = await newWorld();
    await makeRequest(world);
    await makeRequest(world, "staff");
    const inbox = await (await at(world, "recruiter"))("/desk");
    expect(inbox.text.match(/Asks for another time/g)).toHaveLength(1);
    expect(inbox.text).toContain(`“Another day would do better. ${world.mark}”`);
    expect(inbox.text).toMatch(/<a class="button" href="\/desk\/bookings\/bkg_\w+(?:\?lang=en)?#wishes">Answer them/);
    expect((await (await at(world, "recruiter"))("/desk?kind=declined")).text).not.toContain("Asks for another time");
  });

  it("gives who only looks no form, and refuses what they send all the same", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "viewer");
    const [application] = world.hiring.applications;
    expect((await visit("/desk")).status).toBe(403);
    expect((await visit("/desk/imports")).status).toBe(403);
    const page = await visit(`/desk/applications/${application?.id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<form[^>]*method="post"[^>]*\/desk\//);
    expect(page.text).not.toContain('href="/desk/jobs"');
    for (const [path, form] of [
      [`/desk/applications/${application?.id}/reject`, { reject_reason: "No." }],
      ["/desk/candidates/new", { name: "X", email: "x@x.example" }],
      ["/desk/candidates/export", {}],
      ["/desk/jobs/new", { title: "X" }],
    ] as const)
      expect(`${path} ${(await visit(path, form)).status}`).toBe(`${path} 403`);
    const other = await at(world, "recruiter");
    const crossed = await other("/desk/candidates/new", { name: "X" }, { "Sec-Fetch-Site": "cross-site" });
    expect(crossed.status).toBe(403);
  });

  it("moves a card from the board, once of two who move it, and ends an application with a reason", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    const [application] = world.hiring.applications;
    const id = application?.id ?? "";
    const job = first(world.hiring.jobs);
    const stages = world.hiring.stages.filter(({ jobId }) => jobId === job.id);
    const board = await visit(`/desk/pipeline?job=${job.id}`);
    const move = `/desk/applications/${id}/move`;
    const card = {
      version: hidden(board.text, move, "version"),
      back: hidden(board.text, move, "back").replaceAll("&amp;", "&"),
    };
    expect(card.back).toContain(`/desk/pipeline?job=${job.id}`);

    const moved = await visit(move, { ...card, stage_id: stages[3]?.id ?? "" });
    expect(moved).toMatchObject({ status: 303 });
    expect(moved.to).toContain("said=moved");
    expect((await visit(moved.to ?? "")).text).toContain("Moved.");
    const again = await visit(move, { ...card, stage_id: stages[0]?.id ?? "", move_reason: "Too soon" });
    expect(again.status).toBe(412);
    expect(titled(again.text)).toMatch(/^Error: /);
    expect(again.text).toContain("Somebody else changed this in the meantime.");
    expect(again.text).toContain("Too soon");
    // Elsewhere nobody is sent, whatever the form says.
    const away = await visit(move, { version: "", back: "https://evil.example/", stage_id: stages[1]?.id ?? "" });
    expect(away.to).toBe(`/desk/applications/${id}?said=moved`);

    const reject = `/desk/applications/${id}/reject`;
    const bare = await visit(reject, { reject_reason: " " });
    expect(bare.status).toBe(422);
    expect(faulty(bare.text, "reject_reason")).toBe(true);
    expect((await visit(reject, { reject_reason: "Another trade." })).status).toBe(303);
    const recruiter = await world.as("recruiter");
    expect(await recruiter.ok(getApplication, { param: { id } })).toMatchObject({
      status: "rejected",
      reason: "Another trade.",
    });
    expect((await visit(`/desk/applications/${id}/reopen`, {})).status).toBe(303);

    const note = { note: "Call on Monday.", visibility: "private", once: "note-1" };
    expect((await visit(`/desk/applications/${id}/notes`, note)).status).toBe(303);
    expect((await visit(`/desk/applications/${id}/notes`, note)).status).toBe(303);
    const page = await visit(`/desk/applications/${id}`);
    expect(page.text.match(/Call on Monday\./g)).toHaveLength(2);
    expect(page.text).toContain("Another trade.");
  });

  it("opens a debrief once, and decides once, after it", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    const id = world.hiring.applications[2]?.id ?? "";
    const open = `/desk/applications/${id}/debrief`;
    expect((await visit(`/desk/applications/${id}/decisions`, { outcome: "hold", rationale: "Wait" })).text).toContain(
      "Open the debrief first.",
    );
    expect((await visit(open, {})).to).toBe(`/desk/applications/${id}?said=debriefed#debrief`);
    expect((await visit(open, {})).text).toContain("The debrief is open already.");
    const bare = await visit(`/desk/applications/${id}/decisions`, { outcome: "", rationale: "" });
    expect(bare.status).toBe(422);
    expect(faulty(bare.text, "outcome") && faulty(bare.text, "rationale")).toBe(true);
    const decision = { outcome: "hold", rationale: "We wait for the second panel.", once: "decide-1" };
    expect((await visit(`/desk/applications/${id}/decisions`, decision)).to).toBe(
      `/desk/applications/${id}?said=decided#decisions`,
    );
    await visit(`/desk/applications/${id}/decisions`, decision);
    const { text } = await visit(`/desk/applications/${id}`);
    expect(text.match(/We wait for the second panel\./g)).toHaveLength(1);
  });

  it("keeps candidates: adds, finds, refuses at the field, shows both versions, tags, merges, deletes", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    const recruiter = await world.as("recruiter");
    const mara = first(world.hiring.candidates);
    const nasty = `<b>Kim</b> "O'Neil" & ${world.mark}`;
    const taken = await visit("/desk/candidates/new", { name: nasty, email: mara.email, skills: "Go, SQL" });
    expect(taken.status).toBe(409);
    expect(faulty(taken.text, "email")).toBe(true);
    expect(taken.text).toContain("&lt;b&gt;Kim&lt;/b&gt;");
    const form = {
      name: nasty,
      email: `new-${world.mark}@x.example`,
      expected_pay_amount: "55.000,50",
      expected_pay_currency: "eur",
    };
    const both = [
      await visit("/desk/candidates/new", { ...form, once: "add-1" }),
      await visit("/desk/candidates/new", { ...form, once: "add-1" }),
    ];
    expect(new Set(both.map(({ to }) => to)).size).toBe(1);
    const id = /cnd_\w+/.exec(both[0]?.to ?? "")?.[0] ?? "";
    const known = await recruiter.ok(getCandidate, { param: { id } });
    expect(known).toMatchObject({
      name: nasty,
      expected_pay: { amount_minor: 5_500_050, currency: "EUR", per: "year" },
    });
    const shown = await visit(`/desk/candidates/${id}`);
    expect(shown.text).toContain("&lt;b&gt;Kim&lt;/b&gt;");
    expect((await visit("/desk/candidates?q=ONEIL")).text).toContain(`/desk/candidates/${id}`);

    const edit = `/desk/candidates/${id}/edit`;
    const page = await visit(edit);
    const version = hidden(page.text, edit, "version");
    expect(page.text).toContain('value="55000.50"');
    const bad = await visit(edit, { version, name: "", email: "nobody", years_of_experience: "many", phone: "123" });
    expect(bad.status).toBe(422);
    for (const field of ["name", "email", "years_of_experience", "phone"])
      expect(`${field} ${faulty(bad.text, field)}`).toBe(`${field} true`);
    await recruiter.ok(changeCandidate, { param: { id }, body: { location: "Porto" } });
    const late = await visit(edit, { version, name: "Nell", email: form.email, location: "Lisbon" });
    expect(late.status).toBe(412);
    expect(late.text).toContain("Porto");
    expect(late.text).toContain("Lisbon");
    const kept = { version: hidden(late.text, edit, "version"), name: "Nell", email: form.email, location: "Lisbon" };
    expect((await visit(edit, kept)).status).toBe(303);
    expect(await recruiter.ok(getCandidate, { param: { id } })).toMatchObject({ name: "Nell", location: "Lisbon" });

    expect((await visit("/desk/tags", { tag_name: "Night owl", once: "tag-1" })).status).toBe(303);
    const tag = /value="(tag_\w+)"/.exec((await visit(`/desk/candidates/${id}`)).text)?.[1] ?? "";
    await visit(`/desk/candidates/${id}/tags`, { tag });
    expect((await visit(`/desk/candidates?tag_id=${tag}`)).text).toContain(`/desk/candidates/${id}`);
    await visit(`/desk/candidates/${id}/tags`, { off: tag });
    expect((await visit(`/desk/candidates?tag_id=${tag}`)).text).not.toContain(`/desk/candidates/${id}`);

    const file = await visit("/desk/candidates/export", { q: "Nell" });
    expect(file.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(file.text).toContain("Nell");
    expect(file.text).not.toContain(mara.email);

    const drop = `/desk/candidates/${mara.id}/delete`;
    const stands = hidden((await visit(`/desk/candidates/${mara.id}`)).text, drop, "version");
    const open = await visit(drop, { version: stands });
    expect((await visit(open.to ?? "")).text).toContain("They are still being considered");
    const merge = `/desk/candidates/${mara.id}/merge`;
    expect((await visit(`${merge}?q=Nell`)).text).toContain(id);
    expect((await visit(merge, { from_id: mara.id, q: "Nell" })).text).toContain("This is the same record.");
    expect((await visit(merge, { from_id: id, q: "Nell" })).to).toContain("said=merged");
    const { data } = await recruiter.ok(listCandidates, { query: { email: form.email } });
    expect(data.map((one) => one.id)).toEqual([mara.id]);
    const back = await visit(`/desk/candidates/${mara.id}`);
    expect(back.text).toContain("With the candidate");
    expect(back.text).toContain("Timeline");
  });

  it("keeps jobs: creates, says what is wrong, opens and closes, and says stages and questions in order", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    const recruiter = await world.as("recruiter");
    const bad = await visit("/desk/jobs/new", {
      title: "",
      salary_min: "90000",
      salary_max: "10",
      currency: "EUR",
      headcount: "0",
    });
    expect(bad.status).toBe(422);
    expect(faulty(bad.text, "headcount")).toBe(true);
    const job = {
      title: `Welder ${world.mark}`,
      headcount: "2",
      skills: "Steel, MIG",
      deadline: "2026-12-24",
      save_as: "draft",
    };
    const made = await visit("/desk/jobs/new", { ...job, once: "job-1" });
    expect(await visit("/desk/jobs/new", { ...job, once: "job-1" })).toMatchObject({ to: made.to });
    const id = /job_\w+/.exec(made.to ?? "")?.[0] ?? "";
    const { data } = await recruiter.ok(listJobs, { query: { q: "Welder" } });
    expect(data).toMatchObject([{ id, status: "draft", headcount: 2, deadline: "2026-12-24T23:00:00Z" }]);

    const stages = `/desk/jobs/${id}/stages`;
    const page = await visit(stages);
    const rows = [...page.text.matchAll(/name="id-(\d+)" value="(stg_\w+)"/g)];
    expect(rows).toHaveLength(4);
    const said = rows.flatMap(([, place = "", stage = ""]): [string, string][] => [
      [`id-${place}`, stage],
      [`name-${place}`, `Step ${place}`],
      [`kind-${place}`, "interview"],
      [`position-${place}`, String(90 - Number(place))],
    ]);
    const form: [string, string][] = [
      ["version", hidden(page.text, stages, "version")],
      ["rows", "5"],
      ...said,
      ["out-1", "yes"],
    ];
    expect(
      (await visit(stages, [...form, ["name-4", "Trial day"], ["kind-4", "assessment"], ["position-4", "1"]])).status,
    ).toBe(303);
    const [after] = (await recruiter.ok(listJobs, { query: { q: "Welder" } })).data;
    expect(after?.stages.map(({ name }) => name)).toEqual(["Trial day", "Step 3", "Step 2", "Step 0"]);
    const raced = await visit(stages, form);
    expect(raced.status).toBe(412);
    expect(raced.text).toContain("Trial day → Step 3");

    const kit = `${stages}/${after?.stages[0]?.id}`;
    expect(faulty((await visit(`${kit}/questions`, { prompt: "" })).text, "prompt")).toBe(true);
    await visit(`${kit}/questions`, { prompt: "How do you weld overhead?", minutes: "10", once: "q-1" });
    await visit(`${kit}/questions`, { prompt: "Show us a seam.", once: "q-2" });
    const asked = [...(await visit(kit)).text.matchAll(/name="question" value="(bqn_\w+|\w+)"/g)].map(
      ([, one = ""]) => one,
    );
    expect(asked).toHaveLength(2);
    await visit(kit, [
      ...asked.map((one): [string, string] => ["question", one]),
      [`place-${asked[0]}`, "20"],
      [`place-${asked[1]}`, "10"],
    ]);
    const turned = (await visit(kit)).text;
    expect(turned.indexOf("Show us a seam.")).toBeLessThan(turned.indexOf("How do you weld overhead?"));

    expect((await visit(`/desk/jobs/${id}/open`, { version: "" })).status).toBe(303);
    const shown = await visit(`/desk/jobs/${id}`);
    const version = hidden(shown.text, `/desk/jobs/${id}/close`, "version");
    expect((await visit(`/desk/jobs/${id}/close`, { version })).to).toContain("said=closed");
    expect((await visit(`/desk/jobs/${id}/pause`, { version: String(Number(version) + 1) })).to).toContain(
      "refused=job.no_edge",
    );

    const considered = await visit("/desk/applications/new", {
      job_id: id,
      candidate_id: first(world.hiring.candidates).id,
    });
    expect(considered.status).toBe(409);
    expect(considered.text).toContain("The job is closed. Open it first.");
  });

  it("takes in pasted rows and files, tells how far it is, and which rows are bad", async () => {
    const world = await newWorld({ booked: true });
    const visit = await at(world, "recruiter");
    expect(faulty((await visit("/desk/imports", { kind: "candidates", rows: " " })).text, "file")).toBe(true);
    const odd = await visit("/desk/imports", { kind: "candidates", rows: "email,shoe_size\na@b.example,42" });
    expect(odd.status).toBeGreaterThanOrEqual(400);
    expect(odd.text).toContain("shoe_size");
    const rows = `name,email\nAda One,one-${world.mark}@x.example\nNobody,not an address\n`;
    const sent = await visit("/desk/imports", { kind: "candidates", rows, once: "import-1" });
    expect(await visit("/desk/imports", { kind: "candidates", rows, once: "import-1" })).toMatchObject({ to: sent.to });
    expect((await visit(sent.to ?? "")).text).toMatch(/data-again="2000"|Done/);
    await takeAll(world, /imp_\w+/.exec(sent.to ?? "")?.[0] ?? "");
    const done = await visit(sent.to ?? "");
    expect(done.text).toContain("Done");
    expect(done.text).not.toContain('data-again="2000"');
    expect(done.text).toContain("2 of 2");
    expect(done.text).toMatch(/<th scope="row">2<\/th>/);

    const text = `name,email\r\nÉlise,elise-${world.mark}@x.example\r\n`;
    const filed = await visit("/desk/imports", withFile("people.csv", text));
    expect(filed.status).toBe(303);
    expect((await visit(filed.to ?? "")).text).toContain("people.csv");
  });
});

/** As a browser sends a chosen file. */
function withFile(name: string, text: string): FormData {
  const form = new FormData();
  form.set("kind", "candidates");
  form.set("dry", "yes");
  form.set("file", new File([text], name, { type: "text/csv" }));
  return form;
}
