import { deref, type Document, type Schema } from "#http/document.ts";
import { type Kind, prefixes } from "#kernel/ids.ts";

const body = "01m7vcswane8mvywz2zv3cdvd2";

/** Values a reader can believe, by the name of the field. */
const believable: Record<string, unknown> = {
  name: "Platform hiring",
  display_name: "Ada Okafor",
  given_name: "Ada",
  family_name: "Okafor",
  description: "Hires for the platform group",
  title: "Staff engineer",
  slug: "lumen",
  tenant: "lumen",
  organization_name: "Lumen Robotics Ltd",
  email: "ada@lumen.example",
  domain: "lumen.example",
  locale: "en",
  time_zone: "Europe/Paris",
  phone: "+33123456789",
  city: "Paris",
  country: "FR",
  postal_code: "75010",
  street: "12 Quay Street",
  code: "482913",
  reason: "Left the company",
  ip: "203.0.113.7",
  user_agent: "curl/8.9.1",
  version: 1,
  minutes: 60,
  start: "09:00",
  end: "12:00",
  hours_text: "Mon-Fri 09:00-12:00 Europe/Paris",
  local_starts_at: "2026-11-23T18:00:00",
  tz_version: "2026b",
  metadata: { cost_centre: "4711" },
};

/** A value of this schema as it might come up in real life. Optional fields are shown in answers and left out of requests. */
export function sampleOf(document: Document, schema: Schema, name = "", complete = true, depth = 0): unknown {
  const at = deref<Schema>(document, schema);
  if (at.const !== undefined) return at.const;
  if (at.enum !== undefined) return at.enum[0];
  if (at.default !== undefined && at.type !== "object") return at.default;
  if (at["x-kind"] !== undefined) return `${prefixes[at["x-kind"] as Kind]}_${body}`;
  const choices = at.anyOf ?? at.oneOf;
  const choice = choices?.find((one) => one.type !== "null");
  if (choice !== undefined) return sampleOf(document, choice, name, complete, depth);
  const type = Array.isArray(at.type) ? at.type.find((one) => one !== "null") : at.type;
  if (type === "array")
    return at.items === undefined || depth > 3
      ? []
      : [sampleOf(document, at.items, name.replace(/s$/, ""), complete, depth + 1)];
  if (type === "object" && at.properties !== undefined) return sampleObject(document, at, complete, depth);
  if (Object.hasOwn(believable, name) && typeOf(believable[name]) === type) return believable[name];
  if (type === "object") return {};
  if (type === "integer" || type === "number") return at.minimum === undefined || at.minimum < 0 ? 1 : at.minimum;
  if (type === "boolean") return true;
  if (type === "null" || type === undefined) return null;
  return sampleText(at, name);
}

function sampleObject(document: Document, schema: Schema, complete: boolean, depth: number): Record<string, unknown> {
  const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => complete || schema.required?.includes(key));
  return Object.fromEntries(wanted.map(([key, value]) => [key, sampleOf(document, value, key, complete, depth + 1)]));
}

function sampleText(schema: Schema, name: string): string {
  if (schema.format === "date-time")
    return name.startsWith("expires") || name.startsWith("ends") ? "2027-03-01T00:00:00Z" : "2026-11-23T17:00:00Z";
  if (schema.format === "date") return "2026-11-23";
  if (schema.format === "email") return "ada@lumen.example";
  if (schema.format === "uri") return "https://lumen.example";
  if (name.endsWith("_url")) return "https://lumen.example/logo.png";
  if (schema.pattern?.startsWith("^#") === true) return "#1f4b99";
  return "text";
}

const typeOf = (value: unknown): string => (typeof value === "number" ? "integer" : typeof value);
