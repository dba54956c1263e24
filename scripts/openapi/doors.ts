// Doors that speak no JSON: mail programs, calendars and mail providers come to them, with the proof in the address or in a signature.
// The router's own routes carry their refusals; a law holds the two equal.
import type { Problem } from "../../src/http/problem.ts";

export interface Door {
  id: string;
  method: "get" | "post";
  path: string;
  tag: string;
  summary: string;
  description: string;
  /** Its own; what the edge says to everybody is added. */
  refusals: readonly string[];
  parameters: readonly object[];
  body?: { type: string; schema: object };
  answers: Readonly<Record<number, { type?: string; headers?: readonly "ETag"[] }>>;
  /** What follows the address in a request one can paste. */
  curl?: string;
}

const token = {
  name: "token",
  in: "path",
  required: true,
  description: "As it stands in the address we made.",
  schema: { type: "string", minLength: 1, maxLength: 2_000 },
};

const signed = (name: string, description: string) => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

export const doors: readonly Door[] = [
  {
    id: "readCalendarFeed",
    method: "get",
    path: "/v1/calendar-feeds/{token}",
    tag: "Calendar feeds",
    summary: "Read a calendar feed",
    description: "For calendar programs: the address is all they need, with `.ics` at its end or without.",
    refusals: ["calendar_feed.unknown", "calendar_feed.over"],
    parameters: [token, { $ref: "#/components/parameters/IfNoneMatch" }],
    answers: { 200: { type: "text/calendar", headers: ["ETag"] }, 304: { headers: ["ETag"] } },
  },
  {
    id: "lookAtUnsubscribe",
    method: "get",
    path: "/v1/unsubscribe/{token}",
    tag: "Suppressions",
    summary: "See what one would no longer be written about",
    description: "The page that a mail's `List-Unsubscribe` leads people to. Looking changes nothing.",
    refusals: ["unsubscribe.unknown"],
    parameters: [token],
    answers: { 200: { type: "text/html" } },
  },
  {
    id: "unsubscribe",
    method: "post",
    path: "/v1/unsubscribe/{token}",
    tag: "Suppressions",
    summary: "Leave a list",
    description:
      "One click, as RFC 8058 has it: mail programs post this form for their readers, and the page's button does.",
    refusals: ["unsubscribe.unknown", "unsubscribe.unasked", "change.raced"],
    parameters: [token],
    body: {
      type: "application/x-www-form-urlencoded",
      schema: {
        type: "object",
        properties: { "List-Unsubscribe": { const: "One-Click" } },
        required: ["List-Unsubscribe"],
      },
    },
    answers: { 200: { type: "text/html" } },
    curl: "-d List-Unsubscribe=One-Click",
  },
  {
    id: "takeInMailEvent",
    method: "post",
    path: "/v1/inbound/mail/{provider}",
    tag: "Deliveries",
    summary: "Tell what became of a mail",
    description:
      "For the mail provider: bounces and complaints, signed as Standard Webhooks have it (`svix-` headers do as well). " +
      "Each id counts once, however often it comes.",
    refusals: ["inbound.provider_unknown", "inbound.signature_invalid"],
    parameters: [
      { name: "provider", in: "path", required: true, schema: { type: "string", enum: ["resend"] } },
      signed("webhook-id", "Names the event: the same at every try."),
      signed("webhook-timestamp", "When it was signed, in seconds since 1970; good for five minutes."),
      signed(
        "webhook-signature",
        "`v1,` and HMAC-SHA256 over `id.timestamp.body` in base64; several with spaces between.",
      ),
    ],
    body: { type: "application/json", schema: { type: "object" } },
    answers: { 204: {} },
    curl: `-H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: $SIGNATURE" -d "$BODY"`,
  },
];

const edgeCodes = ["quota.exceeded", "fault.unexpected", "storage.unavailable", "config.unusable"];

/** Every code a door can answer with, by status. */
export function refusalsOfDoor({ method, refusals }: Door, problems: Record<string, Problem>): [number, string[]][] {
  const codes = [...edgeCodes, ...(method === "post" ? ["body.too_large"] : []), ...refusals].toSorted();
  const byStatus = Map.groupBy(codes, (code) => {
    const status = problems[code]?.status;
    if (status === undefined) throw new Error(`a door refuses with ${code}, which problems.ts does not know`);
    return status;
  });
  return [...byStatus].toSorted(([a], [b]) => a - b);
}
