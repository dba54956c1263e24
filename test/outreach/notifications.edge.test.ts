import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hearing } from "../../src/facts.ts";
import { tick } from "../../src/cron.ts";
import { answerInvitation } from "#booking/bookings/actions.ts";
import { cancelBooking, createBooking, reassignBooking } from "#booking/bookings/contract.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { day } from "#kernel/instant.ts";
import { wishesOf } from "#outreach/notifications/actions.ts";
import {
  countUnread,
  deleteNotification,
  getNotificationPreferences,
  listNotifications,
  readAllNotifications,
  readNotification,
  replaceNotificationPreferences,
} from "#outreach/notifications/contract.ts";
import { notifications } from "#outreach/notifications/tables.ts";
import { createMessageTemplate } from "#outreach/templates/contract.ts";
import { facts } from "#platform/facts/tables.ts";
import { invitee, whenever } from "../support/bodies.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { deliver } from "../support/queue.ts";
import { hearAll } from "../support/webhooks.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

/** A call that the recruiter hosts, booked by the owner, and heard of. */
async function booked(world: World): Promise<string> {
  const owner = await world.as("owner");
  const { id } = await owner.ok(createBooking, { body: { ...whenever(world), invitee } });
  await hearAll(world);
  return id;
}

const titlesOf = async (world: World, who: keyof World["people"]) => {
  const { data } = await (await world.as(who)).ok(listNotifications, { page: { order: "created_at.asc" } });
  return data.map(({ title }) => title.split(/\s?:/)[0]);
};

async function officeOf(world: World) {
  const office = await openTenant(testContext(), world.tenant.id);
  if (office === undefined) throw new Error("There is no such company.");
  return office;
}

