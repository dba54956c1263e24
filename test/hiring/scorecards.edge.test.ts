import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listInbox } from "#hiring/inbox/contract.ts";
import { participants } from "#hiring/interviews/tables.ts";
import {
  getOwnApplicationScorecard,
  getOwnScorecard,
  getScorecard,
  listOwedScorecards,
  listScorecards,
  listScorecardVersions,
  reviseScorecard,
  saveApplicationScorecard,
  saveScorecard,
  submitApplicationScorecard,
  submitScorecard,
} from "#hiring/scorecards/contract.ts";
import { missingCards, mayRead } from "#hiring/scorecards/actions/sight.ts";
import { submitFor } from "#hiring/scorecards/actions/write.ts";
import { emptyCard } from "#hiring/scorecards/rules.ts";
import { asInstant, hour, minute, toWire } from "#kernel/instant.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { hasGuestApplication } from "../support/applications.ts";
import { hasCard, hasForm, heldInterview, oneMoreInterviewer, sits } from "../support/verdicts.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const memberOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;
const said = { rating: 4, recommendation: "yes", comments: "Named what would break first." } as const;

/** A panel of two, and the clients of both. */
async function panelOfTwo(is: Parameters<typeof heldInterview>[2] = {}) {
  const world = await newWorld();
  const held = await heldInterview(world, [sits(memberOf(world, "berlin")), sits(memberOf(world, "kolkata"))], is);
  const [berlin, kolkata] = [await world.as("berlin"), await world.as("kolkata")];
  return { world, held, berlin, kolkata, param: { id: held.interview } };
}

/** Of drafts and refusals nothing is told, not even by the system. */
const toldIn = async (world: World): Promise<number> => (await factsOf(world)).length;

const factsOf = (world: World) =>
  testContext()
    .db.select({
      type: facts.type,
      entity: sql<string>`${facts.entityId}`.as("entity"),
      actor: facts.actor,
      session: facts.sessionId,
      before: factBodies.before,
      after: factBodies.after,
      ip: factBodies.ip,
      agent: factBodies.userAgent,
    })
    .from(facts)
    .innerJoin(factBodies, sql`${factBodies.tenantId} = ${facts.tenantId} and ${factBodies.factId} = ${facts.id}`)
    .where(eq(facts.tenantId, world.tenant.id))
    .orderBy(facts.seq)
    .all();

