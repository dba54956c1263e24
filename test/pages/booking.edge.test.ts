import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listBookings } from "#booking/bookings/look-contract.ts";
import {
  changeEventType,
  createEventType,
  getEventType,
  setEventTypeQuestions,
} from "#booking/event-types/contract.ts";
import { createSchedulingLink } from "#booking/links/contract.ts";
import { createPrefillLink } from "#booking/prefill/contract.ts";
import { minute } from "#kernel/instant.ts";
import { browser, type Form } from "../support/browser.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { toldTo } from "../support/logs.ts";
import { newWorld, send, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const nasty = `"><img src=x>'&`;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function office(): Promise<World & { path: string }> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return { ...world, path: `/${world.tenant.slug}/${world.booking.eventTypes.one_on_one.slug}` };
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
const plain = (text: string): string =>
  unescaped(text.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/[\u2066-\u2069]/g, "")
    .replaceAll(/[\s\u202f]+/g, " ")
    // How much of a stop a weekday gets is the platform's taste.
    .replaceAll(/(day),/g, "$1");

const slotsIn = (text: string): string[] =>
  [...text.matchAll(/name="slot" value="([^"]+)"/g)].map(([, value = ""]) => value);

/** What the form of a page would send unseen, and where to. */
function formIn(text: string): { action: string; fields: [string, string][] } {
  const form = /<form method="post" action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(text);
  const fields = [...(form?.[2] ?? "").matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return {
    action: unescaped(form?.[1] ?? ""),
    fields: fields.map(([, name = "", value = ""]) => [name, unescaped(value)]),
  };
}

type Visit = ReturnType<typeof browser>["visit"];

/** Takes the nth time that a page offers. */
async function takes(visit: Visit, path: string, nth = 0, more: [string, string][] = []) {
  const page = await visit(path);
  const { action, fields } = formIn(page.text);
  const sent: Form = [...fields, ...more, ["slot", slotsIn(page.text)[nth] ?? ""]];
  return { action, sent, page, held: await visit(action, sent) };
}

const ada: [string, string][] = [
  ["name", "Ada Example"],
  ["email", "ada@guest.example"],
  ["consent", "yes"],
  ["do", "book"],
];

/** Sends the form of a page that holds a time. */
function confirms(visit: Visit, text: string, said: [string, string][] = ada) {
  const { action, fields } = formIn(text);
  return visit(action, [...fields, ...said]);
}

describe("booking by forms alone", () => {
  it("leads from the company over a time and the details to what was booked, once however often it is sent", async () => {
    const world = await office();
    const { visit } = browser(world);
    const heard = vi.spyOn(console, "log").mockImplementation(() => {});
    const company = await visit(`/${world.tenant.slug}`);
    const [looked] = toldTo(heard).filter(({ event }) => event === "request");
    heard.mockRestore();
    expect(company.status).toBe(200);
    expect(looked).toMatchObject({ route: "/{tenant}", d1_trips: 2 });
    for (const { title, slug } of Object.values(world.booking.eventTypes)) {
      expect(company.text).toContain(title);
      expect(company.text).toContain(`href="/${world.tenant.slug}/${slug}"`);
    }

    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const { page, held, action, sent } = await takes(
      visit,
      `${world.path}?lang=en-GB&zone=America/Vancouver&date=2026-11-23`,
      1,
    );
    const [shown] = toldTo(log).filter(({ event }) => event === "request");
    log.mockRestore();
    expect(shown).toMatchObject({ route: "/{tenant}/{event_type}" });
    expect(shown?.["d1_trips"]).toBeLessThanOrEqual(2);
    expect(page.text).toMatch(/aria-label="Monday,? 23 November 2026, 16 times"/);
    expect(page.text.match(/<h1\b/g)).toHaveLength(1);
    expect(plain(page.text)).toContain("All times are in Vancouver, UTC−7.");
    expect(plain(page.text)).toContain("You can cancel");
    expect(new Set([...page.text.matchAll(/type="radio" name="([^"]+)"/g)].map(([, name]) => name)).size).toBe(1);

    expect(held.status).toBe(200);
    expect(action).not.toContain("hlt_");
    expect(plain(held.text)).toMatch(/Held for you until 02:05\. .?5 minutes.? left/);
    expect(held.text).toContain('data-countdown="2026-11-20T09:05:0');
    // A page that is loaded again is the same try: it holds nothing more.
    const again = await visit(action, sent);
    expect(formIn(again.text).fields.find(([name]) => name === "hold_id")).toEqual(
      formIn(held.text).fields.find(([name]) => name === "hold_id"),
    );

    const { action: confirm, fields } = formIn(held.text);
    const said: Form = [
      ...fields,
      ...ada,
      ["phone", "+33 (0)1 23"],
      ["guests", "one@guest.example, two@guest.example"],
      ["help", "An interpreter, please."],
    ].filter(([name]) => name !== "phone") as Form;
    const booked = await visit(confirm, said);
    expect(booked.status).toBe(303);
    expect(booked.to).toMatch(/^\/book\/lnk_[^/]+\/done\?/);
    expect((await visit(confirm, said)).to).toBe(booked.to);

    const done = await visit(booked.to ?? "");
    const words = plain(done.text);
    for (const one of ["You are booked", "ada@guest.example", "in Vancouver, UTC−7", "Salma"])
      expect(words).toContain(one);
    expect(done.text).toMatch(/href="https:\/\/calendar\.google\.com\//);
    const token = /\/book\/([^/]+)\/done/.exec(booked.to ?? "")?.[1] ?? "";
    const file = await visit(`/manage/${token}/calendar.ics`);
    expect(file.headers.get("Content-Type")).toContain("text/calendar");

    const recruiter = await world.as("recruiter");
    const { data } = await recruiter.ok(listBookings, { query: { invitee_email: "ada@guest.example" } });
    expect(data).toMatchObject([
      {
        status: "confirmed",
        source: "public",
        invitee: {
          name: "Ada Example",
          time_zone: "America/Vancouver",
          locale: "en-GB",
          accommodations: "An interpreter, please.",
          consent: { text: expect.stringContaining(world.tenant.name) },
        },
        guests: [{ email: "one@guest.example" }, { email: "two@guest.example" }],
      },
    ]);
    const interviewer = await world.as("berlin");
    const seen = await interviewer.ok(listBookings, { query: { invitee_email: "ada@guest.example" } });
    expect(seen.data.map(({ invitee }) => invitee?.accommodations)).toEqual([null]);

    // Whoever has already confirmed, and does so once more from another copy of the page, is told so.
    const late = await visit(confirm, [...fields.filter(([name]) => name !== "once"), ...ada]);
    expect([late.status, plain(late.text)]).toEqual([409, expect.stringContaining("This is booked already")]);
  });

  it("says what is wrong where it is wrong, keeps what was typed, and fills in what a sealed address knows", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const param = { id: world.booking.eventTypes.one_on_one.id };
    const { version } = await owner.ok(getEventType, { param });
    const { questions } = await owner.ok(setEventTypeQuestions, {
      param,
      headers: { "If-Match": `"${version}"` },
      body: {
        questions: [
          { type: "short_text", label: nasty, help: nasty, required: true },
          { type: "long_text", label: "Why us?", validation: { max_length: 10 } },
          { type: "single_select", label: "Language", options: ["English", "Deutsch"], required: true },
          { type: "multi_select", label: "Days", options: ["Mon", "Tue"] },
          { type: "phone", label: "Other phone" },
          { type: "email", label: "Other address" },
          { type: "number", label: "Years", validation: { min: 1, max: 40 } },
        ],
      },
    });
    const fields = questions.map(({ id }) => `q-${id}`);
    const [first = "", why = "", language = "", days = "", phone = "", address = "", years = ""] = fields;
    const { token } = await owner.ok(createPrefillLink, {
      body: {
        event_type_id: param.id,
        name: "Iris",
        email: "iris@guest.example",
        answers: [{ question_id: questions[6]?.id ?? "", value: 7 }],
      },
    });
    const { visit } = browser(world);
    const { held } = await takes(visit, `${world.path}?p=${token}`);
    expect(held.text).toContain('value="Iris"');
    expect(held.text).toContain('value="7"');
    expect(held.text).not.toContain("<img");

    const wrong = await confirms(visit, held.text, [
      ["do", "book"],
      ["consent", "yes"],
      ["name", nasty],
      ["email", "nobody"],
      ["where", "video"],
      ["guests", "ada@guest.example, nobody, no one"],
      [why, "far too long an answer"],
      [days, "Mon"],
      [days, "Tue"],
      [phone, "12"],
      [address, "x"],
      [years, "99"],
    ]);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("<title>Error: ");
    const linked = [...wrong.text.matchAll(/<li><a href="#([^"]+)"/g)].map(([, field]) => field);
    expect(linked).toEqual(expect.arrayContaining(["email", "guests"]));
    expect(plain(wrong.text)).toContain("Write an address such as name@example.com.");
    expect(unescaped(wrong.text)).toContain(`value="${nasty.replaceAll("&", "&")}"`);
    expect(wrong.text).not.toContain("<img");

    const better = await confirms(visit, wrong.text, [
      ...ada,
      ["where", "phone"],
      [why, "far too long an answer"],
      [phone, "12"],
      [address, "x"],
      [years, "99"],
    ]);
    const refused = [...better.text.matchAll(/<li><a href="#([^"]+)"/g)].map(([, field]) => field);
    // What is missing is told at once, and from top to bottom.
    expect(refused).toEqual(["phone", first, language]);
    const answers = await confirms(visit, better.text, [
      ...ada,
      ["where", "phone"],
      ["phone", "+44 20 7946 0000"],
      [first, "Because"],
      [language, "Klingon"],
      [why, "far too long an answer"],
      [phone, "12"],
      [address, "x"],
      [years, "99"],
    ]);
    expect([...answers.text.matchAll(/<li><a href="#([^"]+)"/g)].map(([, field]) => field)).toEqual([
      why,
      language,
      phone,
      address,
      years,
    ]);
    expect(plain(answers.text)).toContain("A number from 1 to 40");

    const good = await confirms(visit, answers.text, [
      ...ada,
      ["where", "phone"],
      ["phone", "٠٠٤٤ ٢٠ ٧٩٤٦ ٠٠٠٠"],
      [first, nasty],
      [language, "Deutsch"],
      [days, "Mon"],
      [years, "1,5"],
    ]);
    expect(good.status).toBe(303);
    const { data } = await owner.ok(listBookings, { query: { invitee_email: "ada@guest.example" } });
    expect(data[0]).toMatchObject({
      location: { kind: "phone", details: "+442079460000" },
      answers: [{ value: nasty }, { value: "Deutsch" }, { value: ["Mon"] }, { value: 1.5 }],
    });
  });

  it("holds a time longer once, gives it back, and books after the hold as long as nobody was faster", async () => {
    const world = await office();
    const { visit } = browser(world);
    const monday = `${world.path}?date=2026-11-23`;
    const { held } = await takes(visit, monday);
    expect(slotsIn((await visit(monday)).text)).toHaveLength(15);
    const longer = await confirms(visit, held.text, [
      ["do", "extend"],
      ["name", "Ada"],
    ]);
    expect(longer.text).toContain('value="Ada"');
    expect(longer.text).not.toContain('value="extend"');
    expect(plain(longer.text)).toContain("It has been held longer already.");
    const back = await confirms(visit, longer.text, [["do", "release"]]);
    expect([back.status, back.to]).toEqual([303, `${world.path}?zone=Europe%2FParis&date=2026-11-23`]);
    expect(slotsIn((await visit(back.to ?? "")).text)).toHaveLength(16);

    // Whoever wants another time types nothing twice, and nothing of it stands in an address.
    const { held: typing } = await takes(visit, monday, 1);
    const said: [string, string][] = [
      ["name", nasty],
      ["email", "iris@guest.example"],
      ["help", "Captions"],
      ["consent", "yes"],
    ];
    const again = await confirms(visit, typing.text, [...said, ["do", "another"]]);
    expect([again.status, plain(again.text)]).toEqual([200, expect.stringContaining("Everything you typed is kept.")]);
    expect(slotsIn(again.text)).toHaveLength(16);
    expect(again.text).not.toContain("<img");
    expect(again.text).not.toMatch(/(?:href|action)="[^"]*(?:iris|Captions|hlt_)/);
    const [, next = ""] = /formaction="([^"]*date=2026-11-24[^"]*)"/.exec(again.text) ?? [];
    const { fields: typedBefore } = formIn(again.text);
    const tuesday = await visit(unescaped(next), [...typedBefore, ["do", "look"]]);
    expect(plain(tuesday.text)).toContain("Tuesday");
    const elsewhere = await visit(unescaped(next), [...typedBefore, ["do", "look"], ["zone", "Asia/Kolkata"]]);
    expect(plain(elsewhere.text)).toContain("All times are in Kolkata");
    const times = /<form[^>]*class="times"[\s\S]*?<\/form>/.exec(elsewhere.text)?.[0] ?? "";
    const { action, fields } = formIn(times);
    const kept = await visit(action, [...fields, ["slot", slotsIn(times)[0] ?? ""]]);
    expect(unescaped(kept.text)).toContain(nasty);
    expect(kept.text).toContain('value="iris@guest.example"');
    expect(kept.text).toContain("Captions");
    // Nor does another language lose anything.
    const german = await confirms(visit, kept.text.replace("details?", "details?lang=de&amp;"), [
      ...said,
      ["do", "stay"],
    ]);
    expect(plain(german.text)).toContain("Ihre Angaben");
    expect(formIn(german.text).fields).toEqual(
      expect.arrayContaining(formIn(kept.text).fields.filter(([name]) => name.startsWith("hold"))),
    );
    expect(german.text).toContain("Captions");

    const { held: own } = await takes(visit, monday, 2);
    vi.setSystemTime(now + 20 * minute);
    const late = await confirms(visit, own.text);
    expect(late.status).toBe(303);
    const bad = await visit(`${world.path}/details`);
    expect([bad.status, bad.to]).toEqual([303, world.path]);
  });

  it("offers the nearest three to whoever was too late, and loses nothing of what they typed", async () => {
    const world = await office();
    const [one, other] = [browser(world), browser(world)];
    const monday = `${world.path}?date=2026-11-23`;
    const slow = await other.visit(monday);
    const { action, fields } = formIn(slow.text);
    const wanted = slotsIn(slow.text)[4] ?? "";
    const { held } = await takes(one.visit, monday, 4);
    expect((await confirms(one.visit, held.text)).status).toBe(303);

    const said: [string, string][] = [
      ["name", nasty],
      ["email", "iris@guest.example"],
      ["help", "Captions"],
    ];
    const taken = await other.visit(action, [...fields, ...said, ["slot", wanted]]);
    expect(taken.status).toBe(409);
    expect(plain(taken.text)).toContain("That time has just been taken");
    const near = slotsIn(taken.text);
    expect(near).toHaveLength(3);
    expect(near).not.toContain(wanted);
    const next = await other.visit(formIn(taken.text).action, [...formIn(taken.text).fields, ["slot", near[0] ?? ""]]);
    expect(unescaped(next.text)).toContain(nasty);
    expect(next.text).toContain("Captions");

    // The hold is over, and somebody else has the time by then.
    vi.setSystemTime(now + 20 * minute);
    const rival = await takes(one.visit, monday, slotIndex(await one.visit(monday), near[0]));
    expect((await confirms(one.visit, rival.held.text)).status).toBe(303);
    const lost = await confirms(other.visit, next.text);
    expect(lost.status).toBe(409);
    expect(slotsIn(lost.text)).toHaveLength(3);
    expect(lost.text).toContain('name="name" value="Ada Example"');
  });
});

const slotIndex = ({ text }: { text: string }, wanted = ""): number =>
  slotsIn(text).findIndex((one) => one.startsWith(wanted.split(" ")[0] ?? "-"));

describe("booking by a link", () => {
  it("offers what its member gives, one first and then its times; when it is used, says so kindly", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const recruiter = world.people.recruiter.member.id;
    await owner.ok(createEventType, {
      body: { slug: "second-call", title: "Second call", kind: "one_on_one", hosts: [{ member_id: recruiter }] },
    });
    const { token } = await owner.ok(createSchedulingLink, { body: { member_id: recruiter } });
    const { visit } = browser(world);
    const several = await visit(`/book/${token}?lang=de`);
    expect(several.text).toContain("Second call");
    const paths = [...several.text.matchAll(/<h3[^>]*><a href="([^"]+)"/g)].map(([, href = ""]) => unescaped(href));
    expect(paths).toHaveLength(2);
    expect(paths[0]).toContain("lang=de");

    const one = await visit(paths[0] ?? "");
    // The other stays in reach.
    expect(one.text).toContain('<nav class="lengths" aria-labelledby="others">');
    expect(new Set(one.text.match(/event=\w+_\w+/g)).size).toBe(2);
    const { held } = await takes(visit, paths[0] ?? "");
    expect(plain(held.text)).toContain("Ihre Angaben");
    const booked = await confirms(visit, held.text);
    expect(booked.status).toBe(303);
    expect((await visit(booked.to ?? "")).text).toContain("Ihr Termin steht");
    const over = await visit(`/book/${token}`);
    expect([over.status, plain(over.text)]).toEqual([410, expect.stringContaining("This link is no longer good")]);
    const none = await visit(`/book/${token.slice(0, -3)}abc`);
    expect([none.status, plain(none.text)]).toEqual([404, expect.stringContaining("This link does not work")]);
    const own = /\/book\/([^/]+)\/done/.exec(booked.to ?? "")?.[1] ?? "";
    expect((await visit(`/book/${own}`)).to).toBe(`/manage/${own}`);
  });
});

describe("the booking page", () => {
  it("is read in five languages, from left and from right, and weighs little", async () => {
    const world = await office();
    const { visit } = browser(world);
    const { collective } = world.booking.eventTypes;
    await (await world.as("owner")).ok(changeEventType, {
      param: { id: collective.id },
      body: { title: nasty, description: nasty, confirmation_required: true },
    });
    const seen = new Set<string>();
    for (const [nth, lang] of ["en", "de", "fr", "es", "ar"].entries()) {
      const page = await visit(`/${world.tenant.slug}/${collective.slug}?lang=${lang}`);
      expect(page.text).toContain(`<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"`);
      expect(page.text).not.toContain("<img");
      seen.add(plain(page.text));
      const { held } = await takes(
        visit,
        `/${world.tenant.slug}/${collective.slug}?date=2026-11-${23 + nth}&lang=${lang}`,
      );
      expect(held.status).toBe(200);
      seen.add(plain(held.text));
    }
    expect(seen.size).toBe(10);
    const sizes = await Promise.all(
      ["/style.css", "/booking.js"].map(async (path) =>
        packed(await (await send(new Request(`http://127.0.0.1:8787${path}`))).text()),
      ),
    );
    const whole = sizes.reduce((sum, size) => sum + size, await packed((await visit(world.path)).text));
    expect(whole).toBeLessThan(30_000);
  });

  it("tells what is not there, leads to where something is, and knows every zone and its changes", async () => {
    const world = await office();
    const { visit } = browser(world);
    const owner = await world.as("owner");
    const { one_on_one: call, group } = world.booking.eventTypes;
    const gone = await visit(`/${world.tenant.slug}/nothing`);
    expect([gone.status, plain(gone.text)]).toEqual([404, expect.stringContaining("This cannot be booked")]);
    const nobody = await visit("/nobody-at-all");
    expect([nobody.status, plain(nobody.text)]).toEqual([404, expect.stringContaining("Nobody here by that name")]);
    expect((await visit("/healthz/x")).status).toBe(404);

    await owner.ok(changeEventType, {
      param: { id: call.id },
      body: { horizon: { kind: "dates", first: "2027-03-22", last: "2027-04-02" } },
    });
    const first = await visit(`${world.path}?month=2026-12&zone=Europe/Paris&lang=en-GB`);
    expect(plain(first.text)).toContain("The next free times are on Monday 22 March 2027.");
    expect(first.text).toContain("date=2027-03-22");
    const last = await visit(`${world.path}?date=2027-03-26&zone=Europe/Paris&lang=en-GB`);
    expect(plain(last.text)).toContain("The clocks in Paris change on Sunday 28 March 2027.");
    expect(last.text).toContain("month=2027-04");
    const { held } = await takes(visit, `${world.path}?date=2027-03-26&zone=Europe/Paris&lang=en-GB`);
    expect(plain(held.text)).toContain("The clocks in Paris change on Sunday 28 March 2027.");
    const done = await visit((await confirms(visit, held.text)).to ?? "");
    expect(plain(done.text)).toContain("The clocks in Paris change on Sunday 28 March 2027.");
    expect((await visit(`${world.path}?month=2027-04`)).text).not.toContain("month=2027-05");
    const saturday = await visit(`${world.path}?date=2027-03-27&lang=en-GB&hours=12`);
    expect(plain(saturday.text)).toContain("No times on Saturday 27 March 2027");

    expect(plain((await visit(`${world.path}?zone=Asia/Calcutta`)).text)).toContain("in Kolkata, UTC+5:30.");
    const found = await visit(`${world.path}?find=calcutta`);
    expect(found.text).toContain("zone=Asia%2FKolkata");
    expect(plain((await visit(`${world.path}?find=${encodeURIComponent(nasty)}`)).text)).toContain("No zone is called");
    await owner.ok(changeEventType, {
      param: { id: group.id },
      body: { horizon: { kind: "dates", first: "2026-01-05", last: "2026-01-06" } },
    });
    const empty = await visit(`/${world.tenant.slug}/${group.slug}`);
    expect(plain(empty.text)).toContain("No times at the moment");
  });
});

async function packed(text: string): Promise<number> {
  const stream = new Response(text).body?.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
