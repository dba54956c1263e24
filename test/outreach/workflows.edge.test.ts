import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cancelBooking, createBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { day, hour, minute, toWire, asInstant } from "#kernel/instant.ts";
import { listReminders, tryWorkflow } from "#outreach/reminders/contract.ts";
import { listTimeline } from "#outreach/timeline/contract.ts";
import { planReminders } from "#outreach/reminders/reactions.ts";
import { loseReminders } from "#outreach/reminders/sweep.ts";
import { reminders } from "#outreach/reminders/tables.ts";
import { createMessageTemplate } from "#outreach/templates/contract.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import {
  changeWorkflow,
  createWorkflow,
  deleteWorkflow,
  getWorkflow,
  listWorkflows,
} from "#outreach/workflows/contract.ts";
import { beginWorkflows } from "#outreach/workflows/reactions.ts";
import { maxWorkflows } from "#outreach/workflows/rules.ts";
import { sendBatch } from "#platform/d1.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { office as mailOffice } from "../../src/facts.ts";
import type { TestClient } from "../support/client.ts";
import { keepsHours } from "../support/hours.ts";
import { countMails, mailTo } from "../support/post.ts";
import { claimed, heard, meetingIn, remind, remindersOf } from "../support/reminders.ts";
import { endpointAt, hearAll, linesOf, Receiver, sendAll } from "../support/webhooks.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const monday = Date.UTC(2026, 10, 23, 9);
const dayBefore = { name: "A day before", trigger: "before_start", offset_minutes: 1_440 } as const;
const toHosts = { channel: "mail", to: "hosts" } as const;
const toInvitee = { channel: "mail", to: "invitee" } as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function office(): Promise<{ world: World; owner: TestClient; ada: string }> {
  const world = await newWorld();
  await keepsHours(world, "berlin", "Mon-Sun 00:00-24:00 UTC");
  return { world, owner: await world.as("owner"), ada: `ada@${world.mark}.example` };
}

const book = async ({ world, ada }: Awaited<ReturnType<typeof office>>, at = monday) =>
  (await world.as("owner")).ok(createBooking, {
    body: {
      event_type_id: world.booking.eventTypes.one_on_one.id,
      starts_at: toWire(asInstant(at)),
      invitee: { name: "Ada Example", email: ada },
      force: true,
    },
  });

const hostsOf = (world: World, id: string) =>
  Object.values(world.people).find(({ member }) => member.id === id)?.member.email;

const sorted = <T>(lines: readonly T[]): T[] => lines.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));

const statesOf = async (world: World) =>
  (await remindersOf(world))
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.action < b.action ? -1 : 1))
    .map(({ action, state, reason }) => [action, state, reason]);

