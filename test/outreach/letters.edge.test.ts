import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  addGuests,
  cancelBooking,
  changeBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  getBooking,
  reassignBooking,
  removeGuest,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { getLink } from "#booking/links/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { links } from "#booking/links/tables.ts";
import { createLinkRescheduleRequest, declineRescheduleRequest } from "#booking/requests/contract.ts";
import { eventTypes } from "#booking/event-types/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import { after, day, hour, toWire } from "#kernel/instant.ts";
import { replaceNotificationPreferences } from "#outreach/notifications/contract.ts";
import { listTimeline } from "#outreach/timeline/contract.ts";
import { createSuppression } from "#outreach/suppressions/contract.ts";
import { sendBatch } from "#platform/d1.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import { alsoPromised, slotOf } from "../support/bookings.ts";
import { keepsHours } from "../support/hours.ts";
import { ledgerOf, linesOf, mailOf, settleMail } from "../support/letters.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();

const inviteeOf = (world: World) => ({
  name: "Ada Example",
  email: `ada@${world.mark}.example`,
  time_zone: "America/New_York",
  locale: "en",
});
const guestOf = (world: World) => ({ name: "Petr Dvorak", email: `petr@${world.mark}.example` });
const hostOf = (world: World) => world.people.recruiter.member.email;

let made = 0;
const free = () => toWire(after(testContext().now, 200 * day + made++ * 2 * hour));

/** A first call with Ada, and whom staff ask along. */
async function booked(world: World, change: { invitee?: object; guests?: { name: string; email: string }[] } = {}) {
  const owner = await world.as("owner");
  const body = {
    event_type_id: world.booking.eventTypes.one_on_one.id,
    starts_at: free(),
    force: true,
    invitee: { ...inviteeOf(world), ...change.invitee },
    guests: change.guests ?? [],
  };
  return { owner, booking: await owner.ok(createBooking, { body }) };
}

async function tokenOf(world: World, booking: string): Promise<string> {
  const [link] = await db
    .select()
    .from(links)
    .where(eq(links.bookingId, booking as `bkg_${string}`));
  if (link === undefined) throw new Error("A booking without a link.");
  return linkToken(testContext().config, link);
}

const opens = async (world: World, booking: string) =>
  world.anonymous.ok(getLink, { param: { token: await tokenOf(world, booking) } });

/** What arrived since, and nothing of what was there before. */
async function since(world: World, act: () => Promise<unknown>) {
  const before = new Set((await ledgerOf(world)).map(({ id }) => id));
  await act();
  return (await settleMail(world)).filter(({ id }) => !before.has(id));
}

const fileIn = (mail: { calendar: { text: string; method: string } | null }) =>
  (mail.calendar?.text ?? "").replaceAll("\r\n ", "");

