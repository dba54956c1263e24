// An application on which others have judged, every text and number of theirs a canary; and a look at all that can be read of it.
import { sql } from "drizzle-orm";
import { requestFor } from "../../src/client.ts";
import { summaryOf } from "#hiring/debriefs/rules.ts";
import { debriefs } from "#hiring/debriefs/tables.ts";
import { panelLinks } from "#hiring/panel-links/tables.ts";
import { interviewResponses } from "#hiring/questions/tables.ts";
import type { CardContent } from "#hiring/scorecards/tables.ts";
import type { OpDef } from "#http/op.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { after, asInstant, day, toWire } from "#kernel/instant.ts";
import { hasCard, hasForm, heldInterview, sits } from "../support/verdicts.ts";
import { bindings, testContext, type World } from "../support/world/world.ts";
import { askingFor } from "./askings.ts";

const stem = "sealedverdict";
let words = 0;
const word = () => `${stem}${String(words++).padStart(3, "0")}q`;
let numbers = 0;
const number = () => 731_904_227 + 1_009 * numbers++;

const cardText = (criterion: boolean): CardContent => ({
  ratings: criterion ? [{ criterion_id: "depth", label: "Depth", value: number(), comment: word() }] : [],
  rating: number(),
  recommendation: "strong_no",
  strengths: word(),
  concerns: word(),
  comments: word(),
});

/** What each author says. The last is a draft of somebody's who sits nowhere. */
const said = {
  panelist: cardText(true),
  shadow: cardText(true),
  overall: cardText(true),
  apart: cardText(false),
  draft: cardText(false),
};
/** What is searched for stands on a card, and is no canary: the trail of an export says what was asked for. */
const sought = `${stem}sought`;
said.panelist.concerns = `${said.panelist.concerns} ${sought}`;

export const rationale = word();
export const revision = word();
const response = word();
const mean = summaryOf(
  Object.values(said)
    .slice(0, 4)
    .map((content) => ({ content, isTraining: false })),
).meanRating;
const meanWithoutTrainee = summaryOf(
  [said.panelist, said.overall, said.apart].map((content) => ({ content, isTraining: false })),
).meanRating;

/** A moment that nothing else happens at. */
const moment = (place: number) => asInstant(Date.UTC(2026, 10, 19, 3, 41, 17, 137 + place));
const moments = [0, 1, 2, 3].map((place) => moment(place));

const textsOf = ({ ratings, rating, strengths, concerns, comments }: CardContent) =>
  [...ratings.flatMap(({ value, comment }) => [value, comment]), rating, strengths, concerns, comments].map(String);

export const canaries: readonly string[] = [
  ...Object.values(said).flatMap(textsOf),
  rationale,
  revision,
  response,
  String(mean),
  String(meanWithoutTrainee),
  ...moments.map(toWire),
];

export type Sealed = Awaited<ReturnType<typeof sealed>>;

