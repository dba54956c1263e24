import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Answer, deref, type Document, type Listed, type Schema } from "#http/document.ts";

/** Names and words of our inside; none of them is anybody's business. */
const internals =
  /\bat \w+ \(|\.ts:\d|node_modules|D1_ERROR|SQLITE_|UNIQUE constraint|FOREIGN KEY|\bselect\b[^.;]{1,400}?\bfrom\b\s+(?:\\"|[a-z_]+\s+where\b)|\binsert into\b|workerd|ROOT_SECRET|SEAL_KEYS|OUTER_GUARD|LIMITER|d1_migrations|drizzle|ZodError|TypeError|Cannot read properties/i;

export type Judged = { status: number; faults: string[] };

/** Holds answers against the document: statuses, content types, schemas (closed, for what we say ourselves), codes. */
export function judgeOf(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(closed(document), "document");
  const compiled = new Map<string, ValidateFunction>();
  const validatorFor = ({ method, path, operation }: Listed, status: string, type: string): ValidateFunction => {
    const key = `${operation.operationId} ${status}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const found = operation.responses[status];
    const base =
      found !== undefined && "$ref" in found ? found.$ref : `#/paths/${token(path)}/${method}/responses/${status}`;
    const validate = ajv.compile({ $ref: `document${base}/content/${token(type)}/schema` });
    compiled.set(key, validate);
    return validate;
  };

  return async (listed: Listed, response: Response, text: string): Promise<Judged> => {
    const faults: string[] = [];
    const status = String(response.status);
    const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    if (response.status >= 500) faults.push(`answered ${status}`);
    if (response.headers.get("Request-Id")?.startsWith("req_") !== true) faults.push("no Request-Id");
    if (response.headers.get("X-Content-Type-Options") !== "nosniff") faults.push("no nosniff");
    const leak = internals.exec(text);
    if (leak !== null) faults.push(`shows its inside: ${leak[0]}`);
    const found = listed.operation.responses[status];
    if (found === undefined)
      return {
        status: response.status,
        faults: [...faults, `status ${status} is not documented: ${text.slice(0, 200)}`],
      };
    const documented = deref<Answer>(document, found).content ?? {};
    const [wanted] = Object.keys(documented);
    if (wanted === undefined) {
      if (text !== "") faults.push(`${status} has a body`);
    } else if (type !== wanted) faults.push(`${status} is ${type}, not ${wanted}`);
    else if (wanted !== "text/csv") faults.push(...bodyFaults(validatorFor(listed, status, wanted), text));
    if (response.status >= 400 && wanted !== "application/problem+json")
      faults.push("an error that is no problem document");
    return { status: response.status, faults };
  };
}

function bodyFaults(validate: ValidateFunction, text: string): string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [`no JSON: ${text.slice(0, 100)}`];
  }
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** The published document lets answers grow; today's answers hold exactly what it says. */
function closed(document: Document): object {
  const copy = structuredClone(document);
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const schema = node as Schema;
    if (schema.type === "object" && schema.properties !== undefined && schema.additionalProperties === undefined)
      schema.additionalProperties = false;
    for (const child of Object.values(node)) visit(child);
  };
  visit(copy);
  return copy;
}

const token = (text: string): string => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
