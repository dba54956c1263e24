import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cancelBooking, createBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { attendees, type Booking, bookings } from "#booking/bookings/tables.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { links } from "#booking/links/tables.ts";
import { createRescheduleRequest } from "#booking/requests/contract.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { createScorecardForm } from "#hiring/forms/contract.ts";
import { createInterview, getInterview } from "#hiring/interviews/contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { newPanelLink, panelToken } from "#hiring/panel-links/client.ts";
import { createPanelLink } from "#hiring/panel-links/contract.ts";
import { scorecards } from "#hiring/scorecards/tables.ts";
import { askInterviewWindows } from "#hiring/windows/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, hour, minute } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import { alsoPromised, freeHour } from "../support/bookings.ts";
import { browser } from "../support/browser.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const nasty = `<img src=x onerror=alert(1)>"'&`;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

/** Monday at eleven in Paris; its invitee reads it in Vancouver. */
const start = "2026-11-23T10:00:00Z";
const ada = { name: "Ada Example", email: "ada@guest.example", time_zone: "America/Vancouver" };

async function isBooked(world: World, invitee: object = {}, starts_at = start) {
  const owner = await world.as("owner");
  const body = { event_type_id: world.booking.eventTypes.one_on_one.id, starts_at, invitee: { ...ada, ...invitee } };
  const { id } = await owner.ok(createBooking, { body });
  const { db, config } = testContext();
  const [row] = await db
    .select()
    .from(links)
    .where(and(eq(links.tenantId, world.tenant.id), eq(links.bookingId, id as Id<"booking">)));
  if (row === undefined) throw new Error("A booking without a link.");
  return { id, row, path: `/manage/${await linkToken(config, row)}` };
}

const ofBooking = (world: World, id: string) =>
  and(eq(bookings.tenantId, world.tenant.id), eq(bookings.id, id as Id<"booking">));

async function stands(world: World, id: string) {
  const [row] = await testContext().db.select().from(bookings).where(ofBooking(world, id));
  return row;
}

const policy = async (world: World, words: object) =>
  (await world.as("owner")).ok(changeEventType, {
    param: { id: world.booking.eventTypes.one_on_one.id },
    body: words,
  });

/** A field of a form that was drawn. */
const hidden = (text: string, name: string): string =>
  new RegExp(`<input[^>]*\\bname="${name}"[^>]*\\bvalue="([^"]*)"`).exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
const slots = (text: string): string[] =>
  [...text.matchAll(/name="slot" value="([^"]+)"/g)].map(([, value = ""]) => value);
const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "").replaceAll("\u202f", " ");