describe("one's own card", () => {
  it("is saved as often as one likes, which no log tells, and handed in once, which it tells of nobody", async () => {
    const { world, held, berlin, param } = await panelOfTwo();
    const formId = await hasForm(world);
    await testContext().db.run(
      sql`update interviews set form_id = ${formId} where tenant_id = ${world.tenant.id} and id = ${held.interview}`,
    );
    const before = await toldIn(world);
    const blank = await berlin.ok(getOwnScorecard, { param });
    expect(blank).toMatchObject({
      form: { id: formId, scale: 5 },
      due_at: "2026-11-21T08:00:00Z",
      card: null,
      cards: { required: 2, submitted: 0, missing: 2 },
    });
    const ratings = [{ criterion_id: "depth", value: 3 }];
    const draft = await berlin.ok(saveScorecard, { param, body: { ratings } });
    expect(draft).toMatchObject({ status: "draft", version: 1, submitted_at: null, form_id: formId });
    const whole = { ...said, ratings: [{ criterion_id: "depth", value: 4, comment: "Down to the disk." }] };
    const saved = await berlin.ok(saveScorecard, { param, body: whole, headers: { "If-Match": '"1"' } });
    expect(saved).toMatchObject({ id: draft.id, version: 2, content: { recommendation: "yes" } });
    await berlin.refused(saveScorecard, { param, body: whole, headers: { "If-Match": '"1"' } }, "version.conflict");
    expect(await toldIn(world)).toBe(before);

    const handedIn = await berlin.ok(submitScorecard, { param, body: {} });
    expect(handedIn).toMatchObject({
      id: draft.id,
      status: "submitted",
      version: 3,
      is_training: false,
      form_version: 1,
      content: { ratings: [{ criterion_id: "depth", label: `Depth ${world.mark}`, value: 4 }] },
    });
    expect(await factsOf(world)).toEqual([
      {
        type: "scorecard.submitted",
        entity: held.interview,
        actor: "system",
        session: null,
        before: null,
        after: { interview_id: held.interview, application_id: held.application },
        ip: null,
        agent: null,
      },
    ]);
    await berlin.refused(submitScorecard, { param, body: { card: whole } }, "scorecard.submitted");
    await berlin.refused(saveScorecard, { param, body: whole }, "scorecard.submitted");
    expect((await berlin.ok(getOwnScorecard, { param })).cards).toEqual({ required: 2, submitted: 1, missing: 1 });
    expect(await toldIn(world)).toBe(before + 1);
  });

  it("waits for the interview, and is not written of one that was not held, by another, or by a key", async () => {
    const { world, held, berlin, param } = await panelOfTwo();
    const [{ id: guestId }, early, off] = [
      (await hasGuestApplication(world)).application,
      await heldInterview(world, [sits(memberOf(world, "berlin"))], {
        bookingStatus: "confirmed",
        startsAt: asInstant(now + minute),
        endsAt: asInstant(now + hour),
      }),
      await heldInterview(world, [sits(memberOf(world, "berlin"))], { bookingStatus: "no_show" }),
    ];
    const before = await toldIn(world);
    const body = { card: said };
    const tooEarly = await berlin.refused(
      submitScorecard,
      { param: { id: early.interview }, body },
      "scorecard.too_early",
    );
    expect(tooEarly.problem).toMatchObject({ begins_at: "2026-11-20T09:01:00Z" });
    await berlin.refused(saveScorecard, { param: { id: early.interview }, body: said }, "scorecard.too_early");
    await berlin.refused(submitScorecard, { param: { id: off.interview }, body }, "scorecard.not_held");
    const vancouver = await world.as("vancouver");
    await vancouver.refused(submitScorecard, { param, body }, "scorecard.not_yours");
    await vancouver.refused(getOwnScorecard, { param }, "scorecard.not_yours");
    await berlin.refused(submitScorecard, { param, query: { kind: "overall" }, body }, "scorecard.not_yours");
    await world.withKey("full").refused(submitScorecard, { param, body }, "scorecard.not_yours");
    const other = await heldInterview(await newWorld(), []);
    await berlin.refused(submitScorecard, { param: { id: other.interview }, body }, "interview.unknown");
    const owner = await world.as("owner");
    const guest = { param: { id: guestId } };
    await owner.refused(submitApplicationScorecard, { ...guest, body }, "scorecard.no_candidate");
    await berlin.refused(submitScorecard, { param, body: {} }, "scorecard.incomplete");
    const unfit = { card: { ...said, ratings: [{ criterion_id: "depth", value: 1 }] } };
    await berlin.refused(submitScorecard, { param, body: unfit }, "scorecard.unfit");
    expect(await toldIn(world)).toBe(before);
    const [count] = await testContext().db.all<{ rows: number }>(
      sql`select count(*) as rows from scorecards where tenant_id = ${world.tenant.id}`,
    );
    expect(count).toEqual({ rows: 0 });
    expect(await missingCards(world.scope(), held.interview)).toHaveLength(2);
  });

  it("of an interview as a whole is its organizer's; of an application, anybody's who judges candidates", async () => {
    const { world, held, param } = await panelOfTwo();
    const recruiter = await world.as("recruiter");
    const overall = await recruiter.ok(submitScorecard, { param, query: { kind: "overall" }, body: { card: said } });
    expect(overall).toMatchObject({ kind: "overall", interview_id: held.interview });
    const apart = { param: { id: held.application } };
    expect(await recruiter.ok(getOwnApplicationScorecard, apart)).toMatchObject({ kind: "application", card: null });
    await recruiter.ok(saveApplicationScorecard, { ...apart, body: said });
    const handedIn = await recruiter.ok(submitApplicationScorecard, { ...apart, body: {} });
    expect(handedIn).toMatchObject({ kind: "application", interview_id: null, application_id: held.application });
    await recruiter.refused(submitApplicationScorecard, { ...apart, body: {} }, "scorecard.submitted");
    await recruiter.ok(reviseScorecard, { param: { id: handedIn.id }, body: { rating: 5 } });
    const own = await recruiter.ok(listScorecards, { query: { author_id: memberOf(world, "recruiter") } });
    expect(own.data.map(({ kind }) => kind).toSorted()).toEqual(["application", "overall"]);
    const told = (await factsOf(world)).map(({ type, entity, actor }) => [type, entity, actor]);
    expect(told).toEqual([
      ["scorecard.submitted", held.interview, "system"],
      ["scorecard.submitted_apart", held.application, "system"],
      ["scorecard.revised_apart", held.application, "system"],
    ]);
    // Neither is a panelist's: the panel still owes its two.
    expect(await missingCards(world.scope(), held.interview)).toHaveLength(2);
  });

  it("keeps both versions when it is changed after the others' were there to be read", async () => {
    const { berlin, kolkata, param } = await panelOfTwo();
    const first = await berlin.ok(submitScorecard, { param, body: { card: said } });
    expect(first.saw_others_at).toBe("2026-11-20T09:00:00Z");
    vi.setSystemTime(now + 5 * minute);
    await kolkata.ok(submitScorecard, { param, body: { card: { ...said, recommendation: "no" } } });
    const changed = { comments: "On reflection, less so.", recommendation: "no" } as const;
    const revised = await berlin.ok(reviseScorecard, { param: { id: first.id }, body: changed });
    expect(revised).toMatchObject({ version: 2, status: "submitted", content: { ...said, ...changed } });
    const versions = await berlin.ok(listScorecardVersions, { param: { id: first.id } });
    expect(versions.data).toMatchObject([
      { version: 1, after_others: false, content: said, at: "2026-11-20T09:00:00Z" },
      { version: 2, after_others: true, content: changed, at: "2026-11-20T09:05:00Z" },
    ]);
    const page = { limit: 1, order: "version.desc" } as const;
    const last = await berlin.ok(listScorecardVersions, { param: { id: first.id }, page });
    expect(last).toMatchObject({ data: [{ version: 2 }], has_more: true });
    const next = { ...page, cursor: last.next_cursor ?? "" };
    expect(await berlin.ok(listScorecardVersions, { param: { id: first.id }, page: next })).toMatchObject({
      data: [{ version: 1 }],
      has_more: false,
    });
    await kolkata.refused(reviseScorecard, { param: { id: first.id }, body: changed }, "scorecard.not_yours");
    const stale = { param: { id: first.id }, body: changed, headers: { "If-Match": '"1"' } };
    await berlin.refused(reviseScorecard, stale, "version.conflict");
    const unsaid = { rating: null, recommendation: null, comments: null };
    await berlin.refused(reviseScorecard, { param: { id: first.id }, body: unsaid }, "scorecard.incomplete");
  });

  it("is not revised while it is a draft", async () => {
    const { berlin, param } = await panelOfTwo();
    const draft = await berlin.ok(saveScorecard, { param, body: said });
    await berlin.refused(reviseScorecard, { param: { id: draft.id }, body: said }, "scorecard.not_submitted");
  });

  it("keeps what was judged though its form asks for other things since", async () => {
    const { world, held, berlin, param } = await panelOfTwo();
    const formId = await hasForm(world);
    const { db } = testContext();
    await db.run(
      sql`update interviews set form_id = ${formId} where tenant_id = ${world.tenant.id} and id = ${held.interview}`,
    );
    const card = { ...said, ratings: [{ criterion_id: "depth", value: 4 }] };
    const { id } = await berlin.ok(submitScorecard, { param, body: { card } });
    const criteria = JSON.stringify([{ id: "speed", label: "Speed", description: null, required: true, weight: 1 }]);
    await db.run(sql`update scorecard_forms set criteria = ${criteria}, version = 2
      where tenant_id = ${world.tenant.id} and id = ${formId}`);
    const kept = await berlin.ok(reviseScorecard, { param: { id }, body: { strengths: "Calm." } });
    expect(kept.content?.ratings).toEqual([
      { criterion_id: "depth", label: `Depth ${world.mark}`, value: 4, comment: null },
    ]);
    const ratings = [{ criterion_id: "depth", value: 2 }];
    await berlin.refused(reviseScorecard, { param: { id }, body: { ratings } }, "scorecard.unfit");
  });

  it("can be handed in for a panelist who came by a link, as themselves", async () => {
    const { world, held } = await panelOfTwo();
    const scope = { ...world.scope(), permissions: new Set<string>(), actor: { kind: "public" as const } };
    const words = { ...emptyCard, ...said, ratings: [] };
    const card = await submitFor(scope, memberOf(world, "berlin"), {
      interview: held.interview,
      kind: "panelist",
      words,
    });
    expect(card).toMatchObject({ ok: true, value: { authorId: memberOf(world, "berlin"), status: "submitted" } });
    expect((await factsOf(world)).map(({ actor }) => actor)).toEqual(["system"]);
  });
});

