// Which refusals an operation can give: its own, and those the edge gives for everything the contract asks for.
import type { OpDef } from "../../src/http/op.ts";
import type { Source } from "./contracts.ts";

/** Every code this operation can answer with, by status. */
export function refusalsOf(op: OpDef, problems: Source["problems"]): Map<number, string[]> {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...edgeCodes(op), ...(op.refusals ?? [])])) {
    const problem = problems[code];
    if (problem === undefined) throw new Error(`${op.id} refuses with ${code}, which problems.ts does not know`);
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), code].toSorted());
  }
  return new Map([...byStatus].toSorted(([a], [b]) => a - b));
}

/** Whether an `Idempotency-Key` means anything here. */
export const takesKey = (op: OpDef): boolean => op.method === "post" && op.repeats !== true;

/** Whether the answer has a version, and so an ETag. */
export const hasVersion = (op: OpDef): boolean => op.order === undefined && "version" in shapeOf(op);

export const shapeOf = (op: OpDef): object => {
  const answer: unknown = op.answer;
  return typeof answer === "object" && answer !== null && "shape" in answer ? (answer.shape as object) : {};
};

function edgeCodes(op: OpDef): string[] {
  const codes = ["api_version.unknown", "header.invalid", "query.invalid", "quota.exceeded", "fault.unexpected"];
  codes.push("storage.unavailable", "config.unusable");
  if (op.may !== "anyone") codes.push(...credentialCodes(op.may));
  if (op.param !== undefined) codes.push("id.invalid", "path.invalid");
  if (op.order !== undefined) codes.push("cursor.invalid");
  if (op.expand !== undefined) codes.push("expand.unknown");
  if (op.method !== "get") codes.push("change.raced");
  if (op.ifMatch === "required") codes.push("version.required");
  if (op.body !== undefined) codes.push(...bodyCodes);
  if (op.takes !== undefined) codes.push("body.missing", "body.too_large", "body.unsupported_type");
  if (takesKey(op)) codes.push("idempotency.key_invalid", "idempotency.key_reused");
  if (op.key !== undefined) codes.push("idempotency.key_required");
  if (takesKey(op) && op.secret === true) codes.push("idempotency.secret_shown");
  return codes;
}

const bodyCodes = [
  "body.missing",
  "body.too_deep",
  "json.malformed",
  "body.too_large",
  "body.unsupported_type",
  "body.invalid",
];

function credentialCodes(may: string): string[] {
  const codes = ["credentials.missing", "credentials.invalid", "credentials.expired", "credentials.revoked"];
  codes.push("credentials.wrong_kind", "tenant.suspended", "tenant.demo_over");
  return may === "person" || may === "tenant" ? codes : [...codes, "permission.missing"];
}