describe("workflows", () => {
  it("are made, read, listed, changed and deleted by those who plan interviews, and seen by everybody", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = await recruiter.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee, toHosts] } });
    expect(made).toMatchObject({
      active: true,
      built_in: false,
      conditions: { event_type_ids: [], team_ids: [], kinds: [] },
      actions: [
        { channel: "mail", to: "invitee", address: null, letter: null, text: null },
        { channel: "mail", to: "hosts" },
      ],
      version: 1,
    });
    const viewer = await world.as("viewer");
    expect(await viewer.ok(getWorkflow, { param: { id: made.id } })).toEqual(made);
    await viewer.refused(createWorkflow, { body: { ...dayBefore, actions: [toHosts] } }, "permission.missing");

    const param = { id: made.id };
    const changed = await recruiter.ok(changeWorkflow, {
      param,
      body: { name: "Two days before", offset_minutes: 2_880, active: false, metadata: { team: "it" } },
      headers: { "If-Match": '"1"' },
    });
    expect(changed).toMatchObject({ name: "Two days before", offset_minutes: 2_880, active: false, version: 2 });
    await recruiter.refused(changeWorkflow, { param, body: {}, headers: { "If-Match": '"1"' } }, "version.conflict");
    const other = await recruiter.ok(createWorkflow, {
      body: {
        name: "Farewell",
        trigger: "booking.canceled",
        actions: [{ ...toInvitee, text: { subject: "Sorry", body: "." } }],
      },
    });
    const ids = async (query: object, page = {}) =>
      (await viewer.ok(listWorkflows, { query, page })).data.map(({ id }) => id);
    expect(await ids({}, { order: "name.asc" })).toEqual([other.id, made.id]);
    expect(await ids({ active: "true" })).toEqual([other.id]);
    expect(await ids({ trigger: "before_start,after_end" })).toEqual([made.id]);
    expect(await ids({ name: "DAYS" })).toEqual([made.id]);

    await recruiter.ok(deleteWorkflow, { param });
    await viewer.refused(getWorkflow, { param }, "workflow.unknown");
    expect(await ids({})).toEqual([other.id]);
  });

  it("are refused where they make no sense, each fault at its place", async () => {
    const { world, owner } = await office();
    const faults = async (body: object, code: string) => {
      const { problem } = await owner.refused(
        createWorkflow,
        { body: { ...dayBefore, actions: [toInvitee], ...body } },
        code,
      );
      return problem.errors?.map(({ pointer, code: one }) => [pointer, one]);
    };
    for (const [trigger, offset_minutes] of [
      ["before_start", 4],
      ["before_start", 43_201],
      ["after_end", -1],
      ["booking.created", 43_201],
    ] as const)
      expect(await faults({ trigger, offset_minutes }, "workflow.offset_out_of_range")).toEqual([
        ["/offset_minutes", "workflow.offset_out_of_range"],
      ]);
    await owner.refused(
      createWorkflow,
      { body: { ...dayBefore, offset_minutes: 1.5, actions: [toInvitee] } },
      "body.invalid",
    );
    await owner.refused(createWorkflow, { body: { ...dayBefore, actions: [] } }, "body.invalid");
    expect(await faults({ actions: [toInvitee, toHosts, toInvitee] }, "workflow.action_twice")).toEqual([
      ["/actions/2", "workflow.action_twice"],
    ]);
    expect(await faults({ actions: [{ channel: "mail", to: "address" }] }, "workflow.address_unfit")).toEqual([
      ["/actions/0/address", "workflow.address_unfit"],
      ["/actions/0/text", "workflow.text_missing"],
    ]);
    expect(await faults({ trigger: "booking.created", offset_minutes: 0 }, "workflow.text_missing")).toEqual([
      ["/actions/0/text", "workflow.text_missing"],
    ]);
    expect(await faults({ actions: [{ ...toHosts, letter: "reminder.invitee" }] }, "workflow.letter_unknown")).toEqual([
      ["/actions/0/letter", "workflow.letter_unknown"],
    ]);
    const stranger = testContext().newId("event_type");
    const conditions = { event_type_ids: [world.booking.eventTypes.group.id, stranger] };
    expect(await faults({ conditions }, "workflow.condition_unknown")).toEqual([
      ["/conditions/event_type_ids/1", "workflow.condition_unknown"],
    ]);
    const own = (subject: string, body: string) => ({ actions: [{ ...toInvitee, text: { subject, body } }] });
    expect(await faults(own("Hello {{ nobody }}", "{{#if title}}x"), "template.variable_unknown")).toEqual([
      ["/actions/0/text/subject", "template.variable_unknown"],
      ["/actions/0/text/body", "template.syntax"],
    ]);
    const webhook_id = testContext().newId("webhook");
    expect(await faults({ actions: [{ channel: "webhook", webhook_id }] }, "workflow.webhook_unknown")).toEqual([
      ["/actions/0/webhook_id", "workflow.webhook_unknown"],
    ]);
    for (let made = 0; made < maxWorkflows; made++)
      await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toHosts] } });
    await owner.refused(createWorkflow, { body: { ...dayBefore, actions: [toHosts] } }, "workflow.too_many");
  });

  it("that would write to ourselves are refused", async () => {
    const { world, owner } = await office();
    const { id } = await endpointAt(owner, new Receiver(world));
    const { db, config } = testContext();
    await db
      .update(webhooks)
      .set({ url: `${config.baseUrl}/v1/bookings` })
      .where(eq(webhooks.id, id));
    const { problem } = await owner.refused(
      createWorkflow,
      { body: { ...dayBefore, actions: [toHosts, { channel: "webhook", webhook_id: id }] } },
      "workflow.loop",
    );
    expect(problem.errors?.[0]?.pointer).toBe("/actions/1/webhook_id");
  });

  it("are three from the beginning, once, and a company's own from then on", async () => {
    const { world, owner } = await office();
    const scope = world.scope();
    for (const _ of [1, 2]) expect(await beginWorkflows.react(scope, {} as never)).toEqual([]);
    const { data } = await owner.ok(listWorkflows, { page: { order: "name.asc" } });
    expect(data.map(({ trigger, offset_minutes, built_in }) => [trigger, offset_minutes, built_in])).toEqual([
      ["before_start", 1_440, true],
      ["feedback_due", 60, true],
      ["before_start", 60, true],
    ]);
    await owner.ok(changeWorkflow, { param: { id: data[0]?.id ?? "" }, body: { active: false } });
    await owner.ok(deleteWorkflow, { param: { id: data[1]?.id ?? "" } });
    await beginWorkflows.react(scope, {} as never);
    const told = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    expect(told.filter(({ type }) => type === "workflow.created")).toHaveLength(3);
    const left = (await owner.ok(listWorkflows, { page: { order: "name.asc" } })).data;
    expect(left.map(({ trigger, active }) => [trigger, active])).toEqual([
      ["before_start", false],
      ["before_start", true],
    ]);
  });
});

