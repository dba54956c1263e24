import { and, eq, sql } from "drizzle-orm";
import { newcomer } from "#availability/interviewing/rules.ts";
import { interviewers } from "#availability/interviewing/tables.ts";
import { overrides } from "#availability/overrides/tables.ts";
import { schedules } from "#availability/schedules/tables.ts";
import { timeOff } from "#availability/time-off/tables.ts";
import { travel } from "#availability/travel/tables.ts";
import { diaryOf } from "#booking/diary/client.ts";
import { eventTypeHosts, eventTypes } from "#booking/event-types/tables.ts";
import { links } from "#booking/links/tables.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { scorecardForms } from "#hiring/forms/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { type Job, jobStages, jobs } from "#hiring/jobs/tables.ts";
import { participants } from "#hiring/interviews/tables.ts";
import { bankQuestions, interviewResponses } from "#hiring/questions/tables.ts";
import { recruiterProfiles } from "#hiring/recruiters/tables.ts";
import { candidateEmails, candidates } from "#hiring/candidates/tables.ts";
import { imports } from "#hiring/imports/tables.ts";
import { notes } from "#hiring/notes/tables.ts";
import { tagAssignments, tags } from "#hiring/tags/tables.ts";
import { apiKeys } from "#identity/api-keys/tables.ts";
import { forgetStanding } from "#identity/gate/standing.ts";
import { invitations } from "#identity/invitations/tables.ts";
import { members, roleGrants } from "#identity/members/tables.ts";
import { roles } from "#identity/roles/tables.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { signIns } from "#identity/sign-in/tables.ts";
import { teamMembers, teams } from "#identity/teams/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { identities, users } from "#identity/users/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { after, asInstant, day, hour, minute } from "#kernel/instant.ts";
import { notifications } from "#outreach/notifications/tables.ts";
import { suppressions } from "#outreach/suppressions/tables.ts";
import { mintSigningSecret, sealSecret } from "#outreach/webhooks/signing.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import { everything, toInvitee } from "#outreach/workflows/rules.ts";
import { workflows } from "#outreach/workflows/tables.ts";
import { letterKeys } from "#outreach/templates/rules.ts";
import { messageTemplates } from "#outreach/templates/tables.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { deadLetters, factBodies, facts } from "#platform/facts/tables.ts";
import { addDays } from "#time/dates.ts";
import { comesAlong, hasBegun, makeAttendee, makeBooking, makeHold, makeRequest } from "./bookings.ts";
import { hourAsked } from "./diaries.ts";
import { keepsHours } from "./hours.ts";
import { arrangeInterviews, makeInterview, makeParticipant } from "./interviews.ts";
import { makePanelLink, sitsIn } from "./panels.ts";
import { arrangeVerdicts, makeCard } from "./verdicts.ts";
import { bindings, testContext, type World } from "./world/world.ts";

/** Which of a thing a request is aimed at. */
export type Aim = "present" | "deleted";

/**
 * Makes one more thing of a kind in a world, straight in the database, and tells its id. A kind of which nothing can be deleted
 * (what is revoked or ended stays visible) has no second form and answers undefined.
 */