describe("letters about bookings", () => {
  it("a new booking is one letter to its invitee and one to its host, with the time on each one's own clock", async () => {
    const world = await newWorld();
    await db
      .update(users)
      .set({ timeZone: "Asia/Kolkata", locale: "de" })
      .where(eq(users.id, world.people.recruiter.user.id));
    const { booking } = await booked(world, { guests: [guestOf(world)] });
    const rows = await settleMail(world);
    expect(linesOf(rows)).toEqual([
      `booking.created.guest → ${guestOf(world).email}`,
      `booking.created.host → ${hostOf(world)}`,
      `booking.created.invitee → ${inviteeOf(world).email}`,
    ]);
    const toInvitee = await mailOf(rows, "booking.created.invitee");
    expect(toInvitee.from.name).toBe(world.tenant.name);
    expect(toInvitee.subject).toMatch(/^Confirmed: First call .* \(America\/New_York, UTC/);
    expect(toInvitee.text).toContain("Hello Ada Example,");
    expect(toInvitee.text).toContain(`/manage/${await tokenOf(world, booking.id)}`);
    expect(toInvitee.text).toContain("https://calendar.google.com/calendar/render?");
    expect(toInvitee.html).toContain('dir="ltr"');
    const toHost = await mailOf(rows, "booking.created.host");
    expect(toHost.subject).toMatch(/^Neuer Termin: First call .* mit Ada Example, .* \(Asia\/Kolkata, UTC\+05:30\)$/);
    expect(toHost.text).toContain(inviteeOf(world).email);
    expect(toHost.text).not.toContain("/manage/");
    // A name of one's own and no one else's address.
    expect(`${toInvitee.text} ${fileIn(toInvitee)}`).not.toContain(hostOf(world));
    expect(`${toInvitee.text} ${fileIn(toInvitee)}`).not.toContain(guestOf(world).email);
  });

  it("carries the meeting for calendars: one name for ever, and a sequence that is the booking's", async () => {
    const world = await newWorld();
    const { owner, booking } = await booked(world);
    const created = fileIn(await mailOf(await settleMail(world), "booking.created.invitee"));
    const param = { id: booking.id };
    const moved = await since(world, () =>
      owner.ok(rescheduleBooking, { param, body: { starts_at: free(), force: true } }),
    );
    const canceled = await since(world, () =>
      owner.ok(cancelBooking, { param, body: { reason: "The job is filled." } }),
    );
    const files = [
      created,
      fileIn(await mailOf(moved, "booking.rescheduled.invitee")),
      fileIn(await mailOf(canceled, "booking.canceled.invitee")),
    ];
    expect(files.map((file) => file.match(/^METHOD:(\w+)\r$/m)?.[1])).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
    expect(files.map((file) => file.match(/^SEQUENCE:(\d+)\r$/m)?.[1])).toEqual(["0", "1", "2"]);
    expect(new Set(files.map((file) => file.match(/^UID:(.*)\r$/m)?.[1]))).toEqual(
      new Set([`${booking.id}@127.0.0.1`]),
    );
    expect(files.every((file) => file.includes(`mailto:${inviteeOf(world).email}`))).toBe(true);
    expect((await mailOf(canceled, "booking.canceled.invitee")).text).toContain("The job is filled.");
    expect((await mailOf(moved, "booking.rescheduled.host")).text).toContain("Avant : ");
  });

  it("guests whom staff name hear of it at once; nobody is asked twice when the invitee opens their link", async () => {
    const world = await newWorld();
    const { owner, booking } = await booked(world);
    const param = { id: booking.id };
    await settleMail(world);
    const added = await since(world, () => owner.ok(addGuests, { param, body: { guests: [guestOf(world)] } }));
    expect(linesOf(added)).toEqual([`booking.created.guest → ${guestOf(world).email}`]);
    expect((await mailOf(added, "booking.created.guest")).calendar?.method).toBe("REQUEST");
    expect(await since(world, () => opens(world, booking.id))).toEqual([]);
    const { owner: same, booking: other } = await booked(world, { guests: [guestOf(world)] });
    expect(linesOf(await settleMail(world)).filter((line) => line.startsWith("booking.created.guest"))).toHaveLength(2);
    expect(await since(world, () => opens(world, other.id))).toEqual([]);
    const canceled = await since(world, () => same.ok(cancelBooking, { param: { id: other.id }, body: {} }));
    expect(linesOf(canceled)).toContain(`booking.canceled.guest → ${guestOf(world).email}`);
  });

  it("guests of somebody nobody here knows hear of it once that one has opened their link, and of everything from then on", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const booking = await world.anonymous.ok(createPublicBooking, {
      param: { tenant: world.tenant.slug },
      body: { slot_token: await slotOf(world), invitee: inviteeOf(world), guests: [guestOf(world)] },
    });
    const param = { id: booking.id };
    expect(linesOf(await settleMail(world)).some((line) => line.includes(".guest"))).toBe(false);
    const opened = await since(world, () => opens(world, booking.id));
    expect(linesOf(opened)).toEqual([`booking.created.guest → ${guestOf(world).email}`]);
    expect(await since(world, () => opens(world, booking.id))).toEqual([]);
    const guest = await mailOf(opened, "booking.created.guest");
    expect(guest.text).not.toContain("/manage/");
    expect(`${guest.text} ${fileIn(guest)}`).not.toContain(inviteeOf(world).email);
    const other = { name: null, email: `late@${world.mark}.example` };
    const added = await since(world, () => owner.ok(addGuests, { param, body: { guests: [other] } }));
    expect(linesOf(added)).toEqual([`booking.created.guest → ${other.email}`]);
    const moved = await since(world, () =>
      owner.ok(rescheduleBooking, { param, body: { starts_at: free(), force: true } }),
    );
    expect(linesOf(moved).filter((line) => line.startsWith("booking.rescheduled.guest"))).toHaveLength(2);
    const { guests } = await owner.ok(getBooking, { param });
    const petr = guests.find(({ email }) => email === guestOf(world).email);
    const removed = await since(world, () =>
      owner.ok(removeGuest, { param: { ...param, attendee_id: petr?.attendee_id ?? "" } }),
    );
    expect(linesOf(removed)).toEqual([`booking.guest_removed.guest → ${guestOf(world).email}`]);
    expect((await mailOf(removed, "booking.guest_removed.guest")).calendar?.method).toBe("CANCEL");
  });

  it("what waits for a word is said to wait, and then that it is confirmed, declined or lapsed", async () => {
    const world = await newWorld();
    await db.update(eventTypes).set({ confirmationRequired: true }).where(eq(eventTypes.tenantId, world.tenant.id));
    const asked = async () =>
      world.anonymous.ok(createPublicBooking, {
        param: { tenant: world.tenant.slug },
        body: { slot_token: await slotOf(world), invitee: inviteeOf(world), guests: [guestOf(world)] },
      });
    const owner = await world.as("owner");
    const booking = await asked();
    const waiting = await settleMail(world);
    expect(linesOf(waiting)).toEqual([
      `booking.pending.host → ${hostOf(world)}`,
      `booking.pending.invitee → ${inviteeOf(world).email}`,
    ]);
    expect((await mailOf(waiting, "booking.pending.invitee")).calendar).toBeNull();
    const confirmed = await since(world, () => owner.ok(confirmBooking, { param: { id: booking.id } }));
    expect(linesOf(confirmed)).toEqual([
      `booking.confirmed.invitee → ${inviteeOf(world).email}`,
      `booking.created.host → ${hostOf(world)}`,
    ]);
    expect((await mailOf(confirmed, "booking.confirmed.invitee")).calendar?.method).toBe("REQUEST");
    const second = await asked();
    await settleMail(world);
    const declined = await since(world, () =>
      owner.ok(declineBooking, { param: { id: second.id }, body: { reason: "No room." } }),
    );
    expect(linesOf(declined)).toEqual([
      `booking.declined.host → ${hostOf(world)}`,
      `booking.declined.invitee → ${inviteeOf(world).email}`,
    ]);
  });

  it("another host: who comes is asked, who goes is let go, and the invitee is told", async () => {
    const world = await newWorld();
    await keepsHours(world, "admin", "Mon-Sun 00:00-24:00 UTC");
    const { owner, booking } = await booked(world);
    await settleMail(world);
    const body = { to: world.people.admin.member.id };
    const told = await since(world, () => owner.ok(reassignBooking, { param: { id: booking.id }, body }));
    expect(linesOf(told)).toEqual([
      `booking.reassigned.host_new → ${world.people.admin.member.email}`,
      `booking.reassigned.host_old → ${hostOf(world)}`,
      `booking.reassigned.invitee → ${inviteeOf(world).email}`,
    ]);
    const letGo = await mailOf(told, "booking.reassigned.host_old");
    expect(letGo.calendar?.method).toBe("CANCEL");
    expect(fileIn(letGo)).not.toContain(inviteeOf(world).email);
  });

  it("a wish for another time goes to the host, and its answer back", async () => {
    const world = await newWorld();
    const { owner, booking } = await booked(world);
    await settleMail(world);
    const token = await tokenOf(world, booking.id);
    const { now } = testContext();
    const body = { reason: "My train is late.", windows: [{ from: toWire(now), until: toWire(after(now, 7 * day)) }] };
    let id = "";
    const asked = await since(world, async () => {
      ({ id } = await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body }));
    });
    expect(linesOf(asked)).toEqual([`reschedule_request.created.host → ${hostOf(world)}`]);
    expect((await mailOf(asked, "reschedule_request.created.host")).text).toContain("My train is late.");
    const answered = await since(world, () =>
      owner.ok(declineRescheduleRequest, { param: { id }, body: { reply: "We are travelling." } }),
    );
    expect(linesOf(answered)).toEqual([`reschedule_request.declined.invitee → ${inviteeOf(world).email}`]);
    expect((await mailOf(answered, "reschedule_request.declined.invitee")).text).toContain("We are travelling.");
    // They are about the wish, and stand in the story of its booking.
    const { data } = await owner.ok(listTimeline, { param: { id: booking.id }, page: { limit: 100 } });
    const story = data.filter(({ type }) => type.startsWith("reschedule_request."));
    expect(story.map(({ kind, type, status }) => [kind, type, status].join(" ")).toSorted()).toEqual([
      "change reschedule_request.created ",
      "change reschedule_request.declined ",
      "mail reschedule_request.created.host sent",
      "mail reschedule_request.declined.invitee sent",
    ]);
    expect(new Set(story.flatMap(({ delivery_id }) => delivery_id ?? []))).toEqual(
      new Set([...asked, ...answered].map((row) => row.id)),
    );
  });

  it("what nobody has to act on is no letter", async () => {
    const world = await newWorld();
    const { owner, booking } = await booked(world);
    await settleMail(world);
    const body = { metadata: { room: "4" } };
    expect(await since(world, () => owner.ok(changeBooking, { param: { id: booking.id }, body }))).toEqual([]);
  });

  it("a letter that is not true any more when it would go out is canceled", async () => {
    const world = await newWorld();
    const words = {
      eventType: world.booking.eventTypes.one_on_one,
      hosts: [{ member: world.people.recruiter.member.id }],
    };
    const { booking, attendees } = await alsoPromised(world, {
      ...words,
      start: after(testContext().now, 300 * day),
      status: "canceled",
    });
    const recipient = attendees.find(({ role }) => role === "invitee")?.email ?? "";
    const wanted = { subjectId: booking.id, recipient, factId: null };
    await sendBatch(db, [
      queueDelivery(world.scope(), { ...wanted, template: "booking.created.invitee", ordinal: 1 }),
      queueDelivery(world.scope(), { ...wanted, template: "booking.canceled.invitee", ordinal: 2 }),
      queueDelivery(world.scope(), { ...wanted, template: "booking.canceled.invitee", ordinal: 9 }),
    ]);
    const rows = await settleMail(world);
    expect(linesOf(rows)).toEqual([`booking.canceled.invitee → ${recipient}`]);
    expect(linesOf(rows, "canceled")).toHaveLength(2);
  });

  it("Arabic reads from right to left, and a name cannot become markup", async () => {
    const world = await newWorld();
    await booked(world, { invitee: { locale: "ar", name: "<b>Ada</b> & Söhne" } });
    const mail = await mailOf(await settleMail(world), "booking.created.invitee");
    expect(mail.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail.html).toContain("<bdi>&lt;b&gt;Ada&lt;/b&gt; &amp; Söhne</bdi>");
    expect(mail.subject).toMatch(/^تأكيد: /);
    expect(mail.text).toContain("<b>Ada</b> & Söhne");
  });

  it("who says no language is written to in the company's, in its name and colour", async () => {
    const world = await newWorld({ name: "Lumen Robotics" });
    const branding = { logo_url: "https://lumen.example/logo.png", primary_colour: "#1f4fa3", accent_colour: null };
    await db
      .update(tenants)
      .set({ locale: "fr-CA", branding, email: "hello@lumen.example" })
      .where(eq(tenants.id, world.tenant.id));
    await booked(world, { invitee: { locale: "cs" } });
    const mail = await mailOf(await settleMail(world), "booking.created.invitee");
    expect(mail.subject).toMatch(/^Confirmé : /);
    expect(mail.html).toContain("border-top: 4px solid #1f4fa3");
    expect(mail.html).not.toContain("logo.png");
    expect([mail.from.name, mail.replyTo]).toEqual([world.tenant.name, "hello@lumen.example"]);
  });

  it("nobody is written to where nothing arrives, and no host who wants no mail", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const recruiter = await world.as("recruiter");
    await owner.ok(createSuppression, { body: { email: inviteeOf(world).email, reason: "manual" } });
    const body = { choices: { booking: { mail: false } }, quiet_hours: null };
    await recruiter.ok(replaceNotificationPreferences, { body });
    await booked(world);
    const rows = await settleMail(world);
    expect(linesOf(rows)).toEqual([]);
    expect(linesOf(rows, "canceled")).toHaveLength(2);
  });

  it("a test company's letters reach the mailbox of a development build and nothing else", async () => {
    const world = await newWorld({ mode: "test" });
    await booked(world);
    const rows = await settleMail(world);
    expect(rows.map(({ adapter, status }) => `${adapter} ${status}`)).toEqual(["mailbox sent", "mailbox sent"]);
  });
});
