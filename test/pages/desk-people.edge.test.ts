import { beforeAll, describe, expect, it } from "vitest";
import { createTeam } from "#identity/teams/contract.ts";
import { languages } from "#pages/kit/language.ts";
import { whoami } from "#identity/users/contract.ts";
import { signedIn, signedInByMail } from "../support/browser.ts";
import { caller } from "../support/client.ts";
import { newWorld, type World } from "../support/world/world.ts";

let world: World;
let owner: Awaited<ReturnType<typeof signedIn>>;
beforeAll(async () => {
  world = await newWorld();
  // The trail begins with it.
  owner = await signedInByMail(world, "owner");
});

const inEnglish = (path: string) => `${path}${path.includes("?") ? "&" : "?"}lang=en`;
const see = (path: string) => owner.visit(inEnglish(path));
const onceIn = (text: string): string => /name="once" value="([\w-]+)"/.exec(text)?.[1] ?? "";
const versionIn = (text: string): string => /name="version" value="(\d+)"/.exec(text)?.[1] ?? "";

describe("the people of a company", () => {
  it("are listed, found by name and by standing, and each has a page", async () => {
    const all = await see("/desk/people");
    expect(all.status).toBe(200);
    const { member } = world.people.kolkata;
    expect(all.text).toContain(`href="/desk/people/${member.id}"`);
    const found = await see(`/desk/people?q=${encodeURIComponent(member.displayName.split(" ")[0] ?? "")}`);
    expect(found.text.match(/href="\/desk\/people\/mem_/g)).toHaveLength(1);
    expect((await see("/desk/people?status=suspended")).text).toContain("Nobody fits this.");
    expect((await see(`/desk/people/${member.id}`)).text).toContain(member.email);
  });

  it("get a title, roles and a rest, each said once done; what is refused keeps what was typed", async () => {
    const { member } = world.people.vancouver;
    const path = `/desk/people/${member.id}`;
    const version = versionIn((await see(path)).text);
    const saved = await owner.visit(path, { version, title: "Staff <b>engineer</b>", company_role: "" });
    expect(saved).toMatchObject({ status: 303, to: `${path}?said=saved` });
    const after = await see(`${path}?said=saved`);
    expect(after.text).toContain("Saved.");
    expect(after.text).toContain("Staff &lt;b&gt;engineer&lt;/b&gt;");

    const late = await owner.visit(inEnglish(path), { version, title: "Too late", company_role: "" });
    expect(late.status).toBe(412);
    expect(late.text).toContain("Somebody else has changed this");
    expect(late.text).toMatch(/Staff &lt;b&gt;engineer&lt;\/b&gt;<\/td>[\s\S]*Too late<\/td>/);
    expect(late.text).toContain('value="Too late"');

    const none = await owner.visit(`${path}/roles?lang=en`, { version: versionIn(after.text) });
    expect(none.status).toBe(422);
    expect(none.text).toContain('<a href="#role">');

    const long = await owner.visit(`${path}/suspend?lang=en`, { reason: "lost ".repeat(300) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('<a href="#reason">');
    expect(long.text).toContain("lost lost lost");
    expect(await owner.visit(`${path}/suspend`, { reason: "Lost laptop" })).toMatchObject({ status: 303 });
    expect((await see(path)).text).toContain("Lost laptop");
    expect(await owner.visit(`${path}/restore`, {})).toMatchObject({ to: `${path}?said=restored` });
    const alone = await owner.visit(`/desk/people/${world.people.owner.member.id}/deactivate?lang=en`, {});
    expect(alone.status).toBe(409);
    expect(alone.text).toContain("The last owner has to stay.");
  });

  it("are asked in, once however often the form is sent, and the invitation is sent again or taken back", async () => {
    const page = await see("/desk/invitations");
    const form: [string, string][] = [
      ["once", onceIn(page.text)],
      ["email", `iris@${world.mark}.example`],
      ["role", world.people.viewer.role.id],
      ["message", "Bis bald"],
    ];
    expect(await owner.visit("/desk/invitations", form)).toMatchObject({ to: "/desk/invitations?said=invited" });
    expect(await owner.visit("/desk/invitations", form)).toMatchObject({ to: "/desk/invitations?said=invited" });
    const listed = await see("/desk/invitations");
    expect(listed.text.match(new RegExp(`<bdi>iris@${world.mark}`, "g"))).toHaveLength(1);
    const again = await owner.visit("/desk/invitations?lang=en", form.slice(1));
    expect(again.status).toBe(409);
    expect(again.text).toContain("Send that one again");
    const id = /\/desk\/invitations\/(inv_\w+)\/resend/.exec(listed.text)?.[1];
    expect(await owner.visit(`/desk/invitations/${id}/revoke`, {})).toMatchObject({ status: 303 });
    expect((await see("/desk/invitations")).text).toContain("taken back");
  });

  it("stand in teams", async () => {
    const page = await see("/desk/teams/new");
    const once = onceIn(page.text);
    await owner.visit("/desk/teams/new", { once, name: "Field", description: "", parent: "" });
    const path = /href="(\/desk\/teams\/tea\w+)"[^>]*>Field</.exec((await see("/desk/teams")).text)?.[1] ?? "";
    const seat = { member: world.people.kolkata.member.id, role: "admin" };
    expect(await owner.visit(`${path}/people`, seat)).toMatchObject({ to: `${path}?said=seated` });
    expect((await see(path)).text).toContain(world.people.kolkata.member.displayName);
    await owner.visit(`${path}/people/${seat.member}/unseat`, {});
    const taken = await owner.visit("/desk/teams/new?lang=en", {
      once: "another",
      name: "Field",
      description: "",
      parent: "",
    });
    expect(taken).toMatchObject({ status: 409 });
    expect(taken.text).toContain('<a href="#name">Another team has this name.</a>');
    const version = versionIn((await see(`${path}/edit`)).text);
    await owner.visit(`${path}/edit`, { version, name: "Field work", description: "Outside", parent: "" });
    const late = await owner.visit(inEnglish(`${path}/edit`), { version, name: "Fields", description: "", parent: "" });
    expect(late.status).toBe(412);
    expect(late.text).toMatch(/Field work<\/td>[\s\S]*Fields<\/td>/);
    const sure = await see(`${path}/delete`);
    expect(sure.text).toContain("Delete: Field work");
    const gone = await owner.visit(`${path}/delete`, { version: versionIn(sure.text) });
    expect(gone).toMatchObject({ to: "/desk/teams?said=deleted" });
  });
});

describe("roles and keys", () => {
  it("a role is made of rights that its maker has, is changed, and goes", async () => {
    const made: [string, string][] = [
      ["once", onceIn((await see("/desk/roles/new")).text)],
      ["key", "sourcer"],
      ["name", "Sourcer"],
      ["active", "yes"],
      ["permission", "tenant:read"],
      ["permission", "members:read"],
    ];
    const to = (await owner.visit("/desk/roles/new", made)).to ?? "";
    expect(to).toMatch(/^\/desk\/roles\/rol_\w+\?said=made$/);
    const path = to.split("?")[0] ?? "";
    const page = await see(`${path}/edit`);
    expect(page.text.match(/checked/g)).toHaveLength(3);
    const change: [string, string][] = [
      ["version", versionIn(page.text)],
      ["name", "Finder"],
      ["permission", "tenant:read"],
    ];
    expect(await owner.visit(`${path}/edit`, change)).toMatchObject({ to: `${path}?said=saved` });
    expect((await see(`${path}/edit`)).text.match(/checked/g)).toHaveLength(1);
    const version = versionIn((await see(`${path}/delete`)).text);
    expect(await owner.visit(`${path}/delete`, { version })).toMatchObject({ to: "/desk/roles?said=deleted" });
    const builtIn = await see(`/desk/roles/${world.people.admin.role.id}`);
    expect(builtIn.text).toContain("cannot be changed");
    expect(builtIn.text).not.toContain("<form");
  });

  it("a key's secret is shown once, works, and works no more when revoked", async () => {
    const form: [string, string][] = [
      ["once", onceIn((await see("/desk/keys/new")).text)],
      ["name", "Nightly"],
      ["days", ""],
      ["scope", "teams:read"],
      ["scope", "teams:write"],
    ];
    const made = await owner.visit("/desk/keys/new?lang=en", form);
    expect(made.status).toBe(200);
    const secret = /value="(ilk_[\w-]+)"/.exec(made.text)?.[1] ?? "";
    const program = caller({ mark: world.mark, credential: secret });
    expect((await program.ok(whoami, {})).permissions.toSorted()).toEqual(["teams:read", "teams:write"]);
    const again = await owner.visit("/desk/keys/new?lang=en", form);
    expect(again.status).toBe(409);
    expect(again.text).toContain("was shown already");
    expect(again.text).not.toContain(secret);

    const path = /href="(\/desk\/keys\/\w+)"[^>]*>Nightly</.exec((await see("/desk/keys")).text)?.[1] ?? "";
    const rotated = await owner.visit(`${path}/rotate`, { once: "turn", overlap: "0" });
    expect(rotated.text).toMatch(/value="ilk_/);
    expect((await see(`${path}/revoke`)).text).toContain("This cannot be undone.");
    expect(await owner.visit(`${path}/revoke`, {})).toMatchObject({ to: `${path}?said=revoked` });
    await program.refused(createTeam, { body: { name: "Never" } }, "credentials.invalid");
    const nothing = await owner.visit("/desk/keys/new?lang=en", { once: "x", name: "", days: "0" });
    expect(nothing.status).toBe(422);
    for (const field of ["name", "days", "scope"]) expect(nothing.text).toContain(`<a href="#${field}">`);
  });
});

describe("the trail of all that was done", () => {
  it("is read by kind and day, shows what changed, and is taken along as a file", async () => {
    const all = await see("/desk/audit?type=session.opened");
    expect(all.text).toContain("session.opened");
    const id = /href="\/desk\/audit\/(\w+)"/.exec(all.text)?.[1];
    expect((await see(`/desk/audit/${id}`)).text).toContain("What changed");
    expect((await see("/desk/audit?from=2001-01-01&until=2001-01-02")).text).toContain("Nothing fits this.");
    const wrong = await see("/desk/audit?type=%3Cscript%3E");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#type">');
    const copy = await owner.visit("/desk/audit?type=session.opened", {});
    expect(copy.headers.get("Content-Disposition")).toMatch(/^attachment; filename="\w+\.json"$/);
    expect(JSON.parse(copy.text).events.length).toBeGreaterThan(0);
  });
});

describe("who may", () => {
  it("somebody who only looks is shown no form and no door that is closed to them", async () => {
    const viewer = await signedIn(world, "viewer");
    const people = await viewer.visit("/desk/people?lang=en");
    expect(people.text).not.toContain('href="/desk/keys"');
    expect(people.text).not.toContain('method="post"');
    const page = await viewer.visit(`/desk/people/${world.people.berlin.member.id}?lang=en`);
    expect(page.text).not.toContain('method="post"');
    expect((await viewer.visit("/desk/keys?lang=en")).status).toBe(403);
    expect((await viewer.visit(`/desk/people/${world.people.berlin.member.id}/remove`, {})).status).toBe(403);
    const other = await newWorld();
    expect((await owner.visit(`/desk/people/${other.people.owner.member.id}`)).status).toBe(404);
  });

  it.each(languages)("every page is there from right to left, and some in %s", async (language) => {
    const berlin = `people/${world.people.berlin.member.id}`;
    const forms = ["teams/new", "roles/new", "keys/new"];
    const pages = ["people", "invitations", "teams", "roles", "keys", "audit", berlin, ...forms];
    const at = languages.indexOf(language);
    for (const path of language === "ar" ? pages : [...pages, ...pages].slice(2 * at, 2 * at + 2)) {
      const page = await owner.visit(`/desk/${path}?lang=${language}`);
      expect(page.status).toBe(200);
      expect(page.text).toMatch(
        new RegExp(`<html lang="${language}[^"]*" dir="${language === "ar" ? "rtl" : "ltr"}">`),
      );
    }
  });
});