export const makeObject: Partial<Record<Kind, (world: World, aim: Aim) => Promise<string | undefined>>> = {
  async team(world, aim) {
    const context = testContext();
    const id = context.newId("team");
    const gone = aim === "deleted" ? context.now : null;
    await context.db.insert(teams).values({ ...world.team, id, name: `Squad ${id} ${world.mark}`, deletedAt: gone });
    await context.db.insert(teamMembers).values({
      ...dates(),
      tenantId: world.tenant.id,
      teamId: id,
      memberId: world.people.berlin.member.id,
      role: "member",
    });
    return id;
  },
  async member(world, aim) {
    const context = testContext();
    const id = context.newId("member");
    const user = context.newId("user");
    const email = `${id}@${world.tenant.slug}.example`;
    const gone = aim === "deleted" ? context.now : null;
    await context.db.insert(users).values({ ...world.people.viewer.user, id: user, email });
    await context.db
      .insert(members)
      .values({ ...world.people.viewer.member, id, userId: user, email, deletedAt: gone });
    await context.db.insert(roleGrants).values({
      tenantId: world.tenant.id,
      memberId: id,
      roleId: world.roles.viewer.id,
      grantedBy: "system",
      grantedAt: context.now,
    });
    await context.db
      .insert(teamMembers)
      .values({ ...dates(), tenantId: world.tenant.id, teamId: world.team.id, memberId: id, role: "member" });
    return id;
  },
  async role(world, aim) {
    if (aim === "deleted") return undefined;
    const id = testContext().newId("role");
    await testContext()
      .db.insert(roles)
      .values({
        ...world.roles.coordinator,
        id,
        key: `k${id.slice(-20)}`,
        name: `Role ${id} ${world.mark}`,
        permissions: ["teams:read"],
      });
    return id;
  },
  async invitation(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("invitation");
    await context.db.insert(invitations).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      email: `${id}@guest.example`,
      roleIds: [world.roles.viewer.id],
      teamIds: [],
      message: world.mark,
      status: "pending",
      sentAt: context.now,
      expiresAt: asInstant(context.now + 7 * day),
      invitedBy: world.people.owner.member.id,
      metadata: {},
    });
    return id;
  },
  async api_key(world, aim) {
    if (aim === "deleted") return undefined;
    const id = testContext().newId("api_key");
    await testContext()
      .db.insert(apiKeys)
      .values({ ...world.keys.reader.row, id, shortId: id.slice(-8), name: `Key ${world.mark}` });
    return id;
  },
  async sign_in(_, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("sign_in");
    const secrets = { codeHash: "code", linkHash: "link", browserHash: "browser" };
    const expiresAt = asInstant(context.now + 10 * minute);
    await context.db
      .insert(signIns)
      .values({ id, email: `${id}@guest.example`, ...secrets, createdAt: context.now, expiresAt });
    return id;
  },
  async session(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("session");
    await context.db.insert(sessions).values({
      id,
      userId: world.people.vancouver.user.id,
      tenantId: world.tenant.id,
      seed: "seed",
      rotatedAt: context.now,
      rotatedFor: "test",
      method: "mail_code",
      userAgent: world.mark,
      createdAt: context.now,
      lastUsedAt: context.now,
      idleUntil: asInstant(context.now + 7 * day),
      expiresAt: asInstant(context.now + 30 * day),
    });
    return id;
  },
  async identity(world, aim) {
    if (aim === "deleted") return undefined;
    const id = testContext().newId("identity");
    await testContext()
      .db.insert(identities)
      .values({
        ...dates(),
        id,
        userId: world.people.vancouver.user.id,
        issuer: "https://idp.example",
        subject: id,
        kind: "oidc",
        scopes: [],
      });
    return id;
  },
  async schedule(world, aim) {
    const context = testContext();
    const id = context.newId("schedule");
    const deletedAt = aim === "deleted" ? context.now : null;
    const name = `Hours ${id} ${world.mark}`;
    const like = world.availability.schedules.berlin;
    await context.db.insert(schedules).values({ ...like, id, name, isDefault: false, deletedAt });
    return id;
  },
  async override(world, aim) {
    const context = testContext();
    const id = context.newId("override");
    const deletedAt = aim === "deleted" ? context.now : null;
    // A date of its own: two on one date could not be changed.
    const date = addDays(world.availability.override.firstDate, 1_000 + made++);
    const like = { ...world.availability.override, memberId: world.people.berlin.member.id };
    await context.db.insert(overrides).values({ ...like, id, firstDate: date, lastDate: date, deletedAt });
    return id;
  },
  async time_off(world, aim) {
    const context = testContext();
    const id = context.newId("time_off");
    const deletedAt = aim === "deleted" ? context.now : null;
    const like = { ...world.availability.timeOff, memberId: world.people.berlin.member.id };
    await context.db.insert(timeOff).values({ ...like, id, deletedAt });
    return id;
  },
  async travel(world, aim) {
    const context = testContext();
    const id = context.newId("travel");
    const deletedAt = aim === "deleted" ? context.now : null;
    const { startsAt } = world.availability.travel;
    const trip = after(startsAt, (1_000 + made++) * day);
    const like = { ...world.availability.travel, startsAt: trip, endsAt: after(trip, hour) };
    await context.db.insert(travel).values({ ...like, id, deletedAt });
    return id;
  },
  async pool(world, aim) {
    const context = testContext();
    const id = context.newId("pool");
    const deletedAt = aim === "deleted" ? context.now : null;
    const [seat] = world.booking.seats;
    await context.db.insert(pools).values({ ...world.booking.pool, id, name: `Pool ${id} ${world.mark}`, deletedAt });
    if (seat !== undefined) await context.db.insert(poolMembers).values({ ...seat, poolId: id });
    return id;
  },
  async event_type(world, aim) {
    const context = testContext();
    const id = context.newId("event_type");
    const deletedAt = aim === "deleted" ? context.now : null;
    const { one_on_one: like } = world.booking.eventTypes;
    await context.db.insert(eventTypes).values({ ...like, id, slug: `type-${id.slice(-20)}`, deletedAt });
    await context.db.insert(eventTypeHosts).values({
      tenantId: world.tenant.id,
      eventTypeId: id,
      memberId: world.people.berlin.member.id,
      position: 0,
    });
    return id;
  },
  booking: async (world, aim) => (aim === "deleted" ? undefined : makeBooking(world)),
  attendee: async (world, aim) => (aim === "deleted" ? undefined : makeAttendee(world)),
  reschedule_request: async (world, aim) => (aim === "deleted" ? undefined : (await makeRequest(world)).id),
  hold: async (world, aim) => (aim === "deleted" ? undefined : makeHold(world)),
  async link(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("link");
    await context.db.insert(links).values({ ...world.booking.link, id, name: `Link ${id} ${world.mark}` });
    return id;
  },
  participant: makeParticipant,
  interview: async (world, aim) => (aim === "deleted" ? undefined : makeInterview(world)),
  panel_link: async (world, aim) => (aim === "deleted" ? undefined : makePanelLink(world)),
  job: (world, aim) => makeJob(world, aim),
  async stage(world, aim) {
    if (aim === "deleted") return undefined;
    const job = await makeJob(world, "present");
    return (await firstStageOf(world, job)).id;
  },
  async bank_question(world, aim) {
    const context = testContext();
    const id = context.newId("bank_question");
    await context.db.insert(bankQuestions).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      kind: "interview",
      prompt: `Why ${world.mark}?`,
      active: true,
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async response(world, aim) {
    const context = testContext();
    const id = context.newId("response");
    await context.db.insert(interviewResponses).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      interviewId: await makeInterview(world),
      prompt: world.mark,
      text: world.mark,
      recordedBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async scorecard_form(world, aim) {
    const context = testContext();
    const id = context.newId("scorecard_form");
    await context.db.insert(scorecardForms).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      name: `Form ${id} ${world.mark}`,
      description: world.mark,
      scale: 4,
      scaleLabels: [],
      criteria: [{ id: "design", label: world.mark, description: null, required: true, weight: 1 }],
      recommendationRequired: true,
      commentsRequired: false,
      active: true,
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  scorecard: async (world, aim) => (aim === "deleted" ? undefined : makeCard(world)),
  async application(world, aim) {
    const context = testContext();
    const jobId = await makeJob(world, "present");
    const id = context.newId("application");
    const stageId = (await firstStageOf(world, jobId)).id;
    const candidateId = (await makeObject.candidate?.(world, "present")) as Id<"candidate">;
    const said = { candidateId, status: "active" as const, appliedAt: context.now, metadata: {}, createdBy: "system" };
    const deletedAt = aim === "deleted" ? context.now : null;
    await context.db
      .insert(applications)
      .values({ ...dates(), ...said, tenantId: world.tenant.id, id, jobId, stageId, deletedAt });
    return id;
  },
  async candidate(world, aim) {
    const context = testContext();
    const id = context.newId("candidate");
    const deletedAt = aim === "deleted" ? context.now : null;
    const row = { ...dates(), tenantId: world.tenant.id, id, email: `${id}@candidate.example`, deletedAt };
    const said = { consents: [], metadata: {}, createdBy: world.people.recruiter.member.id };
    await context.db.insert(candidates).values({ ...row, ...said, name: `Ida ${world.mark}` });
    await context.db
      .insert(candidateEmails)
      .values({ tenantId: world.tenant.id, email: row.email, candidateId: id, createdAt: context.now });
    return id;
  },
  async tag(world, aim) {
    const context = testContext();
    const id = context.newId("tag");
    await context.db.insert(tags).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      kind: "candidate",
      name: `Tag ${id} ${world.mark}`,
      createdBy: world.people.recruiter.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async import(world, aim) {
    if (aim === "deleted") return undefined;
    const id = testContext().newId("import");
    await testContext()
      .db.insert(imports)
      .values({
        ...dates(),
        tenantId: world.tenant.id,
        id,
        kind: "candidates",
        fileName: `${world.mark}.csv`,
        fileKey: id,
        sha256: "",
        bytes: 1,
        status: "done",
        offset: 1,
        rows: 1,
        created: 1,
        changed: 0,
        unchanged: 0,
        failed: 0,
        createdBy: world.people.recruiter.member.id,
      });
    return id;
  },
  async note(world, aim) {
    const context = testContext();
    const id = context.newId("note");
    const subject = await makeObject.candidate?.(world, "present");
    await context.db.insert(notes).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      // The one kind of which one is always made.
      subjectId: subject as Id<"candidate">,
      authorId: world.people.owner.member.id,
      body: world.mark,
      visibility: "team",
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async fact(world, aim) {
    return aim === "deleted" ? undefined : tellFact(world);
  },
  async delivery(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("delivery");
    await context.db.insert(deliveries).values({
      ...dates(),
      id,
      tenantId: world.tenant.id,
      channel: "mail",
      template: "invitation",
      subjectId: id,
      recipient: `${world.mark}@guest.example`,
      status: "failed",
      dueAt: context.now,
      requestId: context.requestId,
    });
    return id;
  },
  async suppression(world, aim) {
    if (aim === "deleted") return undefined;
    const id = testContext().newId("suppression");
    await testContext()
      .db.insert(suppressions)
      .values({
        ...dates(),
        tenantId: world.tenant.id,
        id,
        email: `${id}@${world.mark}.example`,
        category: "all",
        reason: "manual",
        createdBy: world.people.owner.member.id,
      });
    return id;
  },
  async notification(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("notification");
    await context.db.insert(notifications).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      memberId: world.people.vancouver.member.id,
      category: "booking",
      priority: "normal",
      title: world.mark,
      body: world.mark,
      actionUrl: null,
      data: {},
      factId: context.newId("fact"),
      triggeredBy: "system",
      expiresAt: after(context.now, 30 * day),
    });
    return id;
  },
  async workflow(world, aim) {
    const context = testContext();
    const id = context.newId("workflow");
    await context.db.insert(workflows).values({
      ...dates(),
      tenantId: world.tenant.id,
      id,
      name: `Workflow ${id} ${world.mark}`,
      trigger: "before_start",
      offsetMinutes: 60,
      conditions: everything,
      actions: [toInvitee],
      active: true,
      metadata: {},
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async webhook(world, aim) {
    const context = testContext();
    const id = context.newId("webhook");
    const key = { tenantId: world.tenant.id, id };
    await context.db.insert(webhooks).values({
      ...dates(),
      ...key,
      url: `https://${receiver}/interlock`,
      description: world.mark,
      events: ["*"],
      active: true,
      status: "active",
      apiVersion: "2026-11-20",
      secret: await sealSecret(context.config, key, mintSigningSecret()),
      verifiedAt: context.now,
      metadata: {},
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async message_template(world, aim) {
    const context = testContext();
    const id = context.newId("message_template");
    await context.db.insert(messageTemplates).values({
      ...dates(),
      ...(await freePlace(world)),
      tenantId: world.tenant.id,
      id,
      body: world.mark,
      active: true,
      metadata: {},
      createdBy: world.people.owner.member.id,
      deletedAt: aim === "deleted" ? context.now : null,
    });
    return id;
  },
  async dead_letter(world, aim) {
    if (aim === "deleted") return undefined;
    const context = testContext();
    const id = context.newId("dead_letter");
    const factId = await tellFact(world);
    await context.db.insert(deadLetters).values({
      tenantId: world.tenant.id,
      id,
      factId,
      factType: "team.changed",
      reason: world.mark,
      buriedAt: context.now,
    });
    return id;
  },
  async tenant(world, aim) {
    if (aim === "present") return world.tenant.id;
    return undefined;
  },
};

/** One text stands for each letter, channel and language; English stays free for whoever asks for it. */
async function freePlace(world: World) {
  const [known] = await testContext()
    .db.select({ count: sql<number>`count(*)` })
    .from(messageTemplates)
    .where(eq(messageTemplates.tenantId, world.tenant.id));
  const place = known?.count ?? 0;
  const locales = ["de", "fr", "es", "ar"] as const;
  const key = letterKeys[place % letterKeys.length] ?? "reminder.host";
  const locale = locales[Math.floor(place / letterKeys.length) % locales.length] ?? "de";
  const isMail = place < letterKeys.length * locales.length;
  return { key, locale, channel: isMail ? "mail" : "sms", subject: isMail ? world.mark : null } as const;
}

/** So many were made that need a time of their own. */
let made = 0;

/** Where the webhooks of a world lead. */
export const receiver = "hooks.lumen.example";

/** A delivery that was an event's, sent to this webhook in vain. */
async function sentTo(world: World, { id = "", delivery_id = "" }: Record<string, string>): Promise<void> {
  const factId = await tellFact(world);
  await testContext()
    .db.update(deliveries)
    .set({ channel: "webhook", template: "team.changed", subjectId: factId, factId, recipient: id })
    .where(and(eq(deliveries.tenantId, world.tenant.id), eq(deliveries.id, delivery_id as Id<"delivery">)));
}

/** A tag that is worn. */
async function wears(world: World, { id = "", tag_id = "" }: Record<string, string>): Promise<void> {
  await testContext()
    .db.insert(tagAssignments)
    .values({
      tenantId: world.tenant.id,
      tagId: tag_id as Id<"tag">,
      subjectId: id as Id<"candidate">,
      assignedBy: world.people.owner.member.id,
      assignedAt: testContext().now,
    });
}

/** A tag for those who interview. */
const forInterviewers = async (world: World, { tag_id = "" }: Record<string, string>): Promise<unknown> =>
  testContext()
    .db.update(tags)
    .set({ kind: "interviewer" })
    .where(and(eq(tags.tenantId, world.tenant.id), eq(tags.id, tag_id as Id<"tag">)));

/** What must hold between the things of one path before a request makes sense. */
export const arrange: Record<string, (world: World, param: Record<string, string>) => Promise<void>> = {
  ...arrangeVerdicts,
  ...arrangeInterviews,
  createPanelLink: sitsIn,
  replaceParticipant: sitsIn,
  getWebhookDelivery: sentTo,
  redeliverWebhookDelivery: sentTo,
  untagCandidate: wears,
  tagMember: async (world, param) => void (await forInterviewers(world, param)),
  async untagMember(world, param) {
    await forInterviewers(world, param);
    await wears(world, param);
  },
  async unseatTeamMember(world, { id = "", member_id = "" }) {
    const seat = {
      ...dates(),
      tenantId: world.tenant.id,
      teamId: id as Id<"team">,
      memberId: member_id as Id<"member">,
      role: "member" as const,
    };
    await testContext().db.insert(teamMembers).values(seat);
  },
  // An hour of which the books know nothing.
  async giveBackMissing(world, { member_id = "" }) {
    const diary = diaryOf(bindings, world.tenant.id, member_id);
    const txn = `lost of ${member_id}`;
    await diary.hold(hourAsked(txn, after(testContext().now, day)));
    await diary.prepare(txn);
    await diary.finalize(txn, { hosts: [member_id] });
  },
  // What is replaced was said before: the request comes with the ETag of a first version.
  async replaceInterviewing(world, { id = "" }) {
    const said = { ...newcomer, tenantId: world.tenant.id, memberId: id as Id<"member">, ...dates() };
    await testContext().db.insert(interviewers).values(said);
  },
  async replaceRecruiterProfile(world, { id = "" }) {
    const said = { tenantId: world.tenant.id, memberId: id as Id<"member">, specialties: [], isPublic: false };
    await testContext()
      .db.insert(recruiterProfiles)
      .values({ ...dates(), ...said });
  },
  async recordInterviewResponse(world, { id = "" }) {
    const seat = { ...dates(), tenantId: world.tenant.id, id: testContext().newId("participant") };
    const part = { role: "panelist", rsvp: "accepted", card: "optional" } as const;
    const who = { interviewId: id as Id<"interview">, memberId: world.people.owner.member.id };
    await testContext()
      .db.insert(participants)
      .values({ ...seat, ...part, ...who });
  },
  changeInterviewResponse: heardIn,
  deleteInterviewResponse: heardIn,
  autosaveJob: async (world, { id }) => void (await stands(world, id, { kind: "draft", status: "draft" })),
  publishJob: async (world, { id }) => void (await stands(world, id, { kind: "draft", status: "draft" })),
  openJob: async (world, { id }) => void (await stands(world, id, { kind: "job", status: "paused" })),
  // Who is joined is a guest.
  async joinApplication(world, { id = "" }) {
    await testContext()
      .db.update(applications)
      .set({ candidateId: null, guestName: `Gale ${world.mark}`, guestEmail: `${id}@guest.example`, version: 2 })
      .where(and(eq(applications.tenantId, world.tenant.id), eq(applications.id, id as Id<"application">)));
  },
  // What is opened again had ended.
  async reopenApplication(world, { id = "" }) {
    await testContext()
      .db.update(applications)
      .set({ status: "withdrawn", version: 2 })
      .where(and(eq(applications.tenantId, world.tenant.id), eq(applications.id, id as Id<"application">)));
  },
  reassignBooking: async (world) => void (await keepsHours(world, "admin", "Mon-Sun 00:00-24:00 UTC")),
  removeGuest: (world, { id = "", attendee_id = "" }) => comesAlong(world, id, attendee_id),
  markNoShow: (world, { id = "" }) => hasBegun(world, id),
  completeBooking: (world, { id = "" }) => hasBegun(world, id),
  async unseatPoolMember(world, { id = "", member_id = "" }) {
    const [like] = world.booking.seats;
    if (like === undefined) throw new Error("The company's pool is empty.");
    const seat = { ...like, poolId: id as Id<"pool">, memberId: member_id as Id<"member"> };
    await testContext().db.insert(poolMembers).values(seat);
  },
};

/** A job that is open and public, with one stage. */
async function makeJob(world: World, aim: Aim): Promise<Id<"job">> {
  const context = testContext();
  const id = context.newId("job");
  const key = { ...dates(), tenantId: world.tenant.id };
  await context.db.insert(jobs).values({
    ...key,
    id,
    kind: "job",
    status: "open",
    slug: `job-${id.slice(-20)}`,
    isPublic: true,
    title: `Job ${id} ${world.mark}`,
    description: world.mark,
    isRemote: false,
    postedAt: context.now,
    metadata: {},
    createdBy: world.people.owner.member.id,
    deletedAt: aim === "deleted" ? context.now : null,
  });
  const stage = { ...key, id: context.newId("stage"), jobId: id, name: `Applied ${world.mark}`, position: 0 };
  await context.db.insert(jobStages).values({ ...stage, kind: "applied" });
  return id;
}

async function firstStageOf(world: World, job: Id<"job">) {
  const [stage] = await testContext()
    .db.select()
    .from(jobStages)
    .where(and(eq(jobStages.tenantId, world.tenant.id), eq(jobStages.jobId, job)));
  if (stage === undefined) throw new Error("The job has no stage.");
  return stage;
}

/** What was answered, in this interview. */
async function heardIn(world: World, { id = "", response_id = "" }: Record<string, string>): Promise<void> {
  await testContext()
    .db.update(interviewResponses)
    .set({ interviewId: id as Id<"interview"> })
    .where(and(eq(interviewResponses.tenantId, world.tenant.id), sql`${interviewResponses.id} = ${response_id}`));
}

const stands = (world: World, id = "", as: Pick<Job, "kind" | "status">) =>
  testContext()
    .db.update(jobs)
    .set(as)
    .where(and(eq(jobs.tenantId, world.tenant.id), eq(jobs.id, id as Id<"job">)));

async function tellFact(world: World) {
  const context = testContext();
  const id = context.newId("fact");
  await context.db.insert(facts).values({
    tenantId: world.tenant.id,
    seq: sql`(select coalesce(max(seq), 0) + 1 from facts where tenant_id = ${world.tenant.id})`,
    id,
    type: "team.changed",
    action: "update",
    entityType: "team",
    entityId: world.team.id,
    version: 2,
    actor: world.people.owner.member.id,
    requestId: context.requestId,
    at: context.now,
  });
  await context.db.insert(factBodies).values({
    tenantId: world.tenant.id,
    factId: id,
    before: { name: world.mark },
    after: { name: world.mark },
    userAgent: world.mark,
  });
  return id;
}

function dates() {
  const { now } = testContext();
  return { createdAt: now, updatedAt: now, version: 1 };
}

/** Takes a member's standing away behind their back, as an administrator elsewhere would. */
export async function suspendQuietly(world: World, who: keyof World["people"]): Promise<void> {
  const context = testContext();
  const { member } = world.people[who];
  await context.db
    .update(members)
    .set({ status: "suspended" })
    .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, member.id)));
  await context.db
    .update(tenants)
    .set({ epoch: sql`${tenants.epoch} + 1` })
    .where(eq(tenants.id, world.tenant.id));
  forgetStanding(context, world.tenant.id);
}
