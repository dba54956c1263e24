import { describe, expect, it } from "vitest";
import { languages } from "#pages/kit/language.ts";
import { slugFrom } from "#pages/welcome/slug.ts";
import { askedToSignIn, browser, signedIn } from "../support/browser.ts";
import { newWorld } from "../support/world/world.ts";

describe("from nothing to a link that can be shared", () => {
  it("takes three forms: the company, the hours, the first meeting", async () => {
    const world = await newWorld();
    const email = `mira@${world.mark}.example`;
    const begun = await askedToSignIn(world, email);
    const home = await begun.visit(begun.path, { code: begun.code });
    expect(home.to).toBe("/my");
    expect((await begun.visit("/my")).to).toBe("/welcome");

    const name = `Åsa & Söhne ${world.mark}`;
    const company = await begun.visit("/welcome");
    expect(company.text).toContain("Step 1 of 3");
    const once = /name="once" value="([\w-]+)"/.exec(company.text)?.[1] ?? "";
    const made = await begun.visit("/welcome", { once, name, you: "Mira Åse", slug: "", zone: "Asia/Kolkata" });
    expect(made).toMatchObject({ status: 303, to: "/welcome/hours" });
    // Sent twice by an impatient thumb: still one company.
    expect(await begun.visit("/welcome", { once, name, slug: "", zone: "Asia/Kolkata" })).toMatchObject({
      status: 303,
    });
    expect((await begun.visit("/account")).text.match(/class="card"/g)).toHaveLength(1);
    // Who has said what they are called is not asked again, and is met by that name.
    expect(company.text).toContain('id="you"');
    expect((await begun.visit("/welcome")).text).not.toContain('id="you"');
    expect((await begun.visit("/account")).text).toContain(">Mira Åse</h1>");
    // Where the company is, its founder is, until they say otherwise.
    expect((await begun.visit("/my/day?lang=en")).text).toContain("Kolkata, UTC+5:30");

    const unreadable = await begun.visit("/welcome/hours", { hours: "whenever", zone: "Asia/Kolkata" });
    expect(unreadable.status).toBe(422);
    expect(unreadable.text).toContain('href="#hours"');
    expect(unreadable.text).toContain('value="whenever"');
    const hours = { hours: "Mon-Sun 00:00-24:00", zone: "Asia/Kolkata" };
    expect(await begun.visit("/welcome/hours", hours)).toMatchObject({ status: 303, to: "/welcome/event" });
    // Whoever goes back goes on with what was made.
    expect(await begun.visit("/welcome/hours", hours)).toMatchObject({ status: 303, to: "/welcome/event" });

    const event = await begun.visit("/welcome/event", { title: "Erstes Gespräch", minutes: "25", slug: "" });
    expect(event).toMatchObject({ status: 303, to: "/welcome/done?event=erstes-gesprach" });
    const done = await begun.visit(event.to ?? "");
    const path = `/${slugFrom(name, "company")}/erstes-gesprach`;
    expect(done.text).toContain(path);
    // Where nobody has been hired yet, every page says what comes first, and none has a form that leads nowhere.
    const desk = await begun.visit("/desk?lang=en");
    expect(desk.text).toContain('href="/desk/jobs/new');
    expect(desk.text).not.toContain("data-copy-link");
    const consider = await begun.visit("/desk/applications/new?lang=en");
    for (const href of ["/desk/jobs/new", "/desk/candidates/new"]) expect(consider.text).toContain(`href="${href}`);
    expect(consider.text).not.toContain('method="post"');
    expect((await begun.visit("/desk/candidates?lang=en")).text).not.toContain("/desk/candidates/export");
    expect((await begun.visit("/my/day?lang=en")).text).toContain(">See when you can be booked</a>");
    const slots = await browser(world).visit(`/v1/public${path.replace("/erstes", "/event-types/erstes")}/slots`);
    expect(JSON.parse(slots.text)).toMatchObject({ time_zone: "Asia/Kolkata", offers: [{ minutes: 25 }] });
  });

  it("says at the field what is taken or missing, keeps what was typed, and speaks five languages", async () => {
    const world = await newWorld();
    const person = await signedIn(world, "recruiter");
    const taken = await person.visit("/welcome?lang=en", {
      name: "Other",
      slug: world.tenant.slug,
      zone: "Europe/Paris",
    });
    expect(taken.status).toBe(409);
    expect(taken.text).toContain("Somebody else has this address");
    expect(taken.text).toContain('value="Other"');
    expect(taken.text).toContain("<title>Error: ");
    const missing = await person.visit("/welcome?lang=en", { name: "", slug: "fine-by-me", zone: "Europe/Nowhere" });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('<a href="#name">');
    expect(missing.text).toContain('<a href="#zone">');

    for (const language of languages) {
      for (const path of ["/welcome", "/welcome/hours", "/welcome/event", "/welcome/done?event=x", "/account"]) {
        const page = await person.visit(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        expect(page.status).toBe(200);
        expect(page.text).toMatch(
          new RegExp(`<html lang="${language}[^"]*" dir="${language === "ar" ? "rtl" : "ltr"}">`),
        );
      }
    }
  });

  it.each([
    ["Lumen Robotics", "lumen-robotics"],
    ["  Åsa & Söhne GmbH ", "asa-sohne-gmbh"],
    ["Straße", "strasse"],
    ["株式会社", "company"],
    ["<script>alert(1)</script>", "script-alert-1-script"],
  ])("%s becomes %s in an address", (name, slug) => {
    expect(slugFrom(name, "company")).toBe(slug);
  });
});