describe("reminders", () => {
  it("are planned when a meeting is booked, sent when they are due, and never twice", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee, toHosts] } });
    const { id } = await book(here);
    await hearAll(world);
    await hearAll(world);
    const { data } = await owner.ok(listReminders, { param: { id } });
    expect(
      sorted(data.map(({ state, due_at, to, booking_version }) => [state, due_at, to.slice(0, 4), booking_version])),
    ).toEqual([
      ["due", "2026-11-22T09:00:00Z", "att_", 1],
      ["due", "2026-11-22T09:00:00Z", "mem_", 1],
    ]);

    vi.setSystemTime(monday - day - 1);
    expect(await remind()).toBe(0);
    vi.setSystemTime(monday - day + 3 * minute);
    const notes = await claimed();
    expect(notes).toHaveLength(2);
    expect(await claimed()).toEqual([]);
    // Twice, at once.
    await Promise.all([heard(notes), heard([...notes, ...notes])]);
    expect(await statesOf(world)).toEqual([
      ["mail:hosts", "sent", null],
      ["mail:invitee", "sent", null],
    ]);
    expect(await countMails(ada)).toBe(1);
    const mail = await mailTo(ada);
    expect(mail.text).toContain("Monday, 23 November 2026");
    const lines = await testContext().db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
    const ours = lines.filter(({ template }) => template === "reminder");
    expect(ours.map(({ status, attempts }) => [status, attempts])).toEqual([
      ["sent", 1],
      ["sent", 1],
    ]);
    expect(ours.map((one) => one.id)).toContain(mail.headers["X-Interlock-Delivery"]);
    vi.setSystemTime(monday - day + 20 * minute);
    expect(await remind()).toBe(0);
  });

  it("of a meeting that was called off are not sent, though nobody had heard of it when they were taken up", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    const { id } = await book(here);
    await hearAll(world);
    vi.setSystemTime(monday - day);
    const notes = await claimed();
    await (await world.as("owner")).ok(cancelBooking, { param: { id }, body: { reason: "The role is filled" } });
    await heard(notes);
    expect(await statesOf(world)).toEqual([["mail:invitee", "void", "status_changed"]]);
    expect(await countMails(ada)).toBe(0);
  });

  it("of a meeting that was moved are void, and planned anew for the new time", async () => {
    const here = await office();
    const { world, owner } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    const { id } = await book(here);
    await hearAll(world);
    const param = { id };
    await owner.ok(rescheduleBooking, { param, body: { starts_at: toWire(asInstant(monday + day)), force: true } });
    await hearAll(world);
    await owner.ok(rescheduleBooking, { param, body: { starts_at: toWire(asInstant(monday)), force: true } });
    await hearAll(world);
    const rows = await remindersOf(world);
    expect(sorted(rows.map((row) => [row.bookingVersion, row.dueAt - (monday - day), row.state, row.reason]))).toEqual([
      [1, 0, "void", "moved"],
      [2, day, "void", "moved"],
      [3, 0, "due", null],
    ]);
  });

  it("that come too late for anybody are void: booked after the moment, or sent when a third of the time is left", async () => {
    const here = await office();
    const { world, owner } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await book(here, now + 20 * hour);
    await book(here, monday);
    await hearAll(world);
    expect(await statesOf(world)).toEqual([
      ["mail:invitee", "void", "booked_later"],
      ["mail:invitee", "due", null],
    ]);
    vi.setSystemTime(monday - 8 * hour + minute);
    await remind();
    expect((await statesOf(world)).at(-1)).toEqual(["mail:invitee", "void", "late"]);
  });

  it("that nobody ended are in doubt and stay so; those that were never begun are taken up again", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await book(here);
    await hearAll(world);
    vi.setSystemTime(monday - day);
    const [note] = await claimed();
    vi.setSystemTime(monday - day + 4 * minute);
    expect(await claimed()).toEqual([]);
    vi.setSystemTime(monday - day + 6 * minute);
    const [again] = await claimed();
    expect(again).toEqual(note);

    const { db } = testContext();
    await db.update(reminders).set({ state: "sending", attempt: 1 }).where(eq(reminders.tenantId, world.tenant.id));
    vi.setSystemTime(monday - day + 20 * minute);
    expect(await loseReminders(testContext())).toBeGreaterThan(0);
    await heard([again ?? {}]);
    expect(await remind()).toBe(0);
    expect(await statesOf(world)).toEqual([["mail:invitee", "unknown", "sender_lost"]]);
    expect(await countMails(ada)).toBe(0);
  });

  it("whose mail certainly did not go out are tried again, as long as that helps", async () => {
    const here = await office();
    const { world, owner } = here;
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await book(here);
    await hearAll(world);
    vi.setSystemTime(monday - day);
    const context = testContext();
    const failing = (code: string) => ({
      ...context,
      now: testContext().now,
      bindings: { ...context.bindings, MAIL: { send: () => Promise.reject(Object.assign(new Error("no"), { code })) } },
    });
    const notes = await claimed();
    await heard(notes, failing("E_RATE_LIMIT_EXCEEDED"));
    const [row] = await remindersOf(world);
    expect(row).toMatchObject({
      state: "due",
      reason: "E_RATE_LIMIT_EXCEEDED",
      attempt: 1,
      dueAt: monday - day + minute,
    });
    vi.setSystemTime(monday - day + 2 * minute);
    await remind();
    const [sent] = await remindersOf(world);
    expect(sent).toMatchObject({ state: "sent", attempt: 2, deliveryId: row?.deliveryId });

    await book(here, monday + 3 * hour);
    await hearAll(world);
    vi.setSystemTime(monday - day + 3 * hour);
    await heard(await claimed(), failing("E_RECIPIENT_REFUSED"));
    expect((await statesOf(world)).at(-1)).toEqual(["mail:invitee", "failed", "E_RECIPIENT_REFUSED"]);
  });

  it("go along with their workflow: its offset, its words, its end", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    const { id } = await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await book(here);
    await hearAll(world);
    const text = { subject: "Until {{ starts_at }}", body: "We meet, {{ reader_name }}.\n\n{{ location }}" };
    await owner.ok(changeWorkflow, {
      param: { id },
      body: { offset_minutes: 120, actions: [{ ...toInvitee, text }] },
    });
    await hearAll(world);
    expect((await remindersOf(world))[0]?.dueAt).toBe(monday - 2 * hour);
    vi.setSystemTime(monday - 2 * hour);
    await remind();
    const mail = await mailTo(ada);
    expect(mail.subject).toContain("Until Monday, 23 November 2026");
    expect(mail.text).toContain("We meet, Ada Example.");

    await book(here, monday + day);
    await hearAll(world);
    await (await world.as("owner")).ok(changeWorkflow, { param: { id }, body: { active: false } });
    await hearAll(world);
    expect((await statesOf(world)).at(-1)).toEqual(["mail:invitee", "void", "workflow_off"]);
  });

  it("tell an endpoint as an event of its own, once, and a text message goes by one", async () => {
    const here = await office();
    const { world, owner } = here;
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(owner, receiver, ["team.created"]);
    const actions = [
      { channel: "webhook", webhook_id: endpoint.id },
      { channel: "sms", to: "invitee", webhook_id: endpoint.id, text: { body: "{{ title }} at {{ starts_at }}" } },
    ] as const;
    await owner.ok(createWorkflow, { body: { name: "At once", trigger: "booking.created", actions: [...actions] } });
    await owner.ok(createBooking, {
      body: {
        event_type_id: world.booking.eventTypes.one_on_one.id,
        starts_at: toWire(asInstant(monday)),
        invitee: { name: "Ada Example", email: here.ada, phone: "+420222333444" },
        force: true,
      },
    });
    await hearAll(world);
    await remind();
    await sendAll(world);
    await sendAll(world);
    expect(sorted(await statesOf(world))).toEqual([
      ["sms:invitee", "handed_on", null],
      [`webhook:${endpoint.id}`, "handed_on", null],
    ]);
    const said = receiver.received.map(({ body }) => [body.type, body.data.after?.["phone"] ?? null]);
    expect(sorted(said)).toEqual([
      ["reminder.fell_due", null],
      ["reminder.fell_due", "+420222333444"],
    ]);
    expect((await linesOf(world, endpoint)).filter(({ template }) => template === "reminder.fell_due")).toHaveLength(2);
  });
});