describe("the others' cards", () => {
  it("are no more than a number to a panelist, until their own is in", async () => {
    const { world, held, berlin, kolkata, param } = await panelOfTwo();
    const { id } = await kolkata.ok(submitScorecard, { param, body: { card: said } });
    await kolkata.ok(reviseScorecard, { param: { id }, body: { strengths: "Patient." } });
    for (const query of [
      {},
      { application_id: held.application },
      { interview_id: held.interview },
      { author_id: memberOf(world, "kolkata") },
    ])
      expect((await berlin.ok(listScorecards, { query })).data).toEqual([]);
    await berlin.refused(getScorecard, { param: { id } }, "scorecard.sealed");
    await berlin.refused(getScorecard, { param: { id: testContext().newId("scorecard") } }, "scorecard.unknown");
    await berlin.refused(listScorecardVersions, { param: { id } }, "scorecard.sealed");
    expect((await berlin.ok(getOwnScorecard, { param })).cards).toEqual({ required: 2, submitted: 1, missing: 1 });
    const draft = await berlin.ok(saveScorecard, { param, body: said });
    expect((await berlin.ok(listScorecards, { query: {} })).data.map((card) => card.id)).toEqual([draft.id]);
    await kolkata.refused(getScorecard, { param: { id: draft.id } }, "scorecard.sealed");

    await berlin.ok(submitScorecard, { param, body: {} });
    expect(await berlin.ok(getScorecard, { param: { id } })).toMatchObject({ content: { strengths: "Patient." } });
    expect((await berlin.ok(listScorecardVersions, { param: { id } })).data).toHaveLength(2);
    const both = await berlin.ok(listScorecards, { query: { interview_id: held.interview } });
    expect(both.data.map((card) => card.content?.rating)).toEqual([4, 4]);
    // Without a question about one application, an interviewer is shown their own.
    expect((await berlin.ok(listScorecards, { query: {} })).data).toHaveLength(1);
  });

  it("are an administrator's to count too, as long as they owe one on any interview of the application", async () => {
    const { world, held, kolkata, param } = await panelOfTwo();
    await kolkata.ok(submitScorecard, { param, body: { card: said } });
    const admin = await world.as("admin");
    expect((await admin.ok(listScorecards, { query: {} })).data).toMatchObject([
      { content: null, status: "submitted" },
    ]);
    const later = await heldInterview(world, [sits(memberOf(world, "admin"))], {
      applicationId: held.application,
      bookingStatus: null,
      startsAt: null,
      endsAt: null,
    });
    expect((await admin.ok(listScorecards, { query: {} })).data).toEqual([]);
    expect((await admin.ok(listScorecards, { query: { application_id: held.application } })).data).toEqual([]);
    // What another application's panel has handed in, they see as before.
    const elsewhere = await heldInterview(world, [sits(memberOf(world, "kolkata"))]);
    await hasCard(world, elsewhere, memberOf(world, "kolkata"));
    expect((await admin.ok(listScorecards, { query: {} })).data).toMatchObject([
      { application_id: elsewhere.application },
    ]);
    await testContext()
      .db.update(participants)
      .set({ removedAt: asInstant(now) })
      .where(eq(participants.interviewId, later.interview));
    expect((await admin.ok(listScorecards, { query: {} })).data).toHaveLength(2);
  });

  it("are a status to staff and keys, and nothing to who may not look at cards; drafts are nobody's", async () => {
    const { world, held, berlin, kolkata, param } = await panelOfTwo();
    const { id } = await kolkata.ok(submitScorecard, { param, body: { card: said } });
    const { id: draft } = await berlin.ok(saveScorecard, { param, body: said });
    const query = { application_id: held.application };
    for (const client of [await world.as("owner"), world.withKey("full")]) {
      const seen = await client.ok(listScorecards, { query });
      expect(seen.data).toMatchObject([{ id, author_id: memberOf(world, "kolkata"), content: null }]);
      expect(await client.ok(getScorecard, { param: { id } })).toMatchObject({ content: null });
      await client.refused(listScorecardVersions, { param: { id } }, "scorecard.sealed");
      await client.refused(getScorecard, { param: { id: draft } }, "scorecard.sealed");
      expect(await mayRead(world.scope(), { applicationId: held.application, interviewId: null })).toBe(false);
    }
    for (const client of [await world.as("viewer"), await world.as("vancouver"), world.withKey("reader")]) {
      expect((await client.ok(listScorecards, { query })).data).toEqual([]);
      await client.refused(getScorecard, { param: { id } }, "scorecard.sealed");
    }
  });

  it("of trainees stand apart", async () => {
    const world = await newWorld();
    const seat = { poolId: world.booking.pool.id };
    const panel = [
      sits(memberOf(world, "berlin"), seat),
      // A trainee of the pool that sent her.
      sits(memberOf(world, "vancouver"), seat),
      sits(memberOf(world, "kolkata"), { role: "shadow", card: "optional" }),
    ];
    const held = await heldInterview(world, panel);
    const param = { id: held.interview };
    const [vancouver, kolkata] = [await world.as("vancouver"), await world.as("kolkata")];
    for (const client of [vancouver, kolkata])
      expect(await client.ok(submitScorecard, { param, body: { card: said } })).toMatchObject({ is_training: true });
    expect(await missingCards(world.scope(), held.interview)).toMatchObject([
      { memberId: memberOf(world, "berlin"), dueAt: now + 23 * hour },
    ]);
    const berlin = await world.as("berlin");
    await berlin.ok(submitScorecard, { param, body: { card: said } });
    const owner = await world.as("owner");
    const query = { interview_id: held.interview };
    expect((await owner.ok(listScorecards, { query })).data).toHaveLength(1);
    expect((await owner.ok(listScorecards, { query: { ...query, training: "true" } })).data).toHaveLength(2);
    expect((await owner.ok(listScorecards, { query: { ...query, training: "false" } })).data).toHaveLength(1);
    // Their author finds them among the others.
    expect((await vancouver.ok(listScorecards, { query })).data).toHaveLength(2);
  });

  it("of an interview without an application lie open when all that count are in", async () => {
    const { world, held, berlin, kolkata, param } = await panelOfTwo({ applicationId: null });
    await kolkata.ok(submitScorecard, { param, body: { card: said } });
    const owner = await world.as("owner");
    const query = { interview_id: held.interview };
    expect((await owner.ok(listScorecards, { query })).data).toMatchObject([{ content: null }]);
    expect((await berlin.ok(listScorecards, { query })).data).toEqual([]);
    await berlin.ok(submitScorecard, { param, body: { card: said } });
    expect((await owner.ok(listScorecards, { query })).data).toMatchObject([{ content: said }, { content: said }]);
    expect((await berlin.ok(listScorecards, { query })).data).toMatchObject([{ content: said }, { content: said }]);
  });

  it("are listed page by page, by what is asked for", async () => {
    const { world, held, kolkata, param } = await panelOfTwo();
    await kolkata.ok(submitScorecard, { param, body: { card: said } });
    for (const kind of ["overall", "application"] as const)
      await hasCard(world, held, memberOf(world, "owner"), {
        kind,
        ...(kind === "application" ? { interviewId: null } : {}),
        createdAt: asInstant(now + minute),
      });
    const admin = await world.as("admin");
    const page = { limit: 2, order: "created_at.asc" } as const;
    const query = { candidate_id: held.candidate, status: "submitted" } as const;
    const first = await admin.ok(listScorecards, { query, page });
    expect(first).toMatchObject({ data: [{ kind: "panelist" }, {}], has_more: true });
    const second = await admin.ok(listScorecards, { query, page: { ...page, cursor: first.next_cursor ?? "" } });
    expect(second).toMatchObject({ data: [{}], has_more: false });
    const wholes = await admin.ok(listScorecards, { query: { kind: "overall,application" } });
    expect(wholes.data.map(({ kind }) => kind).toSorted()).toEqual(["application", "overall"]);
  });
});

