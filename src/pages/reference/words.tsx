import { deref, type Document, type Schema } from "#http/document.ts";
import { isPermission, permissions } from "#identity/permissions.ts";
import { type Kind, prefixes, spoken } from "#kernel/ids.ts";

/** Text in which `this` is code and **this** is strong; nothing else is markup. */
export const Inline = ({ text }: { text: string }) => (
  <>
    {text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
      if (part.startsWith("`")) return <code>{part.slice(1, -1)}</code>;
      return part.startsWith("**") ? <strong>{part.slice(2, -2)}</strong> : part;
    })}
  </>
);

/** Code that may be wider than the screen: it scrolls by itself, also by keyboard. */
export const Code = ({ label, text }: { label: string; text: string }) => (
  <pre tabindex={0} role="group" aria-label={label}>
    <code>{text}</code>
  </pre>
);

/** Who may, as a sentence; from the contract's `may`. */
export function whoMay(may: string): string {
  if (may === "anyone") return "Anyone, without a credential.";
  if (may === "person") return "Anyone who is signed in, with an access token.";
  if (may === "tenant") return "Every member of the company and every API key.";
  return `Whoever holds \`${may}\`${isPermission(may) ? `: ${permissions[may]}` : "."}`;
}

/** What a value must be, in words. */
export function typeWords(document: Document, schema: Schema): string {
  const at = deref<Schema>(document, schema);
  const choices = at.anyOf ?? at.oneOf;
  if (choices !== undefined) {
    const shapes = choices.length > 1 ? choices.map((choice) => shapeWords(document, choice)) : [];
    const isChoiceOfShapes = shapes.filter((shape) => shape !== undefined).length > 1;
    return choices.map((one, index) => (isChoiceOfShapes && shapes[index]) || typeWords(document, one)).join(" or ");
  }
  const kind = at["x-kind"];
  if (kind !== undefined) return `id of ${spoken(kind as Kind)}, \`${prefixes[kind as Kind]}_…\``;
  if (at.const !== undefined) return `\`${JSON.stringify(at.const)}\``;
  if (at.enum !== undefined) return `one of ${at.enum.map((value) => `\`${String(value)}\``).join(", ")}`;
  const types = [at.type ?? "anything"].flat();
  const words = types.map((type) => {
    if (type === "array") return `list of ${at.items === undefined ? "anything" : typeWords(document, at.items)}`;
    if (type === "object" && at.properties === undefined && typeof at.additionalProperties === "object")
      return "object of free names";
    return formats[at.format ?? ""] ?? type;
  });
  return [words.join(" or "), ...bounds(at)].join(", ");
}

/** An object by its fields, as one tells it from the others of a choice: `{ pool_id, at_least? }`. */
function shapeWords(document: Document, schema: Schema): string | undefined {
  const at = deref<Schema>(document, schema);
  if (at.properties === undefined) return undefined;
  const names = Object.entries(at.properties).map(([name, field]) => {
    const { const: only } = deref<Schema>(document, field);
    const told = only === undefined ? name : `${name}: ${JSON.stringify(only)}`;
    return at.required?.includes(name) === true ? told : `${told}?`;
  });
  return `\`{ ${names.join(", ")} }\``;
}

const formats: Readonly<Record<string, string>> = {
  "date-time": "instant (RFC 3339, UTC)",
  date: "date",
  email: "e-mail address",
  uri: "URL",
};

function bounds(schema: Schema): string[] {
  const told = [
    range("", schema.minimum, schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum, ""),
    range("", schema.minLength, schema.maxLength, " characters"),
    range("", schema.minItems, schema.maxItems, " items"),
    range("", schema.minProperties, schema.maxProperties, " pairs"),
  ];
  return told.filter((words) => words !== "");
}

function range(before: string, low: number | undefined, high: number | undefined, unit: string): string {
  if (high === undefined) return low === undefined || low < 1 ? "" : `${before}${low} or more${unit}`;
  return `${before}${low === undefined ? "at most " : `${low} to `}${high}${unit}`;
}
