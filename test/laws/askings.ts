import { eq } from "drizzle-orm";
import type { OpDef } from "#http/op.ts";
import { createBooking } from "#booking/bookings/contract.ts";
import { createHold, createLinkHold, createPublicHold } from "#booking/holds/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { applications } from "#hiring/applications/tables.ts";
import { jobStages, jobs } from "#hiring/jobs/tables.ts";
import { askInterviewWindows } from "#hiring/windows/contract.ts";
import { askSignIn } from "#identity/sign-in/contract.ts";
import { printRefreshToken } from "#identity/sessions/refresh-token.ts";
import { askEmailChange } from "#identity/users/contract.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { invitee, validBody, whenever } from "../support/bodies.ts";
import { handOn, makeRequest, promisedByAnother, slotBy, slotOf } from "../support/bookings.ts";
import { interviewWithSeat } from "../support/interviews.ts";
import { arrange, makeObject, receiver } from "../support/objects.ts";
import { serving } from "../support/outside.ts";
import { replaceable, tokenForCard, tokenToAnswer } from "../support/panels.ts";
import { newcomer, operate, signedIn } from "../support/people.ts";
import { codeIn, mailTo } from "../support/post.ts";
import { bindings, testContext, type World } from "../support/world/world.ts";

export type Asking = {
  credential: string | undefined;
  param: Record<string, string>;
  body: unknown;
  headers: Record<string, string>;
};

const set = (world: World, columns: string, member: string) =>
  bindings.DB.prepare(`update members set ${columns} where tenant_id = ? and id = ?`)
    .bind(world.tenant.id, member)
    .run();

/** A slot that is held by nobody we know. */
async function strangersHold(world: World): Promise<Partial<Asking>> {
  const tenant = world.tenant.slug;
  const body = { slot_token: await slotOf(world) };
  const { id, hold_token } = await world.anonymous.ok(createPublicHold, { param: { tenant }, body });
  return { param: { tenant, id }, body: { hold_token } };
}

/** By the link that the company has given out. */
async function byOffer(world: World, bodyOf: (slotToken: string) => unknown): Promise<Partial<Asking>> {
  const token = await linkToken(testContext().config, world.booking.link);
  return { param: { token }, body: bodyOf(await slotBy(world, token)) };
}

async function heldByLink(world: World): Promise<Partial<Asking>> {
  const token = await linkToken(testContext().config, world.booking.link);
  const body = { slot_token: await slotBy(world, token) };
  const { id, hold_token } = await world.anonymous.ok(createLinkHold, { param: { token }, body });
  return { param: { token, id }, body: { hold_token } };
}

/** The token of a link by which a candidate says when they can. */
async function windowsToken(world: World): Promise<string> {
  const { interview } = await interviewWithSeat(world);
  const asked = await (await world.as("owner")).ok(askInterviewWindows, { param: { id: interview } });
  return asked.token;
}

