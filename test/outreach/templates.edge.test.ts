import { describe, expect, it } from "vitest";
import { createBooking } from "#booking/bookings/contract.ts";
import {
  changeMessageTemplate,
  createMessageTemplate,
  deleteMessageTemplate,
  getLetters,
  getMessageTemplate,
  listMessageTemplates,
  previewMessageTemplate,
  previewText,
  testMessageTemplate,
} from "#outreach/templates/contract.ts";
import { whenever } from "../support/bodies.ts";
import { linesOf, mailOf, settleMail } from "../support/letters.ts";
import { newWorld } from "../support/world/world.ts";

const key = "booking.created.invitee";
const words = {
  key,
  locale: "en",
  subject: "See you, {{ reader_name }}",
  body: "Hello {{ reader_name }},\r\n\r\nbring <b>{{ title }}</b>.\n\n{{ manage_link }}",
} as const;

describe("a company's own texts", () => {
  it("take the place of ours while they are active, in their language, and give it back", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const made = await owner.ok(createMessageTemplate, { body: words });
    expect(made).toMatchObject({ key, channel: "mail", active: true, version: 1 });
    expect(made.body).not.toContain("\r");
    expect(await owner.ok(getMessageTemplate, { param: { id: made.id } })).toEqual(made);
    const subjects = async (locale: string) => {
      const email = `ada${Math.random()}@${world.mark}.example`.replace("0.", "");
      const invitee = { name: "Ada Example", email, locale };
      await owner.ok(createBooking, { body: { ...whenever(world), invitee } });
      return mailOf(await settleMail(world), key, email);
    };
    const mail = await subjects("en-GB");
    expect(mail.subject).toBe("See you, Ada Example");
    expect(mail.html).toContain("bring &lt;b&gt;<bdi>First call");
    expect(mail.html).toMatch(/<a href="[^"]+\/manage\/lnk_/);
    expect((await subjects("de")).subject).toMatch(/^Bestätigt: /);
    const param = { id: made.id };
    await owner.ok(changeMessageTemplate, { param, body: { active: false } });
    expect((await subjects("en")).subject).toMatch(/^Confirmed: /);
    await owner.ok(changeMessageTemplate, { param, body: { active: true, subject: "Soon" } });
    expect((await subjects("en")).subject).toBe("Soon");
    await owner.ok(deleteMessageTemplate, { param });
    await owner.refused(getMessageTemplate, { param }, "template.unknown");
    expect((await subjects("en")).subject).toMatch(/^Confirmed: /);
    await owner.ok(createMessageTemplate, { body: words });
  });

  it("are one for each letter, channel and language", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await owner.ok(createMessageTemplate, { body: words });
    await owner.refused(createMessageTemplate, { body: words }, "template.taken");
    await owner.ok(createMessageTemplate, { body: { ...words, locale: "de" } });
    const short = { ...words, channel: "sms", subject: null, body: "{{ title }}" } as const;
    const sms = await owner.ok(createMessageTemplate, { body: short });
    const long = { ...short, locale: "fr", subject: "First" } as const;
    await owner.refused(createMessageTemplate, { body: long }, "template.subject_unfit");
    await owner.refused(testMessageTemplate, { param: { id: sms.id } }, "template.not_mail");
    const inmail = { ...words, channel: "inmail", subject: null } as const;
    await owner.ok(createMessageTemplate, { body: inmail });
    const ids = async (query: object) => (await owner.ok(listMessageTemplates, { query })).data.length;
    expect(await ids({})).toBe(4);
    expect(await ids({ channel: "sms" })).toBe(1);
    expect(await ids({ locale: "de,fr" })).toBe(1);
    expect(await ids({ key: "reminder.host" })).toBe(0);
    expect(await ids({ active: "false" })).toBe(0);
    const first = await owner.ok(listMessageTemplates, { page: { limit: 2 } });
    const second = await owner.ok(listMessageTemplates, { page: { limit: 2, cursor: first.next_cursor ?? "" } });
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(4);
  });

  it("with a variable the letter does not have are refused where it stands, kept or only looked at", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const body = { ...words, body: "Hello,\n\nsee {{ salary }}." };
    for (const op of [createMessageTemplate, previewText] as const) {
      const { problem } = await owner.refused(op, { body }, "template.variable_unknown");
      expect(problem).toMatchObject({ line: 3, column: 5, variable: "salary", errors: [{ pointer: "/body" }] });
    }
    const made = await owner.ok(createMessageTemplate, { body: words });
    const param = { id: made.id };
    await owner.refused(
      changeMessageTemplate,
      { param, body: { subject: "{{ manage_link }}" } },
      "template.variable_unfit",
    );
    await owner.refused(changeMessageTemplate, { param, body: { body: "{{#if title}}" } }, "template.syntax");
    await owner.refused(changeMessageTemplate, { param, body: { subject: null } }, "template.subject_missing");
    await owner.refused(changeMessageTemplate, { param, body: { body: " \n" } }, "template.empty");
    const host = { ...words, key: "booking.created.host" } as const;
    await owner.refused(createMessageTemplate, { body: host }, "template.variable_unknown");
  });

  it("are shown with a meeting that does not exist, on the clock one asks for", async () => {
    const world = await newWorld();
    const viewer = await world.as("recruiter");
    const body = { key: "reminder.host", locale: "ar", subject: "{{ title }}", body: "{{ starts_at }}" } as const;
    const seen = await viewer.ok(previewText, { body: { ...body, time_zone: "Asia/Kolkata" } });
    expect(seen.text).toContain("(Asia/Kolkata, UTC+05:30)");
    expect(seen.html).toContain('dir="rtl"');
    const made = await viewer.ok(createMessageTemplate, { body });
    const kept = await viewer.ok(previewMessageTemplate, {
      param: { id: made.id },
      body: { time_zone: "Asia/Kolkata" },
    });
    expect(kept.subject).toBe(seen.subject);
    const sms = await viewer.ok(previewText, { body: { ...body, channel: "sms", subject: null } });
    expect(sms.html).toBeNull();
    expect((await settleMail(world)).length).toBe(0);
  });

  it("are tried out at one's own address, each time anew, and never by a key", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { id } = await recruiter.ok(createMessageTemplate, { body: words });
    const mine = world.people.recruiter.member.email;
    expect(await recruiter.ok(testMessageTemplate, { param: { id } })).toMatchObject({ recipient: mine, ordinal: 1 });
    expect(await recruiter.ok(testMessageTemplate, { param: { id } })).toMatchObject({ recipient: mine, ordinal: 2 });
    const rows = await settleMail(world);
    expect(linesOf(rows)).toEqual([`template_test → ${mine}`, `template_test → ${mine}`]);
    expect((await mailOf(rows, "template_test")).subject).toBe("[Test] See you, Robin Example");
    await world.withKey("full").refused(testMessageTemplate, { param: { id } }, "template.no_address");
  });

  it("every letter is listed with its variables and our own words", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { letters } = await owner.ok(getLetters, { query: { locale: "fr" } });
    const letter = letters.find((one) => one.key === key);
    expect(letter?.subject).toMatch(/^Confirmé : /);
    expect(letter?.variables).toContainEqual({ name: "starts_at", type: "instant" });
    for (const { key: other, locale = "fr", subject, body } of letters.map((one) => ({
      ...one,
      locale: "fr" as const,
    })))
      expect((await owner.ok(previewText, { body: { key: other, locale, subject, body } })).subject).not.toBe("");
  });
});