describe("text messages without words of their own", () => {
  it("say before a start what the company says in them, and need words for anything else", async () => {
    const here = await office();
    const { world, owner } = here;
    const endpoint = await endpointAt(owner, new Receiver(world), ["team.created"]);
    const sms = { channel: "sms", to: "invitee", webhook_id: endpoint.id } as const;
    const { problem } = await owner.refused(
      createWorkflow,
      { body: { name: "x", trigger: "booking.created", actions: [sms] } },
      "workflow.text_missing",
    );
    expect(problem.errors?.[0]?.pointer).toBe("/actions/0/text");
    const { id } = await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [sms] } });
    const invitee = { name: "Ada Example", email: here.ada, phone: "+420222333444", locale: "de" };
    const booked = await owner.ok(createBooking, {
      body: {
        event_type_id: world.booking.eventTypes.one_on_one.id,
        starts_at: toWire(asInstant(monday)),
        invitee,
        force: true,
      },
    });
    const textOf = async () =>
      (await owner.ok(tryWorkflow, { param: { id }, body: { booking_id: booked.id } })).messages[0];
    expect(await textOf()).toMatchObject({
      to: "+420222333444",
      subject: null,
      text: expect.stringMatching(/: Erinnerung: First call .*Montag, 23\. November 2026/),
    });
    const body = { key: "reminder.invitee", channel: "sms", locale: "de", body: "Bis {{ starts_at }}!" } as const;
    await owner.ok(createMessageTemplate, { body });
    expect((await textOf())?.text).toMatch(/^Bis Montag.*!$/);
  });
});

