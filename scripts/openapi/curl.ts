// A request one can paste: real values, the credential from the environment.
import { type Document, type Method, type Operation, parametersOf } from "../../src/http/document.ts";
import type { OpDef } from "../../src/http/op.ts";
import { sampleOf } from "../../src/pages/reference/sample.ts";
import { takesKey } from "./refusals.ts";

/** Whoever shows a sample puts its own address here. */
export const exampleOrigin = "https://interlock.example";

export function curl(document: Document, op: OpDef, method: Method, path: string, operation: Operation): string {
  const parameters = parametersOf(document, operation);
  const sampled = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const filled = sampled("path").reduce(
    (text, { name, schema }) =>
      text.replace(
        `{${name}}`,
        encodeURIComponent(op.example?.param?.[name] ?? String(sampleOf(document, schema, name))),
      ),
    path,
  );
  const query = Object.entries(op.example?.query ?? (op.order === undefined ? {} : { limit: "10" }));
  const required = sampled("query").filter(
    ({ name, required: isRequired }) => isRequired === true && !query.some(([known]) => known === name),
  );
  const asked = new URLSearchParams([
    ...query,
    ...required.map(({ name, schema }) => [name, String(sampleOf(document, schema, name))]),
  ]);
  const lines = [
    `curl ${asked.size === 0 ? `${exampleOrigin}${filled}` : quoted(`${exampleOrigin}${filled}?${asked}`)}`,
  ];
  if (method !== "get" && !(method === "post" && op.body !== undefined)) lines.push(`-X ${method.toUpperCase()}`);
  if (op.may !== "anyone")
    lines.push(`-H "Authorization: Bearer ${op.may === "person" ? "$INTERLOCK_TOKEN" : "$INTERLOCK_KEY"}"`);
  // Another key each time: a literal would turn the second request that is pasted into a reused key.
  if (takesKey(op)) lines.push(`-H "Idempotency-Key: ${op.id}-$RANDOM$RANDOM"`);
  if (op.ifMatch === "required") lines.push(`-H 'If-Match: "7"'`);
  const body = op.example?.body ?? sampleBody(document, operation);
  if (op.takes !== undefined) {
    lines.push(`-H "Content-Type: ${op.takes.type}"`, "--data-binary @file.csv");
    return lines.join(" \\\n  ");
  }
  if (body !== undefined) lines.push('-H "Content-Type: application/json"', `-d ${quoted(printed(body))}`);
  return lines.join(" \\\n  ");
}

function sampleBody(document: Document, operation: Operation): unknown {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return schema === undefined ? undefined : sampleOf(document, schema, "", false);
}

/** On one line while it fits a page. */
function printed(body: unknown): string {
  const line = JSON.stringify(body);
  return line.length <= widest ? line : JSON.stringify(body, null, 2);
}

const widest = 90;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
