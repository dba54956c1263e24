import type { Problem } from "#http/problem.ts";
import type { HttpCode } from "#http/refusals.ts";
import type { ApiKeyCode } from "#identity/api-keys/rules.ts";
import type { TeamCode } from "#identity/teams/rules.ts";
import type { AuditCode } from "#records/audit/rules.ts";
import type { DeadLetterCode } from "#records/dead-letters/rules.ts";
import type { DeliveryCode } from "#records/deliveries/rules.ts";

/** The refusals of the area `records`. */
type RecordsCode = AuditCode | DeadLetterCode | DeliveryCode;

/** Every refusal the system can give. The build stops when one has no line here; each line is a page at `/problems/{code}`. */
export type RefusalCode = HttpCode | ApiKeyCode | TeamCode | RecordsCode | "tenant.suspended" | "tenant.demo_over";

export const problems: Readonly<Record<RefusalCode, Problem>> = {
  // The edge: what is wrong with a request whatever it is about.
  "api_version.unknown": {
    status: 400,
    title: "There is no such version of the API.",
    explain: "Leave `Interlock-Version` out, or send one that `GET /v1/versions` lists.",
  },
  "body.invalid": {
    status: 422,
    title: "The body does not fit its schema.",
    explain: "`errors` points at every fault; nothing was changed.",
  },
  "body.missing": { status: 400, title: "This request needs a JSON body." },
  "body.too_deep": { status: 400, title: "The JSON is nested too deeply." },
  "body.too_large": { status: 413, title: "The body is too large." },
  "body.unsupported_type": {
    status: 415,
    title: "The body must be JSON.",
    explain: "Send `Content-Type: application/json`.",
  },
  "change.raced": {
    status: 409,
    title: "Others keep changing this.",
    explain: "The change lost several races in a row and was not made. Try again.",
  },
  "config.unusable": {
    status: 503,
    title: "This installation is not configured.",
    explain: "The operator has to set what `settings` names.",
  },
  "credentials.expired": {
    status: 401,
    title: "The credential has expired.",
    explain: "Refresh the session, or make a new key.",
  },
  "credentials.invalid": { status: 401, title: "The credential is not valid." },
  "credentials.missing": {
    status: 401,
    title: "This needs a credential.",
    explain: "Send `Authorization: Bearer …` with an API key or an access token.",
  },
  "credentials.revoked": {
    status: 401,
    title: "The credential no longer works.",
    explain: "It was revoked, or the rights it carried have changed. Refresh the session to go on.",
  },
  "credentials.wrong_kind": {
    status: 403,
    title: "This kind of credential cannot do that.",
    explain: "Some operations are for signed-in people only, some need a tenant.",
  },
  "cursor.invalid": {
    status: 400,
    title: "The cursor does not belong to this list.",
    explain: "A cursor is good for the tenant, filters and order it was given for.",
  },
  "expand.unknown": { status: 400, title: "That cannot be expanded here." },
  "fault.unexpected": {
    status: 500,
    title: "Something went wrong on our side.",
    explain: "The request id finds it in our log.",
  },
  "header.invalid": { status: 400, title: "A header cannot be read." },
  "id.invalid": { status: 400, title: "That is not an id of the right kind." },
  "idempotency.key_invalid": {
    status: 400,
    title: "The Idempotency-Key cannot be read.",
    explain: "1 to 255 printable ASCII characters, quoted or bare.",
  },
  "idempotency.key_reused": {
    status: 422,
    title: "This Idempotency-Key was used for another request.",
    explain: "Use a new key for a new intent.",
  },
  "idempotency.secret_shown": {
    status: 409,
    title: "This was done before, and its secret was shown then.",
    explain: "Secrets are shown once and not kept. `id` names what was made; rotate it to get a new secret.",
  },
  "json.malformed": { status: 400, title: "The body is not JSON." },
  "method.not_allowed": { status: 405, title: "This path does not take that method." },
  "origin.refused": { status: 403, title: "This form was not sent from our own page." },
  "path.invalid": { status: 400, title: "A part of the path cannot be read." },
  "permission.missing": { status: 403, title: "This needs a permission the credential does not have." },
  "query.invalid": { status: 400, title: "A query parameter cannot be read." },
  "quota.exceeded": {
    status: 429,
    title: "Too many requests.",
    explain: "Wait as many seconds as `Retry-After` says.",
  },
  "route.unknown": { status: 404, title: "There is nothing here." },
  "service.not_ready": {
    status: 503,
    title: "The service cannot work yet.",
    explain: "`missing` names what does not answer.",
  },
  "storage.unavailable": { status: 503, title: "The database cannot be reached for the moment." },
  "version.conflict": {
    status: 412,
    title: "It has changed since you saw it.",
    explain: "Read it again, and send the new ETag.",
  },
  "version.required": {
    status: 428,
    title: "Say which version you have seen.",
    explain: "Send `If-Match` with the ETag of your last read.",
  },

  // Tenants
  "tenant.suspended": { status: 403, title: "This company's account is suspended." },
  "tenant.demo_over": { status: 403, title: "This company's demo has ended." },

  // API keys
  "api_key.unknown": { status: 404, title: "There is no such API key." },
  "api_key.beyond_yours": {
    status: 403,
    title: "A key may do no more than you may.",
    explain: "Making one, widening one and being shown the secret of one take all the permissions it carries.",
  },
  "api_key.outlives_yours": { status: 422, title: "A key made with a key ends no later than that one." },
  "api_key.revoked": { status: 409, title: "This key was revoked.", explain: "That is final: make a new one." },
  "api_key.expired": { status: 409, title: "This key has expired.", explain: "Make a new one." },

  // Teams
  "team.unknown": { status: 404, title: "There is no such team." },
  "team.name_taken": { status: 409, title: "Another team has this name." },
  "team.parent_unknown": { status: 422, title: "The team above does not exist." },
  "team.circular": { status: 422, title: "A team cannot hang below itself." },
  "team.too_deep": { status: 422, title: "Teams can be nested five levels deep." },
  "team.has_children": {
    status: 409,
    title: "Other teams hang below this one.",
    explain: "Move or delete them first.",
  },
  "team.member_unknown": { status: 404, title: "There is no such member here." },

  // Records: what happened, what was sent, what could not be finished
  "audit_event.unknown": { status: 404, title: "There is no such event." },
  "delivery.unknown": { status: 404, title: "There is no such delivery." },
  "delivery.not_retryable": {
    status: 409,
    title: "This delivery cannot be sent once more.",
    explain: "Only one that failed, or of which nobody knows whether it arrived, can.",
  },
  "dead_letter.unknown": { status: 404, title: "There is no such dead letter." },
  "dead_letter.closed": { status: 409, title: "This dead letter has been replayed or resolved." },
};

export const problemOf = (code: string): Problem | undefined =>
  Object.hasOwn(problems, code) ? problems[code as RefusalCode] : undefined;