describe("what is owed", () => {
  it("is listed by when it ended, until it is in", async () => {
    const { world, held, berlin, param } = await panelOfTwo();
    const me = memberOf(world, "berlin");
    const older = await heldInterview(world, [sits(me, { card: "optional" })], {
      startsAt: asInstant(now - 50 * hour),
      endsAt: asInstant(now - 49 * hour),
    });
    await heldInterview(world, [sits(me)], { bookingStatus: "canceled" });
    await heldInterview(world, [sits(me, { attended: false })]);
    await heldInterview(world, [sits(me)], {
      bookingStatus: "confirmed",
      startsAt: asInstant(now),
      endsAt: asInstant(now + hour),
    });
    const owed = await berlin.ok(listOwedScorecards, {});
    expect(owed.data).toMatchObject([
      { interview_id: older.interview, required: false, overdue: true, due_at: toWire(asInstant(now - 25 * hour)) },
      { interview_id: held.interview, required: true, overdue: false, ended_at: toWire(asInstant(now - hour)) },
    ]);
    const required = await berlin.ok(listOwedScorecards, { query: { required: "true" } });
    expect(required.data.map((one) => one.interview_id)).toEqual([held.interview]);
    await berlin.ok(submitScorecard, { param, body: { card: said } });
    expect((await berlin.ok(listOwedScorecards, { query: { required: "true" } })).data).toEqual([]);
    expect((await world.withKey("full").ok(listOwedScorecards, {})).data).toEqual([]);
  });

  it("by others stands in a coordinator's inbox, but not in one of who owes a card there too", async () => {
    const world = await newWorld();
    const ended = { startsAt: asInstant(now - 50 * hour), endsAt: asInstant(now - 49 * hour) };
    const [berlin, admin] = [memberOf(world, "berlin"), memberOf(world, "admin")];
    await heldInterview(world, [sits(berlin), sits(admin)], ended);
    await heldInterview(world, [sits(berlin)], ended);
    const owedIn = async (who: "owner" | "admin") => {
      const { data } = await (await world.as(who)).ok(listInbox, { query: { kind: "overdue_scorecard" } });
      return data.map(({ member_id }) => member_id ?? "").toSorted();
    };
    expect(await owedIn("owner")).toEqual([berlin, berlin, admin].toSorted());
    expect(await owedIn("admin")).toEqual([berlin, admin].toSorted());
  });
});

