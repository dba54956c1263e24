import * as z from "zod";
import { type Id, idPattern, type Kind, spoken } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { parseDate } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";

/** An id of one kind. A wrong prefix or syntax never reaches the database. */
export const wireId = <K extends Kind>(kind: K) =>
  z
    .string()
    .regex(idPattern(kind), { error: `must be the id of ${spoken(kind)}` })
    .transform((text) => text as Id<K>)
    .meta({ kind });

/** The id as it goes out. */
export const idOut = (kind: Kind) => z.string().regex(idPattern(kind)).meta({ kind });

export const instantIn = z.iso.datetime({ offset: true }).transform((text): Instant => asInstant(Date.parse(text)));
export const instantOut = z.iso.datetime();

/** A civil date, on whosever calendar is meant. */
export const dateIn = z.iso.date().transform((text, context) => {
  const date = parseDate(text);
  if (date !== undefined) return date;
  context.issues.push({ code: "custom", message: "must be a date such as 2026-11-20", input: text });
  return z.NEVER;
});
export const dateOut = z.iso.date();

/** Text a person typed: trimmed, without control characters, of a stated length. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), "must be one line without control characters")
    .refine((text) => text.isWellFormed(), "must be well-formed Unicode");

export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/(?![\t\n\r])\p{Cc}/u.test(text), "must not hold control characters")
    .refine((text) => text.isWellFormed(), "must be well-formed Unicode");

export const emailIn = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(
    z.email({
      pattern:
        /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/,
    }),
  );

export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number such as +493012345678");
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "must be lower-case letters, digits and inner hyphens");
export const webUrl = z.url({ protocol: /^https$/ }).max(2_000);
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/, "must be a BCP 47 tag such as de or pt-BR");
export const colour = z.string().regex(/^#[0-9a-f]{6}$/, "must be #rrggbb in lower case");

/** An IANA zone or link of our own table, in the tenant's own spelling. */
export const zone = z
  .string()
  .max(64)
  .refine((name) => zoneOf(name) !== undefined, "must be an IANA time zone such as Europe/Paris");

const safeKey = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9_.-]+$/)
  .refine((key) => key !== "__proto__", "is reserved");

/** At most fifty pairs of text. */
export const metadata = z
  .record(safeKey, prose(500))
  .refine((pairs) => Object.keys(pairs).length <= 50, "must hold at most 50 pairs")
  .meta({ maxProperties: 50 });

/** In a merge patch a null takes the pair away. */
export const metadataPatch = z
  .record(safeKey, prose(500).nullable())
  .refine((pairs) => Object.keys(pairs).length <= 50, "must hold at most 50 pairs")
  .meta({ maxProperties: 50 });

export function mergeMetadata(
  pairs: Record<string, string>,
  patch: Record<string, string | null> | undefined,
): Record<string, string> {
  const merged = Object.entries({ ...pairs, ...patch }).filter((pair): pair is [string, string] => pair[1] !== null);
  return Object.fromEntries(merged);
}

/** `a,b` in a query: any of these. */
export const anyOf = <T extends z.ZodType<unknown, string>>(one: T, max = 20) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(","))
    .pipe(z.array(one).min(1).max(max))
    .meta({ commaSeparated: true });

export const flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const object = <N extends string>(name: N) => z.literal(name);