describe("notifications", () => {
  it("tell the hosts of a booking what became of it, and nobody else", async () => {
    const world = await newWorld();
    const id = await booked(world);
    const recruiter = await world.as("recruiter");
    const { data } = await recruiter.ok(listNotifications, {});
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      category: "booking",
      title: expect.stringMatching(/^Vous avez un nouveau rendez-vous : First call/),
      body: expect.stringContaining(invitee.name),
      action_url: expect.stringContaining(`/v1/bookings/${id}`),
      data: { booking_id: id, event: "booking.created" },
      triggered_by: world.people.owner.member.id,
      read_at: null,
    });
    expect(await titlesOf(world, "owner")).toEqual([]);
    expect(await titlesOf(world, "berlin")).toEqual([]);
  });

  it("never tell anybody what they did themselves", async () => {
    const world = await newWorld();
    const id = await booked(world);
    await (await world.as("recruiter")).ok(cancelBooking, { param: { id }, body: { reason: "A clash" } });
    await hearAll(world);
    expect(await titlesOf(world, "recruiter")).toEqual(["Vous avez un nouveau rendez-vous"]);
  });

  it("are made once of each fact and member, however often it is heard", async () => {
    const world = await newWorld();
    await booked(world);
    const rows = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    const notes = rows.map(({ id }) => ({ tenant: world.tenant.id, fact: id }));
    // As if nobody had written down who had heard it.
    await testContext().db.run(sql`delete from inbox where tenant_id = ${world.tenant.id}
      and listener = 'notifications.notify_hosts'`);
    await deliver(hearing, [...notes, ...notes]);
    expect(await titlesOf(world, "recruiter")).toEqual(["Vous avez un nouveau rendez-vous"]);
  });

  it("tell who came and who went when somebody else hosts", async () => {
    const world = await newWorld();
    await forgetHours(world);
    await keepsHours(world, "admin", "Mon-Sun 00:00-24:00 UTC");
    const id = await booked(world);
    const to = world.people.admin.member.id;
    vi.setSystemTime(now + 1_000);
    await (await world.as("owner")).ok(reassignBooking, { param: { id }, body: { to } });
    await hearAll(world);
    expect(await titlesOf(world, "recruiter")).toEqual([
      "Vous avez un nouveau rendez-vous",
      "Vous ne menez plus ce rendez-vous",
    ]);
    expect(await titlesOf(world, "admin")).toEqual(["Diesen Termin führen jetzt Sie"]);
  });

  it("tell hosts who answers their invitation, and how", async () => {
    const world = await newWorld();
    const id = await booked(world);
    if (!isId("booking", id)) throw new Error("no booking");
    vi.setSystemTime(now + 1_000);
    const said = { email: invitee.email, sequence: 0, answer: "declined" } as const;
    expect(await answerInvitation(await officeOf(world), id, said)).toMatchObject({ ok: true });
    await hearAll(world);
    const { data } = await (await world.as("recruiter")).ok(listNotifications, { query: { priority: "high" } });
    expect(data[0]?.title).toContain(`${invitee.name} décline`);
  });

  it("say what the company says in their language, when and why on the reader's own clock", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const own = { key: "booking.canceled.host", channel: "in_app", locale: "fr" } as const;
    const body = { ...own, subject: "Sans {{ invitee_name }}", body: "{{ starts_at }} — {{ reason }}" };
    await owner.ok(createMessageTemplate, { body });
    // Of another channel and of another language: none of theirs.
    await owner.ok(createMessageTemplate, { body: { ...body, channel: "mail", subject: "By mail" } });
    await owner.ok(createMessageTemplate, { body: { ...body, locale: "en", subject: "In English" } });
    const { id } = await owner.ok(createBooking, { body: { ...whenever(world), invitee } });
    await owner.ok(cancelBooking, { param: { id }, body: { reason: "The role is filled" } });
    await hearAll(world);
    const { data } = await (await world.as("recruiter")).ok(listNotifications, { query: { priority: "high" } });
    expect(data[0]?.title).toBe(`Sans ${invitee.name}`);
    expect(data[0]?.body).toMatch(/2027, \d\d:\d\d \(Europe\/Paris, UTC\+0\d:00\) — The role is filled$/);
  });

  it("are counted, read one by one and all at once, and deleted", async () => {
    const world = await newWorld();
    for (let calls = 0; calls < 3; calls++) await booked(world);
    const recruiter = await world.as("recruiter");
    const { data } = await recruiter.ok(listNotifications, {});
    const [first, second] = data.map(({ id }) => ({ id }));
    if (first === undefined || second === undefined) throw new Error("Nobody was told.");
    expect((await recruiter.ok(countUnread, {})).unread).toBe(3);

    const read = await recruiter.ok(readNotification, { param: first });
    expect(read).toMatchObject({ read_at: "2026-11-20T09:00:00Z", version: 2 });
    vi.setSystemTime(now + 60_000);
    expect(await recruiter.ok(readNotification, { param: first })).toEqual(read);
    expect((await recruiter.ok(listNotifications, { query: { unread: "true" } })).data).toHaveLength(2);
    expect((await recruiter.ok(listNotifications, { query: { unread: "false" } })).data).toHaveLength(1);

    await recruiter.ok(deleteNotification, { param: second });
    await recruiter.refused(readNotification, { param: second }, "notification.unknown");
    expect(await recruiter.ok(readAllNotifications, {})).toMatchObject({ read: 1 });
    expect(await recruiter.ok(readAllNotifications, {})).toMatchObject({ read: 0 });
    expect((await recruiter.ok(countUnread, {})).unread).toBe(0);
    // Whoever else asks has none of these.
    await (await world.as("owner")).refused(readNotification, { param: first }, "notification.unknown");
  });

  it("come page by page, newest first", async () => {
    const world = await newWorld();
    for (let calls = 0; calls < 3; calls++) {
      vi.setSystemTime(now + calls * 1_000);
      await booked(world);
    }
    const recruiter = await world.as("recruiter");
    const first = await recruiter.ok(listNotifications, { page: { limit: 2 } });
    expect(first.has_more).toBe(true);
    const rest = await recruiter.ok(listNotifications, { page: { limit: 2, cursor: first.next_cursor ?? "" } });
    const times = [...first.data, ...rest.data].map(({ created_at }) => created_at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set([...first.data, ...rest.data].map(({ id }) => id)).size).toBe(3);
  });

  it("are shown until they expire, and swept away after that", async () => {
    const world = await newWorld();
    await booked(world);
    const held = () => testContext().db.select().from(notifications).where(eq(notifications.tenantId, world.tenant.id));
    const [row] = await held();
    vi.setSystemTime((row?.expiresAt ?? 0) - day);
    expect(await titlesOf(world, "recruiter")).toHaveLength(1);
    vi.setSystemTime(row?.expiresAt ?? 0);
    expect(await titlesOf(world, "recruiter")).toEqual([]);
    expect(await held()).toHaveLength(1);
    await tick(testContext());
    expect(await held()).toEqual([]);
  });
});