describe("the timeline of a booking", () => {
  it("shows every change, mail, reminder, webhook and note in order, page by page", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    const receiver = new Receiver(world);
    await endpointAt(owner, receiver, ["booking.*"]);
    await owner.ok(createWorkflow, {
      body: { ...dayBefore, actions: [toInvitee, { channel: "in_app", to: "hosts" }] },
    });
    const { id } = await book(here);
    await hearAll(world);
    await sendAll(world);
    const context = testContext();
    await sendDue(context, mailOffice);
    vi.setSystemTime(monday - day);
    await remind();
    await hearAll(world);
    vi.setSystemTime(monday - day + hour);
    const again = await world.as("owner");
    await again.ok(cancelBooking, { param: { id }, body: { reason: "The role is filled" } });
    await hearAll(world);
    const param = { id };
    const { data } = await again.ok(listTimeline, { param, page: { limit: 100 } });
    const shown = data.map(({ kind, type }) => `${kind} ${type}`);
    expect(shown[0]).toBe("change booking.created");
    for (const line of [
      "mail booking.created.invitee",
      "webhook booking.created",
      "reminder before_start",
      "notification reminder",
      "change booking.canceled",
      "webhook booking.canceled",
    ])
      expect(shown).toContain(line);
    expect(data.map(({ at }) => at)).toEqual(data.map(({ at }) => at).toSorted());
    expect(data.find(({ type }) => type === "booking.canceled")).toMatchObject({
      reason: "The role is filled",
      version: 2,
    });
    const reminded = data.filter(({ kind }) => kind === "reminder");
    expect(sorted(reminded.map(({ status, channel }) => [status, channel]))).toEqual([
      ["handed_on", "in_app"],
      ["sent", "mail"],
    ]);
    expect(await countMails(ada)).toBeGreaterThan(1);

    const pages: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await again.ok(listTimeline, {
        param,
        page: { limit: 3, order: "at.desc", ...(cursor == null ? {} : { cursor }) },
      });
      pages.push(...page.data.map((line) => line.id));
      cursor = page.next_cursor;
    } while (cursor != null);
    expect(pages).toEqual(data.map((line) => line.id).toReversed());
    const some = await again.ok(listTimeline, { param, query: { kind: "change,webhook" }, page: { limit: 100 } });
    expect(new Set(some.data.map(({ kind }) => kind))).toEqual(new Set(["change", "webhook"]));
    await again.refused(listTimeline, { param: { id: testContext().newId("booking") } }, "booking.unknown");
  });
});