/** What it takes for an operation to succeed, beyond an example body and things to name. */
const special: Record<string, (world: World, asking: Asking) => Promise<Partial<Asking>>> = {
  leaveTenant: async (world) => ({ credential: await world.tokenOf("viewer") }),
  closeMe: async (world) => ({ credential: await world.tokenOf("viewer") }),
  async endMemberSessions(world) {
    await world.tokenOf("berlin");
    return { param: { id: world.people.berlin.member.id } };
  },
  async endDemo(world) {
    await operate(world, { status: "demo" });
    return {};
  },
  async restoreMember(world, { param }) {
    await set(world, "status = 'suspended', suspended_at = 1", param["id"] ?? "");
    return {};
  },
  async reactivateMember(world, { param }) {
    await set(world, "status = 'deactivated', deactivated_at = 1", param["id"] ?? "");
    return {};
  },
  setMemberRoles: async (world) => ({ body: { role_ids: [world.roles.recruiter.id, world.roles.viewer.id] } }),
  createInvitation: async (world) => ({
    body: { email: "iris@guest.example", role_ids: [world.roles.viewer.id], team_ids: [world.team.id] },
  }),
  changeInvitation: async (world) => ({ body: { role_ids: [world.roles.recruiter.id], team_ids: [world.team.id] } }),
  async acceptInvitation(world, { body }) {
    const { user, client } = await newcomer(world);
    const [id] = (body as { token: string }).token.split(".");
    await bindings.DB.prepare("update invitations set email = ? where tenant_id = ? and id = ?")
      .bind(user.email, world.tenant.id, id)
      .run();
    return { credential: client.credential };
  },
  getPublicEventType: async (world) => ({
    param: { tenant: world.tenant.slug, slug: world.booking.eventTypes.one_on_one.slug },
  }),
  getPublicSlots: async (world) => ({
    param: { tenant: world.tenant.slug, slug: world.booking.eventTypes.one_on_one.slug },
  }),
  getPanelView: async (world) => ({ param: { token: await tokenToAnswer(world) } }),
  acceptByPanelLink: async (world) => ({ param: { token: await tokenToAnswer(world) } }),
  declineByPanelLink: async (world) => ({ param: { token: await tokenToAnswer(world) } }),
  giveFeedbackByPanelLink: async (world) => ({ param: { token: await tokenForCard(world) } }),
  replaceParticipant: (world) => replaceable(world),
  getLink: async (world) => ({ param: { token: await linkToken(testContext().config, world.booking.link) } }),
  getLinkSlots: async (world) => ({ param: { token: await linkToken(testContext().config, world.booking.link) } }),
  async moveApplication(world, { param }) {
    const { db, newId, now } = testContext();
    const [at] = await db
      .select({ jobId: applications.jobId })
      .from(applications)
      .where(eq(applications.id, (param["id"] ?? "") as Id<"application">));
    if (at === undefined) throw new Error("There is no such application.");
    const stage = { tenantId: world.tenant.id, id: newId("stage"), jobId: at.jobId, name: "Offer", position: 1 };
    await db.insert(jobStages).values({ ...stage, kind: "offer", createdAt: now, updatedAt: now });
    return { body: { stage_id: stage.id } };
  },
  async getPublicJob(world) {
    const id = (await makeObject.job?.(world, "present")) as Id<"job">;
    const job = await testContext().db.select({ slug: jobs.slug }).from(jobs).where(eq(jobs.id, id)).get();
    return { param: { tenant: world.tenant.slug, slug: job?.slug ?? "" } };
  },
  async createPublicApplication(world) {
    const job = (await makeObject.job?.(world, "present")) as Id<"job">;
    const found = await testContext().db.select({ slug: jobs.slug }).from(jobs).where(eq(jobs.id, job)).get();
    return { param: { tenant: world.tenant.slug, slug: found?.slug ?? "" } };
  },
  createPublicHold: async (world) => ({ body: { slot_token: await slotOf(world) } }),
  createPublicBooking: async (world) => ({ body: { slot_token: await slotOf(world), invitee } }),
  extendPublicHold: strangersHold,
  releasePublicHold: strangersHold,
  createLinkHold: async (world) => byOffer(world, (slot_token) => ({ slot_token })),
  createLinkBooking: async (world) => byOffer(world, (slot_token) => ({ slot_token, invitee })),
  extendLinkHold: heldByLink,
  releaseLinkHold: heldByLink,
  giveWindowsByLink: async (world) => ({ param: { token: await windowsToken(world) } }),
  cancelByLink: async (world) => ({ param: { token: await handOn(world) } }),
  async rescheduleByLink(world) {
    const token = await handOn(world);
    return { param: { token }, body: { slot_token: await slotBy(world, token) } };
  },
  createLinkRescheduleRequest: async (world) => ({ param: { token: await handOn(world) } }),
  withdrawRescheduleRequest: async (world) => ({ param: { id: (await makeRequest(world, "staff")).id } }),
  declineLinkRescheduleRequest: async (world) => ({ param: await makeRequest(world, "host") }),
  withdrawLinkRescheduleRequest: async (world) => ({ param: await makeRequest(world) }),
  async extendHold(world) {
    const owner = await world.as("owner");
    const { id } = await owner.ok(createHold, { body: whenever(world) });
    return { param: { id } };
  },
  async keepWallTime(world) {
    const owner = await world.as("owner");
    const { id } = await owner.ok(createBooking, { body: { ...whenever(world), invitee } });
    await promisedByAnother(world, id);
    return { param: { id } };
  },
  async verifyWebhook() {
    serving(receiver, async (request) => new Response((await request.json<{ challenge: string }>()).challenge));
    return {};
  },
  async refreshSession(world) {
    const { session } = await signedIn(world, world.people.berlin.user);
    return { body: { refresh_token: await printRefreshToken(testContext().config, { id: session, seed: "seed" }, 1) } };
  },
  async verifySignIn(world) {
    const email = world.people.berlin.member.email;
    const asked = await world.anonymous.ok(askSignIn, { body: { email } });
    const code = codeIn(await mailTo(email));
    return { param: { id: asked.id }, body: { code, browser_secret: asked.browser_secret } };
  },
  async verifyEmailChange(world) {
    const email = `new-${world.mark}@guest.example`;
    const owner = await world.as("owner");
    const asked = await owner.ok(askEmailChange, { body: { email } });
    return { body: { id: asked.id, code: codeIn(await mailTo(email)) } };
  },
};

/** A request that this operation takes, in a world of its own: asked by its owner, unless nobody or somebody else must ask. */
export async function askingFor(op: OpDef, world: World): Promise<Asking> {
  // Personal things are made for whoever asks.
  const { owner } = world.people;
  const home = { ...world, people: { ...world.people, vancouver: owner, viewer: owner } };
  const param: Record<string, string> = {};
  for (const [name, schema] of Object.entries(op.param?.shape ?? {})) {
    const kind = (schema.meta?.() as { kind?: Kind } | undefined)?.kind;
    const isPersonal = kind === "session" || kind === "identity" || kind === "notification";
    const made =
      kind === undefined ? world.tenant.slug : await makeObject[kind]?.(isPersonal ? home : world, "present");
    if (made === undefined) throw new Error(`test/support/objects.ts cannot make a ${kind}, which ${op.id} needs`);
    param[name] = made;
  }
  await arrange[op.id]?.(world, param);
  const asking: Asking = {
    credential: op.may === "anyone" ? undefined : await world.tokenOf("owner"),
    param,
    body: await validBody(op, world),
    headers: op.ifMatch === "required" ? { "If-Match": '"1"' } : {},
  };
  return { ...asking, ...(await special[op.id]?.(world, asking)) };
}

/** Operations named above that no longer exist. */
export const staleAskings = (ops: readonly OpDef[]): string[] =>
  Object.keys(special).filter((id) => !ops.some((op) => op.id === id));