/** Everything but what authors do themselves: their cards are drafts yet, unless `submitted`. */
export async function sealed(world: World, status: "draft" | "submitted") {
  const memberOf = (who: keyof World["people"]) => world.people[who].member.id;
  const panel = [
    sits(memberOf("berlin")),
    sits(memberOf("admin")),
    sits(memberOf("kolkata"), { role: "lead" }),
    sits(memberOf("vancouver"), { role: "shadow", card: "optional" }),
  ];
  const formId = await hasForm(world, 2_000_000_000);
  const held = await heldInterview(world, panel, { formId });
  const card = (who: keyof World["people"], content: CardContent, is: Parameters<typeof hasCard>[3] = {}) =>
    hasCard(world, held, memberOf(who), { status, formId, formVersion: 1, ...is, content });
  const apart = { kind: "application", interviewId: null, formId: null, formVersion: null } as const;
  const cards = [
    await card("kolkata", said.panelist, { participantId: held.seats[2] ?? null }),
    await card("vancouver", said.shadow, { participantId: held.seats[3] ?? null, isTraining: true }),
    await card("recruiter", said.overall, { kind: "overall" }),
    await card("recruiter", said.apart, apart),
    await card("owner", said.draft, { ...apart, status: "draft" }),
  ];
  const { db, newId, now } = testContext();
  await db.insert(interviewResponses).values({
    tenantId: world.tenant.id,
    id: newId("response"),
    interviewId: held.interview,
    questionId: null,
    prompt: `What breaks first? ${world.mark}`,
    text: response,
    recordedBy: memberOf("kolkata"),
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
  const links = [0, 2].map(
    (seat) => ({ id: newId("panel_link"), participantId: held.seats[seat] ?? "prt_none" }) as const,
  );
  for (const link of links)
    await db.insert(panelLinks).values({
      ...link,
      tenantId: world.tenant.id,
      purpose: "feedback",
      interviewId: held.interview,
      expiresAt: after(now, 30 * day),
      createdBy: "system",
      createdAt: now,
    });
  if (status === "submitted") {
    await db.insert(debriefs).values({
      tenantId: world.tenant.id,
      applicationId: held.application,
      openedAt: now,
      openedBy: memberOf("recruiter"),
      overrideReason: "Two are on leave.",
      missing: 2,
    });
    await hideMoments(world, held);
  }
  return { ...held, cards, formId, links: links.map(({ id }) => id) };
}

/** When cards were written and handed in tells of them too. */
export async function hideMoments(world: World, { interview }: { interview: Id<"interview"> }): Promise<void> {
  const { db } = testContext();
  const [written, changed, handedIn, seen] = moments;
  await db.run(sql`update scorecards set created_at = ${written}, updated_at = ${changed}, submitted_at = case when submitted_at
    is not null then ${handedIn} end, saw_others_at = case when saw_others_at is not null then ${seen} end
    where tenant_id = ${world.tenant.id}`);
  await db.run(sql`update participants set card_submitted_at = ${handedIn}, updated_at = created_at
    where tenant_id = ${world.tenant.id} and interview_id = ${interview} and role in ('lead', 'shadow')`);
}

export type Send = (request: Request) => Promise<Response>;
export type Look = {
  world: World;
  who: "berlin" | "admin";
  credential?: string;
  send: Send;
  hidden: readonly string[];
};

/** What of the others' cards a text holds; an id that was asked by is no trace. */
export const tracesIn = (text: string, hidden: readonly string[], asked = ""): string[] =>
  hidden.filter((canary) => text.includes(canary) && !asked.includes(canary));

const idsOf = (op: OpDef): { name: string; kind: Kind }[] =>
  Object.entries(op.param?.shape ?? {}).flatMap(([name, schema]) => {
    const kind = (schema.meta?.() as { kind?: Kind } | undefined)?.kind;
    return kind === undefined ? [] : [{ name, kind }];
  });

export type Aims = Partial<Record<Kind, readonly string[]>>;

/** The ways to aim a path at what is sealed, or at one thing of each kind that has nothing to do with it. */
export function paramsFor(op: OpDef, made: Record<string, string>, aims: Aims): Record<string, string>[] {
  let ways: Record<string, string>[] = [made];
  for (const { name, kind } of idsOf(op)) {
    const aimed = (aims[kind] ?? []).flatMap((id) => ways.map((way) => ({ ...way, [name]: id })));
    ways = aimed.length > 0 ? aimed : ways;
  }
  return ways.slice(0, 16);
}

/** The questions of a list that name what is sealed, by the names that its filters have. */
function queriesFor(op: OpDef, aims: Aims): Record<string, string>[] {
  const kinds: Record<string, Kind> = { author: "member", owner: "member", recruiter: "member", organizer: "member" };
  return Object.keys(op.query?.shape ?? {}).flatMap((field) => {
    const noun = field.replace(/_id$/, "");
    const kind = field.endsWith("_id") ? (kinds[noun] ?? (noun as Kind)) : undefined;
    if (field === "entity_id" || field === "actor")
      return Object.values(aims).flatMap((ids) => ids.slice(0, 1).map((id) => ({ [field]: id })));
    return kind === undefined ? [] : (aims[kind] ?? []).slice(0, 2).map((id) => ({ [field]: id }));
  });
}

const wholePage = (op: OpDef) => (op.order === undefined ? {} : { page: { limit: "100" } });
const everything = (op: OpDef) => (op.expand === undefined ? {} : { expand: op.expand.join(",") });

type Heard = { status: number; text: string; path: string };

async function ask(look: Look, op: OpDef, asking: object): Promise<Heard> {
  look.credential ??= await look.world.tokenOf(look.who);
  const request = requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential: look.credential }, op, asking);
  const path = decodeURIComponent(new URL(request.url).pathname + new URL(request.url).search);
  const answer = await look.send(request);
  const text = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  // Whoever is turned away for asking too much has looked at nothing.
  if (answer.status === 429) throw new Error(`The budget of ${look.who} is spent at ${op.id}`);
  return { status: answer.status, text, path };
}

/** As many as one member may ask all of within a minute. */
export function portionsOf(ops: readonly OpDef[]): readonly (readonly OpDef[])[] {
  const size = 50;
  return Array.from({ length: Math.ceil(ops.length / size) }, (_, at) => ops.slice(at * size, (at + 1) * size));
}

export type Found = { asked: number; refused: number; traces: string[]; statuses: Map<string, number[]> };

/** Things for a path that has to do with nothing sealed; what is sealed needs none. */
async function madeFor(op: OpDef, world: World, aims: Aims): Promise<Record<string, string>> {
  const names = Object.keys(op.param?.shape ?? {});
  const aimed = idsOf(op).flatMap(({ name, kind }) => (aims[kind]?.[0] === undefined ? [] : [[name, aims[kind][0]]]));
  return aimed.length === names.length ? Object.fromEntries(aimed) : (await askingFor(op, world)).param;
}

