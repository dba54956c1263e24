import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import worker from "../../src/index.ts";
import { createBooking, getBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { isId } from "#kernel/ids.ts";
import { uidOf } from "#outreach/calendar/rules.ts";
import { takeReply } from "#outreach/inbound/replies.ts";
import { listEvents } from "#outreach/events/contract.ts";
import { invitee, whenever } from "../support/bodies.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

type Answer = { uid: string; from?: string; attendee?: string; sequence?: number; partstat?: string; method?: string };

/** A mail as a calendar program writes it. */
function replyTo(answer: Answer): string {
  const {
    uid,
    attendee = invitee.email,
    from = attendee,
    sequence = 0,
    partstat = "DECLINED",
    method = "REPLY",
  } = answer;
  return [
    `From: "Somebody" <${from}>`,
    "To: no-reply@interlock.example",
    "Subject: Declined: First call",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "No.",
    "--b",
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    "",
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `ATTENDEE;PARTSTAT=${partstat}:mailto:${attendee}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "--b--",
    "",
  ].join("\r\n");
}

const mailOf = (text: string, rawSize = text.length) => ({
  raw: new Blob([text]).stream() as ReadableStream<Uint8Array>,
  rawSize,
});
const take = (answer: Answer) => takeReply(testContext(), mailOf(replyTo(answer)));

/** A booking of the recruiter's by staff, and its name in calendars. */
async function booked(world: World): Promise<{ id: string; uid: string }> {
  const { id } = await (await world.as("owner")).ok(createBooking, { body: { ...whenever(world), invitee } });
  if (!isId("booking", id)) throw new Error("no booking");
  return { id, uid: uidOf(id, bindings.PUBLIC_ORIGIN) };
}

const standing = async (world: World, id: string) => (await world.as("owner")).ok(getBooking, { param: { id } });

describe("an answer from somebody's calendar", () => {
  it("is what the booking says of them, and an event, told once", async () => {
    const world = await newWorld();
    const { id, uid } = await booked(world);
    const before = await standing(world, id);
    expect(await take({ uid })).toBe("taken");
    expect(await take({ uid })).toBe("taken");
    const found = await standing(world, id);
    expect(found.invitee).toMatchObject({ rsvp: "declined" });
    expect(found).toMatchObject({ status: before.status, version: before.version + 1, sequence: before.sequence });
    const { data } = await (await world.as("owner")).ok(listEvents, { query: { types: "booking.rsvp" } });
    expect(data).toHaveLength(1);

    expect(await take({ uid, partstat: "TENTATIVE" })).toBe("taken");
    expect((await standing(world, id)).invitee).toMatchObject({ rsvp: "tentative" });
  });

  it("may be a host's, by the address they work under", async () => {
    const world = await newWorld();
    const { id, uid } = await booked(world);
    expect(await take({ uid, attendee: world.people.recruiter.member.email })).toBe("taken");
    expect((await standing(world, id)).hosts[0]).toMatchObject({ rsvp: "declined" });
    expect(await take({ uid, attendee: world.people.admin.member.email })).toBe("booking.guest_unknown");
  });

  it("is dropped when it is another's, of another meeting, of another time, or no answer", async () => {
    const world = await newWorld();
    const { id, uid } = await booked(world);
    const other = testContext().newId("booking");
    expect(await take({ uid, from: "mallory@guest.example" })).toBe("from_another");
    expect(await take({ uid, attendee: "mallory@guest.example" })).toBe("booking.guest_unknown");
    expect(await take({ uid: uidOf(other, bindings.PUBLIC_ORIGIN) })).toBe("unknown_meeting");
    expect(await take({ uid: `${id}@elsewhere.example` })).toBe("unknown_meeting");
    expect(await take({ uid, sequence: 1 })).toBe("version.conflict");
    expect(await take({ uid, method: "REQUEST" })).toBe("no_reply");
    expect(await take({ uid, partstat: "DELEGATED" })).toBe("no_answer");
    const { event_type_id: _, ...time } = whenever(world);
    await (await world.as("owner")).ok(rescheduleBooking, { param: { id }, body: time });
    expect(await take({ uid })).toBe("version.conflict");
    expect((await standing(world, id)).invitee).toMatchObject({ rsvp: "accepted" });
    expect(await take({ uid, sequence: 1 })).toBe("taken");
  });

  it("is dropped when it is longer than any answer, whatever it says of its length", async () => {
    const long = "x".repeat(2_000_001);
    expect(await takeReply(testContext(), mailOf(long))).toBe("too_long");
    expect(await takeReply(testContext(), mailOf(long, 10))).toBe("too_long");
    expect(await takeReply(testContext(), mailOf("", 3_000_000))).toBe("too_long");
    expect(await takeReply(testContext(), mailOf("Hello"))).toBe("no_reply");
  });

  it("comes in by the Worker's own door for mail, which writes back to nobody", async () => {
    const world = await newWorld();
    const { id, uid } = await booked(world);
    const wrote = vi.fn<() => never>();
    const message = { ...mailOf(replyTo({ uid })), setReject: wrote, forward: wrote, reply: wrote };
    // As much of a message as is looked at, and what must not be touched.
    await worker.email(message as unknown as ForwardableEmailMessage, bindings, createExecutionContext());
    expect((await standing(world, id)).invitee).toMatchObject({ rsvp: "declined" });
    await worker.email(
      { ...message, ...mailOf("spam") } as unknown as ForwardableEmailMessage,
      bindings,
      createExecutionContext(),
    );
    expect(wrote).not.toHaveBeenCalled();
  });
});