describe("notification preferences", () => {
  const quiet_hours = { start: "22:00", end: "07:00", time_zone: "Europe/Berlin" };

  it("hold before anything was said, and are then said as a whole", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const unsaid = await berlin.ok(getNotificationPreferences, {});
    expect(unsaid).toMatchObject({ version: 0, updated_at: null, quiet_hours: null });
    expect(unsaid.choices.booking).toEqual({ mail: true, in_app: true });

    const said = await berlin.ok(replaceNotificationPreferences, {
      body: { choices: { reminder: { mail: false } }, quiet_hours },
    });
    expect(said).toMatchObject({ version: 1, quiet_hours, choices: { reminder: { mail: false, in_app: true } } });
    expect(await berlin.ok(getNotificationPreferences, {})).toEqual(said);
    const taken = { body: {}, headers: { "If-Match": '"0"' } };
    await berlin.refused(replaceNotificationPreferences, taken, "version.conflict");
    const back = await berlin.ok(replaceNotificationPreferences, { body: {}, headers: { "If-Match": '"1"' } });
    expect(back).toMatchObject({ version: 2, quiet_hours: null, choices: { reminder: { mail: true } } });
  });

  it("are refused where they stand", async () => {
    const berlin = await (await newWorld()).as("berlin");
    const refused = await berlin.refused(
      replaceNotificationPreferences,
      { body: { choices: { security: { mail: false } } } },
      "notification_preferences.not_optional",
    );
    expect(refused.problem["errors"]).toMatchObject([{ pointer: "/choices/security/mail" }]);
    const empty = { body: { quiet_hours: { ...quiet_hours, end: "22:00" } } };
    await berlin.refused(replaceNotificationPreferences, empty, "notification_preferences.quiet_unfit");
    for (const wrong of [{ start: "24:00" }, { end: "7:00" }, { time_zone: "Europe/Atlantis" }])
      await berlin.refused(
        replaceNotificationPreferences,
        { body: { quiet_hours: { ...quiet_hours, ...wrong } } },
        "body.invalid",
      );
  });

  it("keep from the product what a member does not want to hear of", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    await recruiter.ok(replaceNotificationPreferences, { body: { choices: { booking: { in_app: false } } } });
    await booked(world);
    expect(await titlesOf(world, "recruiter")).toEqual([]);
    const { id } = world.people.recruiter.member as { id: Id<"member"> };
    const wishes = await wishesOf(await officeOf(world), [id, world.people.berlin.member.id]);
    expect(wishes.may(id, "booking", "in_app")).toBe(false);
    expect(wishes.may(id, "booking", "mail")).toBe(true);
    expect(wishes.may(world.people.berlin.member.id, "booking", "in_app")).toBe(true);
  });

  it("are nobody's where nobody is signed in to a company", async () => {
    const world = await newWorld();
    const byKey = await world.withKey("full").refused(getNotificationPreferences, {}, "credentials.wrong_kind");
    expect(byKey.status).toBe(403);
    await world.anonymous.refused(listNotifications, {}, "credentials.missing");
  });
});