describe("a trial", () => {
  it("shows what would be sent to whom and when, and sends and writes nothing", async () => {
    const here = await office();
    const { world, owner, ada } = here;
    const { id } = await owner.ok(createWorkflow, {
      body: {
        ...dayBefore,
        conditions: { kinds: ["one_on_one"] },
        actions: [
          toInvitee,
          toHosts,
          {
            channel: "mail",
            to: "address",
            address: "desk@lumen.example",
            text: { subject: "{{ title }}", body: "{{ starts_at }}" },
          },
        ],
      },
    });
    const empty = await owner.ok(tryWorkflow, { param: { id }, body: {} });
    expect(empty).toMatchObject({ booking_id: null, messages: [] });
    const booking = await book(here);
    const before = await owner.ok(tryWorkflow, { param: { id }, body: {} });
    expect(before.booking_id).toBe(booking.id);
    expect(before.unmet).toEqual([]);
    expect(before.messages.map(({ to, due_at, would_send }) => [to, due_at, would_send])).toEqual([
      [ada, "2026-11-22T09:00:00Z", true],
      [
        booking.hosts[0]?.member_id === undefined ? "" : hostsOf(world, booking.hosts[0].member_id),
        "2026-11-22T09:00:00Z",
        true,
      ],
      ["desk@lumen.example", "2026-11-22T09:00:00Z", true],
    ]);
    expect(before.messages[0]?.text).toContain("Ada Example");
    expect(await remindersOf(world)).toEqual([]);
    expect(await countMails(ada)).toBe(0);

    await owner.ok(cancelBooking, { param: { id: booking.id }, body: {} });
    await owner.ok(changeWorkflow, { param: { id }, body: { active: false, conditions: { kinds: ["group"] } } });
    const after = await owner.ok(tryWorkflow, { param: { id }, body: { booking_id: booking.id } });
    expect(after.unmet).toEqual(["active", "status", "kinds"]);
    expect(after.messages.every(({ would_send }) => !would_send)).toBe(true);
    await owner.refused(
      tryWorkflow,
      { param: { id }, body: { booking_id: testContext().newId("booking") } },
      "booking.unknown",
    );
  });
});

describe("a company that is only trying", () => {
  it("has its reminders in the mailbox of whoever develops, and endpoints are told of nothing", async () => {
    const world = await newWorld({ mode: "test" });
    const key = world.withKey("full");
    await key.ok(createWorkflow, { body: { ...dayBefore, actions: [toHosts] } });
    const { booking } = await meetingIn(world, 3 * 1_440);
    const fact = { id: testContext().newId("fact"), type: "booking.created", version: 1, at: testContext().now };
    const scope = world.scope();
    await sendBatch(scope.db, await planReminders.react(scope, { ...fact, entityId: booking.id } as never));
    vi.setSystemTime(now + 2 * day);
    await remind();
    expect(await statesOf(world)).toEqual([["mail:hosts", "sent", null]]);
    const [line] = await testContext().db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
    expect(line).toMatchObject({ adapter: "mailbox" });
  });
});