/** Reads all that one operation reads, aimed at whatever is sealed, and searches with what stands on the cards. */
export async function readBy(look: Look, op: OpDef, aims: Aims, found: Found): Promise<void> {
  const made = await madeFor(op, look.world, aims);
  const note = (of: Heard) => {
    found.asked += 1;
    found.statuses.set(op.id, [...(found.statuses.get(op.id) ?? []), of.status]);
    found.traces.push(...tracesIn(of.text, look.hidden, of.path).map((trace) => `${op.id} ${of.path}: ${trace}`));
    return of;
  };
  const whole = { ...wholePage(op), ...everything(op) };
  for (const param of paramsFor(op, made, aims)) note(await ask(look, op, { ...whole, param }));
  // Whoever may not ask at all learns nothing by asking for less.
  if (found.statuses.get(op.id)?.every((status) => status === 403)) return;
  for (const query of queriesFor(op, aims)) note(await ask(look, op, { ...whole, param: made, query }));
  for (const field of Object.keys(op.query?.shape ?? {})) {
    const search = (text: string) => ask(look, op, { ...whole, param: made, query: { [field]: text } });
    const hit = note(await search(sought));
    if (hit.status !== 200) continue;
    // Whoever searches for what stands on a card finds as much as who searches for what stands nowhere.
    const miss = note(await search(`${stem}nothing`));
    if (resultsIn(hit.text) !== resultsIn(miss.text))
      found.traces.push(`${op.id} finds what stands on a card, by ${field}`);
  }
}

function resultsIn(text: string): number {
  const [body] = /\{.*\}$/s.exec(text) ?? ["{}"];
  const { data } = JSON.parse(body) as { data?: unknown[] };
  return data?.length ?? -1;
}

/** Ways to ask each of these, to be asked again as they stand. */
export async function askingsFor(world: World, ops: readonly OpDef[], aims: Aims): Promise<Asked[]> {
  const all: Asked[] = [];
  for (const op of ops) {
    const made = await madeFor(op, world, aims);
    const whole = { ...wholePage(op), ...everything(op) };
    const params = paramsFor(op, made, aims).map((param) => ({ ...whole, param }));
    const queries = queriesFor(op, aims).map((query) => ({ ...whole, param: made, query }));
    all.push(...[...params, ...queries].map((asking) => ({ op, asking })));
  }
  return all;
}

export type Asked = { op: OpDef; asking: object };

/** What is answered to each, but for what each answer has of its own. */
export async function answersTo(look: Look, askings: readonly Asked[]): Promise<string[]> {
  const answers: string[] = [];
  for (const { op, asking } of askings) {
    const { path, status, text } = await ask(look, op, asking);
    const [body = ""] = /(?:\]) (.*)$/s.exec(text)?.slice(1) ?? [];
    answers.push(`${op.id} ${path} ${status} ${body.replaceAll(/req_[0-9a-z]{26}/g, "req")}`);
  }
  return answers;
}

/** What one write answers, aimed at what is sealed where it can be. */
export async function writtenBy(look: Look, op: OpDef, aims: Aims, found: Found): Promise<void> {
  const asking = await askingFor(op, look.world);
  const [param = asking.param] = paramsFor(op, asking.param, aims);
  const answer = await ask(look, op, { ...asking, param });
  found.asked += 1;
  if (answer.status >= 400) found.refused += 1;
  const traces = tracesIn(answer.text, look.hidden, answer.path);
  found.traces.push(...traces.map((trace) => `${op.id} ${answer.path}: ${trace}`));
}

export const newFound = (): Found => ({ asked: 0, refused: 0, traces: [], statuses: new Map() });

/** Whatever has to do with a sealed application, by kind. */
export async function aimsAt(world: World, sealedThings: Sealed): Promise<Aims> {
  const { db } = testContext();
  const facts = await db.all<{ id: string }>(sql`select id from facts where tenant_id = ${world.tenant.id}
    and (type like 'scorecard.%' or type like 'debrief.%' or type like 'decision.%') order by seq`);
  const sent = await db.all<{ id: string }>(sql`select id from deliveries where tenant_id = ${world.tenant.id}
    order by id limit 12`);
  return {
    interview: [sealedThings.interview],
    application: [sealedThings.application],
    candidate: [sealedThings.candidate],
    job: [sealedThings.job],
    scorecard: sealedThings.cards,
    scorecard_form: [sealedThings.formId],
    participant: sealedThings.seats,
    panel_link: sealedThings.links,
    member: [world.people.kolkata.member.id, world.people.recruiter.member.id],
    ...(facts.length > 0 ? { fact: facts.map(({ id }) => id) } : {}),
    ...(sent.length > 0 ? { delivery: sent.map(({ id }) => id) } : {}),
  };
}