describe("an invitee's booking behind their link", () => {
  it("says what, when on both clocks, where, with whom, and what may still be done, before anything is pressed", async () => {
    const world = await office();
    await policy(world, {
      description: "Bring a question.",
      cancellation: { allowed: true, cutoff_minutes: 60, reason_required: true },
      rescheduling: { allowed: true, cutoff_minutes: 120, max_times: 2, reason_required: false },
    });
    const { path } = await isBooked(world);
    const { visit, jar } = browser(world);
    const page = await visit(path);
    const text = plain(page.text);
    expect(page.status).toBe(200);
    expect(text).toContain(world.booking.eventTypes.one_on_one.title);
    expect(text).toMatch(/Monday, November 23, 2026.*3:00 – 3:30.AM.*in Vancouver, UTC−7/s);
    expect(text).toMatch(/That is 11:00 – 11:30.AM in Paris, UTC\+1\./);
    expect(text).toContain("Bring a question.");
    expect(text).toContain(world.people.recruiter.member.displayName);
    expect(text).toContain(
      "You can move it yourself until Monday, November 23, 2026, 1:00 AM. You can move it 2 more times.",
    );
    expect(text).toContain("You can cancel it until Monday, November 23, 2026, 2:00 AM.");
    expect(jar.size).toBe(0);

    const next = plain((await visit(`${path}?zone=Pacific/Kiritimati`)).text);
    expect(next).toMatch(/Tuesday, November 24, 2026.*That is Monday, November 23, 2026, 11:00/s);
    const there = plain((await visit(`${path}?zone=Asia/Kolkata&hours=24&lang=de`)).text);
    expect(there).toMatch(/lang="de[^"]*" dir="ltr"/);
    expect(there).toMatch(/Montag, 23. November 2026.*15:30.*in Kolkata, UTC\+5:30/s);
    for (const [lang, word] of [
      ["fr", "Quand"],
      ["es", "Cuándo"],
      ["ar", "متى"],
    ] as const)
      expect((await visit(`${path}?lang=${lang}`)).text).toContain(`<dt>${word}</dt>`);
    expect((await visit(`${path}?lang=ar`)).text).toContain('dir="rtl"');

    const file = await visit(`${path}/calendar.ics`);
    expect(file.headers.get("Content-Type")).toMatch(/^text\/calendar/);
    expect(file.headers.get("Content-Disposition")).toContain("attachment");
    expect(file.text).toMatch(/DTSTART;TZID=Europe\/Paris:20261123T110000/);
    expect(page.text).toContain("https://calendar.google.com/calendar/render?");
  });

  it("speaks the language it was booked in, and shows what people typed as text", async () => {
    const world = await office();
    await policy(world, { description: nasty, title: nasty });
    const { path, id } = await isBooked(world, { locale: "de-AT" });
    const { visit } = browser(world);
    const page = await visit(path);
    expect(page.text).toContain("Wann");
    expect(page.text).not.toContain("<img");
    const owner = await world.as("owner");
    await owner.ok(cancelBooking, { param: { id }, body: { reason: nasty } });
    const after = await visit(path);
    expect(after.text).toContain("Angegebener Grund");
    expect(after.text).toContain("&lt;img");
    expect(after.text).not.toContain("<img");
  });

  it("is canceled by a form alone, once, with a reason where one is asked for", async () => {
    const world = await office();
    await policy(world, { cancellation: { allowed: true, cutoff_minutes: 0, reason_required: true } });
    const { path, id } = await isBooked(world);
    const { visit } = browser(world);
    expect(await visit(`${path}?answer=decline&lang=en`)).toMatchObject({ status: 303, to: `${path}/cancel?lang=en` });
    const form = await visit(`${path}/cancel`);
    expect(form.text).toContain("Cancel this meeting?");
    expect((await stands(world, id))?.status).toBe("confirmed");

    const silent = await visit(`${path}/cancel`, { once: hidden(form.text, "once"), reason: " " });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain("<title>Error: ");
    expect(silent.text).toContain('<a href="#reason">Give a reason.</a>');
    const words = { once: hidden(silent.text, "once"), reason: "I have found another job." };
    for (let times = 0; times < 2; times++)
      expect(await visit(`${path}/cancel`, words)).toMatchObject({ status: 303, to: `${path}?said=canceled` });
    const over = await visit(`${path}?said=canceled`);
    expect(over.text).toContain("You have canceled this meeting.");
    expect(over.text).toContain('<p role="status" class="note">');
    expect(over.text).not.toContain(`${path}/move`);
    expect((await stands(world, id))?.endedReason).toBe("I have found another job.");
    // Nothing to be done any more, wherever one comes from.
    expect((await visit(`${path}/cancel`)).to).toBe(path);
    expect((await visit(`${path}/calendar.ics`)).to).toBe(path);
    const late = await visit(`${path}/cancel`, { once: "another", reason: "Again" });
    expect(late.status).toBe(403);
    expect(late.text).toContain("Something has changed in the meantime");
  });

  it("is moved in two steps, the new time held meanwhile; what was taken shows the nearest others", async () => {
    const world = await office();
    await policy(world, { rescheduling: { allowed: true, cutoff_minutes: 0, max_times: 1, reason_required: true } });
    const { path, id } = await isBooked(world);
    const { visit } = browser(world);
    const month = await visit(`${path}/move?date=2026-11-24`);
    expect(month.text).toContain("You can move it once more.");
    const [first = "", second = ""] = slots(month.text);
    expect(first.slice(0, 10)).toBe("2026-11-24");
    expect((await visit(`${path}/move`, {})).status).toBe(422);

    const held = await visit(`${path}/move`, { slot: first, once: hidden(month.text, "once") });
    expect(held.status).toBe(200);
    expect(held.text).toContain("Move to this time?");
    expect(held.text).toContain("data-countdown=");
    expect((await stands(world, id))?.rescheduledCount).toBe(0);
    const fields = (text: string) =>
      Object.fromEntries(
        ["once", "hold", "hold_id", "starts", "ends", "lapses"].map((name) => [name, hidden(text, name)]),
      );
    expect(await visit(`${path}/move`, { ...fields(held.text), release: "yes" })).toMatchObject({
      to: `${path}/move?date=2026-11-24`,
    });
    // A reason that was given is not given twice, and stands in no address.
    const again = await visit(`${path}/move`, { ...fields(held.text), release: "yes", reason: "A late train" });
    expect(again.status).toBe(200);
    expect(slots(again.text)).toContainEqual(expect.stringContaining(first.split(" ")[0] ?? "-"));
    expect(again.text).not.toMatch(/action="[^"]*late/);
    const wednesday = /formaction="([^"]*date=2026-11-25[^"]*)"/.exec(again.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const looked = await visit(wednesday, { do: "look", reason: hidden(again.text, "reason") });
    expect(slots(looked.text)[0]).toContain("2026-11-25");
    const there = await visit(`${path}/move`, {
      slot: slots(looked.text)[0] ?? "",
      once: "r",
      reason: hidden(looked.text, "reason"),
    });
    expect(there.text).toContain(">A late train</textarea>");
    await visit(`${path}/move`, { ...fields(there.text), release: "yes" });

    const next = await visit(`${path}/move`, { slot: second, once: "b" });
    const silent = await visit(`${path}/move`, { ...fields(next.text), reason: "" });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain("Give a reason.");
    const words = { ...fields(silent.text), reason: "A train is late" };
    for (let times = 0; times < 2; times++)
      expect(await visit(`${path}/move`, words)).toMatchObject({ status: 303, to: `${path}?said=moved` });
    const moved = plain((await visit(`${path}?said=moved`)).text);
    expect(moved).toContain("It was moved once.");
    expect(moved).toContain("It can be moved once only, and it was.");
    expect((await visit(`${path}/move`)).to).toBe(path);
    const more = await visit(`${path}/move`, { slot: first, once: "c" });
    expect(more.status).toBe(409);
    expect(plain(more.text)).toContain("The meeting was moved as often as it can be.");

    // Somebody else has that time.
    const other = await isBooked(world, {}, "2026-11-25T10:00:00Z");
    await policy(world, {
      rescheduling: { allowed: true, cutoff_minutes: 0, max_times: null, reason_required: false },
    });
    const wanted = slots((await visit(`${path}/move?date=2026-11-26`)).text)[0] ?? "";
    const owner = await world.as("owner");
    await owner.ok(rescheduleBooking, { param: { id: other.id }, body: { starts_at: wanted.split(" ")[0] ?? "" } });
    const taken = await visit(`${path}/move?date=2026-11-26`, { slot: wanted, once: "d" });
    expect(taken.status).toBe(409);
    expect(taken.text).toContain("this time has just been taken");
    expect(taken.text).toContain("The nearest free times");
  });

  it("asks for another time where nobody may move it alone, and takes that back", async () => {
    const world = await office();
    await policy(world, {
      rescheduling: { allowed: false, cutoff_minutes: 0, max_times: null, reason_required: false },
    });
    const { path } = await isBooked(world, { time_zone: "Europe/Paris" });
    const { visit } = browser(world);
    const page = await visit(path);
    expect(page.text).toContain("This meeting cannot be moved on this page.");
    const blank = await visit(`${path}/ask`, { rows: "2" });
    expect(blank.status).toBe(422);
    expect(blank.text).toContain("Give at least one time");
    const more = await visit(`${path}/ask`, { rows: "2", more: "4", "day-0": "2026-11-24", reason: nasty });
    expect([...more.text.matchAll(/name="day-\d"/g)]).toHaveLength(4);
    expect(more.text).toContain('value="2026-11-24"');
    const half = await visit(`${path}/ask`, { rows: "2", "day-0": "2026-11-24", "from-0": "10:00" });
    expect(half.text).toContain('<a href="#until-0">');
    const reversed = await visit(`${path}/ask`, {
      rows: "2",
      "day-1": "2026-11-24",
      "from-1": "12:00",
      "until-1": "10:00",
    });
    expect(reversed.status).toBe(422);
    expect(reversed.text).toContain('<a href="#until-1">This must end after it begins');
    const words = { rows: "2", "day-0": "2026-11-24", "from-0": "10:00", "until-0": "12:00", reason: "A train" };
    expect((await visit(`${path}/ask`, words)).to).toBe(`${path}?said=asked`);
    const [row] = await testContext()
      .db.select()
      .from(rescheduleRequests)
      .where(eq(rescheduleRequests.tenantId, world.tenant.id));
    expect(row?.windows).toEqual([{ from: "2026-11-24T09:00:00Z", until: "2026-11-24T11:00:00Z" }]);
    const waiting = await visit(`${path}?said=asked`);
    expect(waiting.text).toContain("You have asked for another time");
    expect((await visit(`${path}/ask`)).to).toBe(path);
    const twice = await visit(`${path}/ask`, words);
    expect(twice.status).toBe(409);
    expect(twice.text).toContain("waiting for an answer already");
    expect((await visit(`${path}/withdraw`, { request: hidden(waiting.text, "request") })).to).toBe(
      `${path}?said=withdrawn`,
    );
    expect((await visit(`${path}?said=withdrawn`)).text).not.toContain("You have asked for another time");
  });

  it("answers what the company asks: a new time whatever the policy, or the one that stands", async () => {
    const world = await office();
    await policy(world, {
      rescheduling: { allowed: false, cutoff_minutes: 0, max_times: null, reason_required: true },
    });
    const { path, id } = await isBooked(world);
    const { visit } = browser(world);
    const owner = await world.as("owner");
    const windows = [{ from: "2026-11-24T09:00:00Z", until: "2026-11-24T12:00:00Z" }];
    const asks = () => owner.ok(createRescheduleRequest, { param: { id }, body: { reason: "A clash", windows } });
    await asks();
    const page = plain((await visit(path)).text);
    expect(page).toContain(`${world.tenant.name} asks you to meet at another time`);
    expect(page).toContain("A clash");
    expect((await visit(`${path}?answer=decline`)).to).toBe(`${path}/keep`);
    const form = await visit(`${path}/keep`);
    const kept = { once: hidden(form.text, "once"), request: hidden(form.text, "request"), reply: "I stay" };
    expect((await visit(`${path}/keep`, kept)).to).toBe(`${path}?said=kept`);
    expect((await visit(`${path}/keep`)).to).toBe(path);
    const again = await visit(`${path}/keep`, { ...kept, once: "again" });
    expect(again.status).toBe(409);
    expect(again.text).toContain("Something has changed in the meantime");

    await asks();
    expect((await visit(`${path}?answer=accept`)).to).toBe(`${path}/move`);
    const open = await visit(`${path}/move?zone=Europe/Paris`);
    expect(open.text).toContain('id="d-2026-11-24"');
    expect(open.text).not.toContain('id="d-2026-11-25"');
    const [slot = "", ...others] = slots(open.text);
    expect([slot, others.at(-1)].map((one) => one?.slice(0, 16))).toEqual(["2026-11-24T09:00", "2026-11-24T11:30"]);
    const held = await visit(`${path}/move`, { slot, once: "a" });
    const words = { hold: hidden(held.text, "hold"), once: hidden(held.text, "once") };
    expect((await visit(`${path}/move`, words)).to).toBe(`${path}?said=moved`);
  });

  it("tells what is true of it now, whatever the mail said, and links that are over say no more than that", async () => {
    const world = await office();
    const { visit } = browser(world);
    const { db } = testContext();
    const promisedAs = async (change: Partial<Booking>) => {
      const { link } = await alsoPromised(world, {
        eventType: world.booking.eventTypes.one_on_one,
        hosts: [{ member: world.people.recruiter.member.id }],
        start: freeHour(),
        status: "pending",
        change,
      });
      return plain((await visit(`/manage/${await linkToken(testContext().config, link)}`)).text);
    };
    const pending = await promisedAs({ decideBy: asInstant(now + day), locationDetails: "https://meet.example/room" });
    expect(pending).toContain(`${world.tenant.name} still has to confirm this time. You will hear from them by`);
    expect(pending).toContain("You will find the details here once it is confirmed.");
    expect(pending).not.toContain("meet.example");
    const declined = await promisedAs({ status: "declined", endedBy: "host", endedReason: "We are full." });
    expect(declined).toContain("could not take this time");
    expect(declined).toContain("We are full.");
    for (const [status, words] of [
      ["expired", "the request has lapsed"],
      ["completed", "This meeting took place."],
      ["no_show", "noted as missed"],
    ] as const)
      expect(await promisedAs({ status })).toContain(words);
    const call = { status: "confirmed", locationKind: "phone", locationDetails: "+44 20 7946 0000" } as const;
    expect(await promisedAs(call)).toContain('<a href="tel:+442079460000"');
    const room = { status: "confirmed", locationKind: "link", locationDetails: "https://meet.example/r" } as const;
    expect(await promisedAs(room)).toContain(
      '<a class="button" href="https://meet.example/r" rel="noopener noreferrer">',
    );
    const street = { status: "confirmed", locationKind: "on_site", locationDetails: "Quay Street 12" } as const;
    expect(await promisedAs(street)).toContain("https://www.openstreetmap.org/search?query=Quay+Street+12");
    expect(await promisedAs({ status: "confirmed", locationKind: "video", locationDetails: null })).toContain(
      `${world.tenant.name} sends you the way in before it begins.`,
    );

    const { path, id, row } = await isBooked(world);
    const said = async () => plain((await visit(path)).text);
    await policy(world, {
      cancellation: { allowed: true, cutoff_minutes: 60, reason_required: false },
      rescheduling: { allowed: true, cutoff_minutes: 60, max_times: null, reason_required: false },
    });
    const starts = Date.parse(start);
    vi.setSystemTime(starts - 30 * minute);
    expect(await said()).toContain("Canceling on this page was possible until Monday, November 23, 2026, 2:00 AM.");
    expect(await said()).toContain("Moving it on this page was possible until");
    const late = await visit(`${path}/cancel`, { once: "x" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("It is too late to do this on this page.");
    vi.setSystemTime(starts + minute);
    expect(await said()).toContain("Happening now");
    vi.setSystemTime(starts + 5 * hour);
    expect(await said()).toContain("This meeting is over.");

    await db.update(links).set({ revokedAt: row.createdAt, revokedBy: "x" }).where(eq(links.id, row.id));
    const over = await visit(`${path}?lang=fr`);
    expect(over.status).toBe(410);
    expect(over.text).toContain("Ce lien n’est plus valable");
    expect(over.text).not.toContain(world.tenant.name);
    expect((await visit(`${path}/cancel`, { once: "y" })).status).toBe(410);
    const broken = await visit("/manage/lnk_nothing");
    expect(broken.status).toBe(404);
    expect(broken.text).toContain("This link does not work");
    const [guest] = await db
      .select()
      .from(attendees)
      .where(eq(attendees.bookingId, id as Id<"booking">))
      .limit(1);
    expect(over.text).not.toContain(guest?.email ?? "ada@guest.example");
  });
});

const member = (world: World, who: keyof World["people"]) => world.people[who].member.id;

/** An interview by Salma of the pool or whoever it sends, with somebody who judges it by a form. */
async function interviewed(world: World) {
  const recruiter = await world.as("recruiter");
  const { application } = await hasApplication(world, await hasCandidate(world, "Noor Haddad"));
  const form = await recruiter.ok(createScorecardForm, {
    body: {
      name: "Systems",
      scale: 4,
      criteria: [
        { id: "depth", label: `Depth ${nasty}`, required: true },
        { id: "calm", label: "Calm", required: false },
      ],
      comments_required: true,
    },
  });
  const made = await recruiter.ok(createInterview, {
    body: {
      title: `Systems ${nasty}`,
      application_id: application,
      event_type_id: world.booking.eventTypes.round_robin.id,
      form_id: form.id,
      participants: [{ member_id: member(world, "recruiter") }],
    },
  });
  const interview = await recruiter.ok(scheduleInterview, { param: { id: made.id }, body: { starts_at: start } });
  const seat = interview.participants.find(({ member_id }) => member_id === member(world, "recruiter"));
  const linkTo = async () => {
    const param = { id: made.id, participant_id: seat?.id ?? "" };
    return `/panel/${(await recruiter.ok(createPanelLink, { param })).token}`;
  };
  return { id: made.id, seat: seat?.id ?? "", linkTo };
}

describe("an interview behind the link of one of its panel", () => {
  it("is accepted by one button and declined by a page that asks why; looking does neither", async () => {
    const world = await office();
    const { id, seat, linkTo } = await interviewed(world);
    const { visit } = browser(world);
    const rsvp = async () => {
      const { participants } = await (await world.as("recruiter")).ok(getInterview, { param: { id } });
      return participants.find((one) => one.id === seat)?.rsvp;
    };
    const path = await linkTo();
    const before = await rsvp();
    for (const query of ["", "?answer=accept", "?answer=decline"]) expect((await visit(path + query)).status).toBe(200);
    expect(await rsvp()).toBe(before);
    const page = plain((await visit(`${path}?zone=Europe/London`)).text);
    expect(page).toContain("Can you take part?");
    expect(page).toMatch(/Monday, November 23, 2026.*10:00.*in London, UTC.*That is 11:00/s);
    expect(page).toContain("Noor Haddad");
    expect(page).not.toContain("<img");
    for (const [lang, words] of [
      ["de", "Können Sie teilnehmen?"],
      ["fr", "Pouvez-vous participer ?"],
      ["es", "¿Puede participar?"],
      ["ar", "هل يمكنك المشاركة؟"],
    ] as const)
      expect((await visit(`${path}?lang=${lang}`)).text).toContain(`<h1 tabindex="-1" data-focus="true">${words}</h1>`);

    const said = { do: "accept", once: hidden(page, "once") };
    for (let times = 0; times < 2; times++) {
      const done = await visit(path, said);
      expect(done.status).toBe(200);
      expect(done.text).toContain("You have accepted");
      expect(done.text).toContain(`href="/my/interviews/${id}"`);
    }
    expect(await rsvp()).toBe("accepted");
    const over = await visit(path);
    expect(over.status).toBe(410);
    expect(over.text).toContain("This link has done its work");
    expect(over.text).not.toContain("Noor");
    expect((await visit(path, { do: "decline", once: "other" })).status).toBe(410);
    expect((await visit("/panel/act_nothing")).status).toBe(404);

    const second = await linkTo();
    const long = await visit(`${second}?answer=decline`, { do: "decline", once: "a", reason: "x".repeat(1_001) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('<a href="#reason">This is too long.</a>');
    expect(long.text).toContain("x".repeat(1_001));
    const declined = await visit(`${second}?answer=decline`, { do: "decline", once: "b", reason: "My train is late." });
    expect(declined.text).toContain("You have declined");
    expect(await rsvp()).toBe("declined");
  });

  it("is judged once it has begun, by the form it has, with what was written kept while something is missing", async () => {
    const world = await office();
    const { id, seat } = await interviewed(world);
    const scope = world.scope();
    const starts = asInstant(Date.parse(start));
    const { row, statement } = newPanelLink(
      scope,
      "feedback",
      { id: id as Id<"interview">, endsAt: asInstant(starts + hour) },
      { id: seat as Id<"participant"> },
    );
    await sendBatch(scope.db, [statement]);
    const path = `/panel/${await panelToken(scope.config, row)}`;
    const { visit } = browser(world);
    expect((await visit(path)).text).toContain("once the interview has begun");
    const early = await visit(path, { do: "feedback", comments: "Too soon" });
    expect(early.status).toBe(409);

    vi.setSystemTime(starts + hour);
    const page = await visit(path);
    expect(page.text).toContain("Your scorecard");
    expect(page.text).toContain("&lt;img");
    expect([...page.text.matchAll(/name="criterion-0"/g)]).toHaveLength(4);
    const words = {
      do: "feedback",
      once: hidden(page.text, "once"),
      "criterion-id-0": "depth",
      "criterion-id-1": "calm",
      "criterion-1": "3",
      recommendation: "yes",
      strengths: nasty,
    };
    const lacking = await visit(path, words);
    expect(lacking.status).toBe(422);
    expect(lacking.text).toContain('<a href="#criterion-0">');
    expect(lacking.text).toContain('<a href="#comments">');
    expect(lacking.text).toMatch(/name="criterion-1" value="3" checked/);
    expect(lacking.text).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;</textarea>");
    const whole = { ...words, once: "whole", "criterion-0": "4", comments: `Calm. ${world.mark}` };
    for (let times = 0; times < 2; times++) expect((await visit(path, whole)).text).toContain("Your scorecard is in");
    const cards = await scope.db.select().from(scorecards).where(eq(scorecards.tenantId, world.tenant.id));
    expect(cards).toMatchObject([
      {
        authorId: member(world, "recruiter"),
        status: "submitted",
        content: { recommendation: "yes", strengths: nasty },
      },
    ]);
    expect((await visit(path)).status).toBe(410);
  });

  it("has its times named by the candidate, on the clock the form showed", async () => {
    const world = await office();
    const recruiter = await world.as("recruiter");
    const { application } = await hasApplication(world, await hasCandidate(world));
    const { id } = await recruiter.ok(createInterview, {
      body: {
        title: `Call ${world.mark}`,
        application_id: application,
        event_type_id: world.booking.eventTypes.round_robin.id,
      },
    });
    const { token } = await recruiter.ok(askInterviewWindows, { param: { id } });
    const path = `/panel/${token}`;
    const { visit } = browser(world);
    const page = await visit(`${path}?zone=Asia/Kolkata`);
    expect(page.text).toContain("When could you meet?");
    expect(hidden(page.text, "zone")).toBe("Asia/Kolkata");
    const typedIn = { do: "windows", rows: "3", zone: "Asia/Kolkata", "day-2": "2026-11-24", "from-2": "15:00" };
    const half = await visit(path, { ...typedIn, once: "a" });
    expect(half.status).toBe(422);
    expect(half.text).toContain('<a href="#until-2">Fill in the day and both times.</a>');
    const more = await visit(path, { ...typedIn, more: "6" });
    expect([...more.text.matchAll(/name="day-\d"/g)]).toHaveLength(6);
    const past = { ...typedIn, "day-2": "2026-11-19", "until-2": "17:00" };
    expect((await visit(path, { ...past, once: "b" })).text).toContain('<a href="#until-2">This must end');
    const done = await visit(path, { ...typedIn, "until-2": "17:30", once: "c" });
    expect(done.text).toContain("Your times were sent.");
    expect(done.text).not.toContain("/my/interviews");
    expect(await recruiter.ok(getInterview, { param: { id } })).toMatchObject({
      windows: [{ from: "2026-11-24T09:30:00Z", to: "2026-11-24T12:00:00Z" }],
    });
  });
});