describe("a panel of twelve, each handing in twice at once", () => {
  it("hands in twelve cards, and is refused twelve times", async () => {
    const world = await newWorld();
    const panel = [];
    for (let place = 0; place < 12; place++) panel.push(await oneMoreInterviewer(world));
    const held = await heldInterview(
      world,
      panel.map(({ member }) => sits(member)),
    );
    const param = { id: held.interview };
    const twice = panel.flatMap(({ client }) =>
      [1, 2].map((rating) => client.call(submitScorecard, { param, body: { card: { ...said, rating } } })),
    );
    const answers = await Promise.all(twice);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : `${answer.status} ${answer.problem.code}`));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(12);
    expect(refusals).toEqual(Array(12).fill("409 scorecard.submitted"));
    expect(await missingCards(world.scope(), held.interview)).toEqual([]);
    const told = await factsOf(world);
    expect(told.map(({ type, actor }) => `${type} ${actor}`)).toEqual(Array(12).fill("scorecard.submitted system"));
    const [rows] = await testContext().db.all<{ cards: number; authors: number; versions: number }>(
      sql`select count(*) as cards, count(distinct author_id) as authors,
        (select count(*) from scorecard_versions v where v.tenant_id = ${world.tenant.id}) as versions
        from scorecards where tenant_id = ${world.tenant.id} and status = 'submitted'`,
    );
    expect(rows).toEqual({ cards: 12, authors: 12, versions: 12 });
  });
});
