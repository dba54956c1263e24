// Says something naughty wherever somebody of the demo company said something.
import type { Bundle } from "../../../scripts/start-bundle.ts";
import { naughtily, strings } from "./strings.ts";

/** Columns and members of JSON that hold what people wrote, by their names; every other text is a word of ours. */
const written = new RegExp(
  `^(?:${[
    "name|title|display_name|given_name|family_name|organization_name|guest_name|description|headline|bio|profile",
    "label|help|note|notes|body|message|instructions|prompt|guidance|competency|text|subject|summary|specialties",
    "reason|ended_reason|cancel_reason|decline_reason|suspended_reason|pause_reason|override_reason|rationale|reply",
    "location|location_details|details|cover_letter|current_company|current_title|requirements|benefits",
    "value|options|scale_labels|street|city|postal_code|term|content|said|company_role|comments|strengths",
  ].join("|")})$`,
);

/** Said about nothing by the demo company, and shown where somebody says it. */
const unsaid = new Set([
  "api_keys.name",
  "bank_questions.guidance",
  "candidates.current_company",
  "candidates.current_title",
  "event_type_questions.help",
  "interviewers.profile",
  "interviews.description",
  "interviews.location",
  "job_stages.instructions",
  "jobs.benefits",
  "jobs.requirements",
  "links.name",
  "recruiter_profiles.bio",
  "scorecard_forms.description",
]);

/**
 * Stays as it is: what the runtime and the search keep for themselves, the trail (facts, and what is still to be sent or was), answers kept
 * for who asks again, keys and sessions, and reasons that are one of our own words. A company's letters are said by the API, which reads them.
 */
const ours = new RegExp(
  `^(?:${[
    "sqlite_.*|_cf_.*|d1_migrations|candidate_docs.*|facts|fact_bodies|outbox|inbox|deliveries|decisions|dead_letters",
    "sessions|sign_ins|signing_keys|identities|reminders|suppressions|message_templates",
  ].join("|")})$`,
);
/** In JSON, but no text of anybody's: kept by its kind, its number or its place. */
const structural =
  /^(?:decisions|weekly|windows|limits|ranges|permissions|scopes|events|durations|horizon|data|choices)$/;

/** As much as the API takes of it. */
const room: readonly [place: RegExp, most: number][] = [
  [/postal_code$/, 20],
  [/^tags\.name$/, 60],
  [/^job_stages\.name$|_skills\.label$|specialties$|competency$|scale_labels$/, 80],
  [/^roles\.name$|given_name$|family_name$|city$|term$|campaign$/, 100],
  [/description$|body$|text$|prompt$|instructions$|guidance$|notes?$|reason$|rationale$/, 400],
];
const mostOf = (place: string): number => room.find(([places]) => places.test(place))?.[1] ?? 200;

type Database = Awaited<ReturnType<Bundle["mf"]["getD1Database"]>>;

export async function spoil(mf: Bundle["mf"]): Promise<number> {
  const db = await mf.getD1Database("DB");
  const { results } = await db
    .prepare("select type, name, sql from sqlite_master where sql is not null")
    .all<{ type: string; name: string; sql: string }>();
  // What guards the trail and what has been handed in would keep this from being said at all.
  const guards = results.filter(({ type }) => type === "trigger");
  await db.batch(guards.map(({ name }) => db.prepare(`drop trigger "${name}"`)));
  let spoilt = 0;
  for (const { type, name, sql } of results) {
    if (type !== "table" || ours.test(name)) continue;
    const columns = [...sql.matchAll(/`(\w+)` text\b/g)].map(([, column = ""]) => column);
    for (const [nth, column] of columns.entries()) spoilt += await spoilColumn(db, name, column, nth);
  }
  await db.batch(guards.map(({ sql }) => db.prepare(sql)));
  if (spoilt < 400) throw new Error(`only ${spoilt} texts were found to spoil`);
  return spoilt;
}

async function spoilColumn(db: Database, table: string, column: string, nth: number): Promise<number> {
  if (/(?:_id|_hash|_by|^id|^kind|^status)$/.test(column)) return 0;
  const { results } = await db
    .prepare(`select rowid as at, "${column}" as said from "${table}"`)
    .all<{ at: number; said: string | null }>();
  const changes = results.flatMap(({ at, said }) => {
    const now = respoken(`${table}.${column}`, column, said, at + nth);
    return now === said || now === null ? [] : [{ at, now }];
  });
  for (let from = 0; from < changes.length; from += 50)
    await db.batch(
      changes
        .slice(from, from + 50)
        .map(({ at, now }) => db.prepare(`update "${table}" set "${column}" = ? where rowid = ?`).bind(now, at)),
    );
  return changes.length;
}

function respoken(place: string, column: string, said: string | null, nth: number): string | null {
  if (said === null) return unsaid.has(place) ? naughtily("", nth, mostOf(place)) : null;
  if (/^[[{"]/.test(said)) {
    if (structural.test(column)) return said;
    const whole = column === "metadata" ? { ...(JSON.parse(said) as object), said: "Said" } : JSON.parse(said);
    return JSON.stringify(within(whole, place, { nth }));
  }
  return written.test(column) ? naughtily(said, nth, mostOf(place)) : said;
}

/** In JSON, each text whose own name, or whose list's name, says that somebody wrote it. */
function within(value: unknown, place: string, count: { nth: number }): unknown {
  if (typeof value === "string")
    return written.test(place.split(".").at(-1) ?? "") ? naughtily(value, count.nth++, mostOf(place)) : value;
  if (Array.isArray(value)) return value.map((one) => within(one, place, count));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, within(inner, `${place}.${key}`, count)]),
  );
}

/** What a state says to the API is naughty too, as far as the API takes it. */
export function sayNaughtily(): (body: unknown) => unknown {
  const count = { nth: 0 };
  const short = (value: unknown, name: string): unknown => {
    if (typeof value === "string") {
      const isSaid = /^(?:title|description|label|help|reason|name)$/.test(name);
      return isSaid ? naughtily(value, count.nth++, 200) : value;
    }
    if (Array.isArray(value)) return value.map((one) => short(one, name));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, short(inner, key)]));
  };
  return (body) => short(body, "");
}

type Letters = { letters: { key: string; channels: string[]; subject: string | null; body: string }[] };

/** Every letter in English, French and Arabic, in the company's own words, which are naughty. */
export async function writeLetters(url: string, key: string): Promise<number> {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  let said = 0;
  for (const locale of ["en", "fr", "ar"]) {
    const answer = await fetch(new URL(`/v1/letters?locale=${locale}`, url), { headers });
    const { letters } = (await answer.json()) as Letters;
    for (const [nth, letter] of letters.entries()) {
      const naughty = strings.filter((one) => !one.includes("{{"));
      const told = await fetch(new URL("/v1/message-templates", url), {
        method: "POST",
        headers: { ...headers, "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify({
          key: letter.key,
          locale,
          subject: letter.subject === null ? null : `${letter.subject} ${naughty[nth % naughty.length]}`,
          body: `${letter.body}\n\n${naughty.join("\n\n")}`,
        }),
      });
      // One that the demo company has written already stays its own.
      if (!told.ok && told.status !== 409) throw new Error(`${letter.key} in ${locale}: ${await told.text()}`);
      if (told.ok) said++;
    }
  }
  return said;
}
