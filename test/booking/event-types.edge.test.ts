import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  changeEventType,
  createEventType,
  deleteEventType,
  duplicateEventType,
  getEventType,
  getPublicEventType,
  listEventTypes,
  listPublicEventTypes,
  setEventTypeHosts,
  setEventTypeQuestions,
} from "#booking/event-types/contract.ts";
import { eventTypeQuestions, eventTypes } from "#booking/event-types/tables.ts";
import { createPool, seatPoolMember } from "#booking/pools/contract.ts";
import { members } from "#identity/members/tables.ts";
import type { Ask } from "../../src/client.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

type Body = Ask<typeof createEventType>["body"];

const seen = (version: number) => ({ "If-Match": `"${version}"` });
const idOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;
const host = (world: World, who: keyof World["people"]) => ({ member_id: idOf(world, who) });

const oneOnOne = (world: World): Body => ({
  slug: "reference-call",
  title: "Reference call",
  kind: "one_on_one",
  hosts: [host(world, "berlin")],
});

const nobody = "mem_01h455vb4pex5vsknk084sn02q";

async function countTypes(world: World): Promise<number> {
  const rows = await testContext().db.select().from(eventTypes).where(eq(eventTypes.tenantId, world.tenant.id));
  return rows.length;
}

describe("event types", () => {
  it("one is made with next to nothing, and everything else is said for it", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = await recruiter.call(createEventType, { body: oneOnOne(world) });
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    expect(made.headers.get("Location")).toBe(`/v1/event-types/${made.body.id}`);
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({
      durations: [30],
      default_duration: 30,
      increment_minutes: null,
      offset_minutes: 0,
      packed: false,
      horizon: null,
      limits: [],
      locations: [{ kind: "video", details: null }],
      default_location: "video",
      capacity: null,
      hidden: false,
      active: true,
      public_page: true,
      time_zone: null,
      hosts: [{ member_id: idOf(world, "berlin"), schedule_id: null }],
      pools: [],
      questions: [],
    });
    expect(await recruiter.ok(getEventType, { param: { id: made.body.id } })).toEqual(made.body);
  });

  it("every field can be said, read back and changed, and what is not named stays", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const said = {
      slug: "on-site-day",
      title: "On-site day",
      description: "Bring shoes.",
      kind: "round_robin",
      durations: [45, 90],
      default_duration: 90,
      increment_minutes: 15,
      offset_minutes: 5,
      packed: true,
      buffer_before_minutes: 10,
      buffer_after_minutes: 20,
      notice_minutes: 1_440,
      horizon: { kind: "available_days", days: 10, weekdays_only: true },
      limits: [
        { per: "day", count: 2, minutes: null },
        { per: "week", count: null, minutes: 300 },
        { per: "month", count: 20, minutes: 1_200 },
        { per: "year", count: 100, minutes: null },
      ],
      locations: [
        { kind: "on_site", details: "12 Quay Street" },
        { kind: "link", details: "https://meet.example/room" },
        { kind: "voice", details: null },
        { kind: "phone", details: "+33123456789" },
        { kind: "ask_candidate", details: null },
      ],
      default_location: "voice",
      confirmation_required: true,
      cancellation: { allowed: true, cutoff_minutes: 240, reason_required: true },
      rescheduling: { allowed: false, cutoff_minutes: 0, max_times: 2, reason_required: false },
      hidden: true,
      active: false,
      public_page: false,
      branding: { colour: "#112233", logo_url: "https://lumen.example/logo.svg" },
      time_zone: "Asia/Kolkata",
      metadata: { track: "a" },
    } as const satisfies Partial<Body>;
    const people = { hosts: [host(world, "admin")], pools: [world.booking.pool.id] };
    const made = await owner.ok(createEventType, { body: { ...structuredClone(said), ...people } });
    expect(made).toMatchObject(said);
    expect(made.pools).toEqual([world.booking.pool.id]);

    const param = { id: made.id };
    const changed = await owner.ok(changeEventType, {
      param,
      body: {
        title: "On-site",
        horizon: null,
        increment_minutes: null,
        cancellation: { reason_required: false },
        branding: { logo_url: null },
        time_zone: null,
        metadata: { track: null, level: "3" },
      },
    });
    expect(changed).toMatchObject({
      ...said,
      title: "On-site",
      horizon: null,
      increment_minutes: null,
      cancellation: { allowed: true, cutoff_minutes: 240, reason_required: false },
      branding: { colour: "#112233", logo_url: null },
      time_zone: null,
      metadata: { level: "3" },
      version: 2,
    });
    await owner.refused(changeEventType, { param, body: { title: "x" }, headers: seen(1) }, "version.conflict");

    await owner.ok(deleteEventType, { param });
    await owner.refused(getEventType, { param }, "event_type.unknown");
  });

  it("a slug is unique in a tenant, none of our own, and free again after deletion", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const made = await owner.ok(createEventType, { body: oneOnOne(world) });
    const taken = await owner.refused(createEventType, { body: oneOnOne(world) }, "event_type.slug_taken");
    expect(taken.problem.errors?.[0]?.pointer).toBe("/slug");
    for (const slug of ["docs", "event-types"])
      await owner.refused(createEventType, { body: { ...oneOnOne(world), slug } }, "event_type.slug_reserved");
    const { slug } = world.booking.eventTypes.group;
    await owner.refused(changeEventType, { param: { id: made.id }, body: { slug } }, "event_type.slug_taken");
    await owner.refused(
      duplicateEventType,
      { param: { id: made.id }, body: { slug: "manage" } },
      "event_type.slug_reserved",
    );
    await owner.ok(deleteEventType, { param: { id: made.id } });
    await owner.ok(createEventType, { body: oneOnOne(world) });
  });

  it("what cannot be given is refused with its own code, at its place, and nothing is written", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const empty = await owner.ok(createPool, { body: { name: "Nobody yet" } });
    await owner.ok(seatPoolMember, {
      param: { id: empty.id, member_id: idOf(world, "vancouver") },
      body: { standing: "shadow" },
    });
    const before = await countTypes(world);
    const [berlin, kolkata] = [host(world, "berlin"), host(world, "kolkata")];
    const pools = [world.booking.pool.id];
    const sch = "sch_01h455vb4pex5vsknk084sn02q";
    const question = { type: "single_select", label: "Language" } as const;
    const wrong: [string, string, Partial<Body>][] = [
      ["event_type.no_hosts", "/hosts", { hosts: [] }],
      ["event_type.no_hosts", "/hosts", { kind: "round_robin", hosts: [] }],
      ["event_type.host_count", "/hosts", { hosts: [berlin, kolkata] }],
      ["event_type.host_count", "/hosts", { kind: "group", capacity: 5, hosts: [berlin, kolkata] }],
      ["event_type.host_twice", "/hosts/1/member_id", { kind: "collective", hosts: [berlin, berlin] }],
      ["event_type.host_unknown", "/hosts/0/member_id", { hosts: [{ member_id: nobody }] }],
      ["event_type.schedule_unknown", "/hosts/0/schedule_id", { hosts: [{ ...berlin, schedule_id: sch }] }],
      ["event_type.pools_unfit", "/pools", { pools }],
      ["event_type.pool_twice", "/pools/1", { kind: "round_robin", pools: [...pools, ...pools] }],
      ["event_type.pool_unknown", "/pools/0", { kind: "round_robin", pools: ["pol_01h455vb4pex5vsknk084sn02q"] }],
      ["event_type.pool_empty", "/pools/0", { kind: "round_robin", pools: [empty.id] }],
      ["event_type.capacity_missing", "/capacity", { kind: "group" }],
      ["event_type.capacity_unfit", "/capacity", { capacity: 3 }],
      ["event_type.duration_out_of_range", "/durations/1", { durations: [30, 1_441] }],
      ["event_type.default_duration_unknown", "/default_duration", { default_duration: 45 }],
      ["event_type.increment_out_of_range", "/increment_minutes", { increment_minutes: 0 }],
      ["event_type.offset_out_of_range", "/offset_minutes", { increment_minutes: 15, offset_minutes: 15 }],
      [
        "event_type.horizon_reversed",
        "/horizon/last",
        { horizon: { kind: "dates", first: "2027-02-02", last: "2027-02-01" } },
      ],
      ["event_type.location_incomplete", "/locations/0/details", { locations: [{ kind: "on_site" }] }],
      ["event_type.location_incomplete", "/locations/0/details", { locations: [{ kind: "link", details: "room 4" }] }],
      ["event_type.default_location_unknown", "/default_location", { default_location: "phone" }],
      ["event_type.question_options_missing", "/questions/0/options", { questions: [question] }],
      [
        "event_type.question_options_unfit",
        "/questions/0/options",
        { questions: [{ type: "email", label: "Mail", options: ["a"] }] },
      ],
      [
        "event_type.question_validation_unfit",
        "/questions/0/validation",
        { questions: [{ type: "number", label: "Years", validation: { min: 5, max: 4 } }] },
      ],
      [
        "event_type.question_unknown",
        "/questions/0/id",
        { questions: [{ ...question, options: ["a"], id: "qst_01h455vb4pex5vsknk084sn02q" }] },
      ],
      ["body.invalid", "/slug", { slug: "Not A Slug" }],
      ["body.invalid", "/horizon/first", { horizon: { kind: "dates", first: "2027-02-30", last: "2027-03-01" } }],
      ["body.invalid", "/time_zone", { time_zone: "Europe/Atlantis" }],
      [
        "body.invalid",
        "/limits",
        {
          limits: [
            { per: "day", count: 1 },
            { per: "day", minutes: 60 },
          ],
        },
      ],
      ["body.invalid", "/limits", { limits: [{ per: "day" }] }],
    ];
    for (const [code, pointer, part] of wrong) {
      const refused = await owner.refused(createEventType, { body: { ...oneOnOne(world), ...part } }, code);
      expect(refused.status).toBe(422);
      expect(refused.problem.errors?.map((fault) => fault.pointer)).toContain(pointer);
    }
    expect(await countTypes(world)).toBe(before);
  });

  it("several faults are told at once", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const body = { ...oneOnOne(world), capacity: 4, durations: [3], hosts: [] };
    const { problem } = await owner.refused(createEventType, { body }, "event_type.capacity_unfit");
    expect(problem.errors?.map(({ code }) => code)).toEqual([
      "event_type.capacity_unfit",
      "event_type.duration_out_of_range",
      "event_type.no_hosts",
    ]);
    expect(problem.errors?.map(({ detail }) => detail)).toEqual([
      undefined,
      "A meeting lasts from five minutes to a day.",
      "Nobody would come.",
    ]);
  });

  it("its people are said as a whole, by whoever has seen the last version", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { collective, round_robin: roundRobin } = world.booking.eventTypes;
    const param = { id: collective.id };
    const hosts = [host(world, "kolkata"), host(world, "vancouver"), host(world, "berlin")];
    await owner.refused(setEventTypeHosts, { param, body: { hosts } }, "version.required");
    await owner.refused(setEventTypeHosts, { param, body: { hosts: [] }, headers: seen(1) }, "event_type.no_hosts");
    const changed = await owner.ok(setEventTypeHosts, { param, body: { hosts }, headers: seen(1) });
    expect(changed.version).toBe(2);
    expect(changed.hosts.map((one) => one.member_id)).toEqual(hosts.map((one) => one.member_id));
    expect(await owner.ok(getEventType, { param })).toEqual(changed);
    await owner.refused(setEventTypeHosts, { param, body: { hosts }, headers: seen(1) }, "version.conflict");

    const drawn = await owner.ok(setEventTypeHosts, {
      param: { id: roundRobin.id },
      body: { hosts: [host(world, "admin")], pools: [world.booking.pool.id] },
      headers: seen(1),
    });
    expect(drawn).toMatchObject({ pools: [world.booking.pool.id], hosts: [{ member_id: idOf(world, "admin") }] });
  });

  it("another kind, and going on offer, are judged against the people there are", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { collective, round_robin: roundRobin } = world.booking.eventTypes;
    const refused = await owner.refused(
      changeEventType,
      { param: { id: collective.id }, body: { kind: "one_on_one" } },
      "event_type.host_count",
    );
    expect(refused.problem.errors?.map(({ pointer }) => pointer)).toEqual(["/kind"]);
    await owner.refused(
      changeEventType,
      { param: { id: roundRobin.id }, body: { kind: "collective" } },
      "event_type.pools_unfit",
    );

    const param = { id: roundRobin.id };
    await owner.ok(changeEventType, { param, body: { active: false } });
    const context = testContext();
    await context.db.update(members).set({ status: "suspended" }).where(eq(members.tenantId, world.tenant.id));
    // The owner's own standing is not what this is about.
    await context.db
      .update(members)
      .set({ status: "active" })
      .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, idOf(world, "owner"))));
    const empty = await owner.refused(changeEventType, { param, body: { active: true } }, "event_type.pool_empty");
    expect(empty.problem.errors?.[0]?.pointer).toBe("/active");
  });

  it("a question keeps its id and its place on record for as long as it is named", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const param = { id: type.id };
    const questions = [
      { type: "single_select", label: "Language", required: true, options: ["English", "Deutsch"] },
      { type: "multi_select", label: "Days", options: ["Mon", "Tue"] },
      {
        type: "short_text",
        label: "Portfolio",
        help: "An address",
        validation: { pattern: "https_url", max_length: 200 },
      },
      { type: "long_text", label: "About you", validation: { min_length: 10 } },
      { type: "phone", label: "Phone" },
      { type: "email", label: "Second address" },
      { type: "number", label: "Years", validation: { min: 0, max: 60 } },
    ] as const;
    await owner.refused(setEventTypeQuestions, { param, body: { questions: [] } }, "version.required");
    const asked = await owner.ok(setEventTypeQuestions, {
      param,
      body: { questions: structuredClone(questions) as never },
      headers: seen(1),
    });
    expect(asked.questions).toMatchObject(questions.map((question, position) => ({ ...question, position })));
    expect(new Set(asked.questions.map(({ type: one }) => one)).size).toBe(7);

    const [first, second] = asked.questions;
    if (first === undefined || second === undefined) throw new Error("not asked");
    const { position: _, ...kept } = second;
    const again = await owner.ok(setEventTypeQuestions, {
      param,
      body: { questions: [{ ...kept, label: "Which days?" }] },
      headers: seen(2),
    });
    expect(again.questions).toEqual([{ ...second, label: "Which days?", position: 0 }]);
    expect(await owner.ok(getEventType, { param })).toEqual(again);
    await owner.refused(
      setEventTypeQuestions,
      { param, body: { questions: [{ ...kept, id: first.id }] }, headers: seen(3) },
      "event_type.question_unknown",
    );
    const rows = await testContext()
      .db.select()
      .from(eventTypeQuestions)
      .where(and(eq(eventTypeQuestions.tenantId, world.tenant.id), eq(eventTypeQuestions.eventTypeId, type.id)));
    expect(rows).toHaveLength(8);
  });

  it("a copy has the same people and questions, an id of its own, and is not on offer", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const original = await owner.ok(getEventType, { param: { id: type.id } });
    const copy = await owner.ok(duplicateEventType, { param: { id: type.id }, body: { slug: "second-call" } });
    expect(copy).toMatchObject({ slug: "second-call", title: original.title, active: false, hosts: original.hosts });
    expect(copy.id).not.toBe(original.id);
    expect(copy.questions.map(({ label }) => label)).toEqual(original.questions.map(({ label }) => label));
    expect(copy.questions[0]?.id).not.toBe(original.questions[0]?.id);
    expect(await owner.ok(getEventType, { param: { id: copy.id } })).toEqual(copy);
    await owner.refused(
      duplicateEventType,
      { param: { id: type.id }, body: { slug: "second-call" } },
      "event_type.slug_taken",
    );
  });

  it("are found by kind, standing, host, pool and words, page by page", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    const { one_on_one: one, collective, round_robin: drawn, group } = world.booking.eventTypes;
    const found = async (query: Ask<typeof listEventTypes>["query"]) =>
      (await viewer.ok(listEventTypes, { query: query ?? {}, page: { order: "title.asc" } })).data.map(({ id }) => id);
    expect(await found({})).toEqual([one.id, group.id, collective.id, drawn.id]);
    expect(await found({ kind: "group,collective" })).toEqual([group.id, collective.id]);
    expect(await found({ host_id: idOf(world, "berlin") })).toEqual([collective.id]);
    expect(await found({ pool_id: world.booking.pool.id })).toEqual([drawn.id]);
    expect(await found({ q: "TECHN" })).toEqual([drawn.id]);
    expect(await found({ q: "open-h" })).toEqual([group.id]);
    const owner = await world.as("owner");
    await owner.ok(changeEventType, { param: { id: one.id }, body: { hidden: true, active: false } });
    expect(await found({ hidden: "true" })).toEqual([one.id]);
    expect(await found({ active: "false" })).toEqual([one.id]);
    const first = await viewer.ok(listEventTypes, { page: { limit: 3, order: "title.desc" } });
    const rest = await viewer.ok(listEventTypes, {
      page: { limit: 3, order: "title.desc", cursor: first.next_cursor ?? "" },
    });
    expect([...first.data, ...rest.data]).toHaveLength(4);
  });

  it("anyone sees what is on offer and never who will come", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: one, collective, round_robin: drawn, group } = world.booking.eventTypes;
    const tenant = world.tenant.slug;
    await owner.ok(changeEventType, { param: { id: collective.id }, body: { hidden: true } });
    await owner.ok(changeEventType, { param: { id: drawn.id }, body: { active: false } });
    await owner.ok(changeEventType, {
      param: { id: one.id },
      body: { locations: [{ kind: "phone", details: "+33123456789" }], default_location: "phone" },
    });

    const list = await world.anonymous.ok(listPublicEventTypes, { param: { tenant } });
    expect(list.data.map(({ slug }) => slug)).toEqual([one.slug, group.slug]);
    const see = (slug: string) => world.anonymous.call(getPublicEventType, { param: { tenant, slug } });
    const shown = await see(one.slug);
    expect(shown.ok && shown.body).toMatchObject({
      time_zone: "Europe/Paris",
      branding: { colour: "#1f4fa3", logo_url: null },
      locations: [{ kind: "phone", details: null }],
      company: { name: world.tenant.name, slug: tenant, locale: world.tenant.locale, email: world.tenant.email },
      bookable_until: null,
    });
    expect(shown.headers.get("Cache-Control")).toBe("public, max-age=15");
    expect(JSON.stringify(shown)).not.toMatch(/mem_|pol_|ety_|33123456789/);
    const place = await see(group.slug);
    expect(place.ok && place.body.locations).toEqual([{ kind: "on_site", details: "12 Quay Street, Paris" }]);

    // Hidden is not listed, and is there for whoever has the address.
    expect((await see(collective.slug)).ok).toBe(true);
    const at = (slug: string) => ({ param: { tenant, slug } });
    await world.anonymous.refused(getPublicEventType, at(drawn.slug), "event_type.unknown");
    await owner.ok(changeEventType, {
      param: { id: group.id },
      body: { horizon: { kind: "dates", first: "2030-01-07", last: "2030-01-11" } },
    });
    const dated = await see(group.slug);
    expect(dated.ok && dated.body.bookable_until).toBe("2030-01-11T23:00:00Z");
    await owner.ok(changeEventType, { param: { id: group.id }, body: { public_page: false } });
    await world.anonymous.refused(getPublicEventType, at(group.slug), "event_type.unknown");
    await world.anonymous.refused(
      getPublicEventType,
      { param: { tenant: "no-such-company", slug: one.slug } },
      "tenant.unknown",
    );
  });

  it("who has left hosts nothing, and stands in nobody's way until the question comes up", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const context = testContext();
    await context.db
      .update(members)
      .set({ deletedAt: context.now })
      .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, idOf(world, "recruiter"))));
    const param = { id: type.id };
    expect((await owner.ok(changeEventType, { param, body: { title: "Call" } })).hosts).toEqual([]);
    await owner.ok(changeEventType, { param, body: { active: false } });
    await owner.refused(changeEventType, { param, body: { active: true } }, "event_type.no_hosts");
  });

  it("interviewers and viewers look, and change nothing", async () => {
    const world = await newWorld();
    for (const who of ["berlin", "viewer"] as const) {
      const client = await world.as(who);
      await client.ok(getEventType, { param: { id: world.booking.eventTypes.group.id } });
      await client.refused(createEventType, { body: oneOnOne(world) }, "permission.missing");
    }
  });
});
