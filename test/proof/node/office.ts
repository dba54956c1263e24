// A company at a Worker that runs here, with as many people and API keys as a proof needs.
import { createHash } from "node:crypto";
import { mintId } from "../../../src/kernel/ids.ts";
import { mintKeyText, printKey } from "../../../src/identity/api-keys/format.ts";
import type { Bundle } from "../../../scripts/start-bundle.ts";
import { type Answer, bodyOf, type Call, pooled } from "./calls.ts";

type Database = Awaited<ReturnType<Bundle["mf"]["getD1Database"]>>;
type Statement = ReturnType<Database["prepare"]>;

export type Office = {
  tenant: string;
  slug: string;
  /** Twins of the demo key. Each has a budget of 600 requests a minute, as every key has: many clients share many keys. */
  keys: readonly string[];
  /** Twins of one member, who can be had at any hour of any day; their names are recognised by `hostName`. */
  hosts: readonly string[];
};

export const hostName = "Quillon";

type Wanted = { hosts: number; keys: number };

/** Of the seeded company `lumen`. People and keys are rows written beside those of the seed; hours are given by the API. */
export async function openOffice({ mf }: Bundle, call: Call, wanted: Wanted): Promise<Office> {
  const db = await mf.getD1Database("DB");
  const row = await db.prepare("select id from tenants where slug = 'lumen'").first<{ id: string }>();
  if (row === null) throw new Error("The seed has no company.");
  const keys = await makeKeys(db, row.id, wanted.keys);
  const hosts = await makeHosts(db, row.id, wanted.hosts);
  const hours = { name: "Always", is_default: true, hours_text: "Mon-Sun 00:00-24:00 UTC" };
  await pooled(hosts, 8, async (member_id, place) => {
    const asked = { credential: keys[place % keys.length], body: { ...hours, member_id } };
    bodyOf(await call("POST", "/v1/schedules", asked), 201);
  });
  await wakeDiaries(call, keys[0]);
  return { tenant: row.id, slug: "lumen", keys, hosts };
}

/** The seed has meetings of which no diary has heard: whoever is asked for the first time reads the books. */
async function wakeDiaries(call: Call, credential: string | undefined): Promise<void> {
  const { data } = bodyOf(await call("GET", "/v1/event-types?limit=100", { credential }), 200) as { data: Offer[] };
  for (const { id } of data) bodyOf(await call("GET", `/v1/event-types/${id}/slots`, { credential }), 200);
}

const keyColumns =
  "tenant_id, name, scopes, api_version, expires_at, created_by, metadata, created_at, updated_at, version";

/** Twins of the demo key: one alone would spend its minute's budget, and refusals would be measured instead of answers. */
export async function makeKeys(db: Database, tenant: string, count: number): Promise<string[]> {
  const texts = Array.from({ length: count }, () => mintKeyText("test"));
  const twin = `insert into api_keys (id, short_id, secret_hash, ${keyColumns})
    select ?, ?, ?, ${keyColumns} from api_keys where name = 'Everything' and tenant_id = ? limit 1`;
  await inBatches(
    db,
    texts.map(({ shortId, secret }) => {
      const hash = createHash("sha256").update(secret).digest("hex");
      return db.prepare(twin).bind(mintId("api_key", Date.now()), shortId, hash, tenant);
    }),
  );
  return texts.map(printKey);
}

async function makeHosts(db: Database, tenant: string, count: number): Promise<string[]> {
  const user = `insert into users (id, email, display_name, time_zone, locale, status, created_at, updated_at)
    values (?, ?, ?, 'UTC', 'en', 'active', ?, ?)`;
  const member = `insert into members (tenant_id, id, user_id, display_name, email, status, joined_at, metadata, created_at, updated_at)
    values (?, ?, ?, ?, ?, 'active', ?, '{}', ?, ?)`;
  const now = Date.now();
  const people = Array.from({ length: count }, (_, place) => ({
    user: mintId("user", now),
    member: mintId("member", now),
    name: `${hostName} ${place}`,
    email: `${hostName.toLowerCase()}.${place}@lumen.example`,
  }));
  await inBatches(
    db,
    people.flatMap((one) => [
      db.prepare(user).bind(one.user, one.email, one.name, now, now),
      db.prepare(member).bind(tenant, one.member, one.user, one.name, one.email, now, now, now),
    ]),
  );
  return people.map((one) => one.member);
}

export async function inBatches(db: Database, statements: readonly Statement[], size = 100): Promise<void> {
  for (let at = 0; at < statements.length; at += size) await db.batch(statements.slice(at, at + size));
}

export type Offer = { id: string; slug: string };

let offers = 0;

/** An event type that these give, open at any time from now. */
export async function offer(
  call: Call,
  credential: string | undefined,
  kind: "one_on_one" | "collective" | "round_robin" | "group",
  hosts: readonly string[],
  more: Record<string, unknown> = {},
): Promise<Offer> {
  const slug = `proof-${kind.replaceAll("_", "-")}-${offers++}`;
  const words = { slug, title: slug, kind, durations: [30], hosts: hosts.map((member_id) => ({ member_id })), ...more };
  return bodyOf(await call("POST", "/v1/event-types", { credential, body: words }), 201) as Offer;
}

/** A pool of these, who can all be sent. */
export async function drawn(
  call: Call,
  credential: string | undefined,
  members: readonly string[],
  strategy: string,
): Promise<string> {
  const made = await call("POST", "/v1/pools", { credential, body: { name: `Pool ${offers++}`, strategy } });
  const { id } = bodyOf(made, 201) as { id: string };
  const seats = await pooled(members, 8, (member) =>
    call("PUT", `/v1/pools/${id}/members/${member}`, { credential, body: {} }),
  );
  for (const seat of seats) bodyOf(seat, 200);
  return id;
}

/** The start as anybody is offered it. */
export async function slotToken(call: Call, { slug }: Office, event: Offer, start: string): Promise<string> {
  const query = `starts_after=${start}&starts_before=${new Date(Date.parse(start) + 60_000).toISOString()}`;
  const told = await call("GET", `/v1/public/${slug}/event-types/${event.slug}/slots?${query}`);
  const { offers: found } = bodyOf(told, 200) as { offers: { slots: { slot_token: string }[] }[] };
  const token = found[0]?.slots[0]?.slot_token;
  if (token === undefined) throw new Error(`${start} is not offered.`);
  return token;
}

export const invitee = (place: number | string) => ({ name: "Ada Example", email: `ada.${place}@guest.example` });

/** How many answers there were of each status. */
export function tallied(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
