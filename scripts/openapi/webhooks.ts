// What we send, as OpenAPI 3.1 describes it: one message for all events, and the challenge before the first of them.

const text = (pattern: string, description: string) => ({
  schema: { type: "string", pattern },
  required: true,
  description,
});

/** The headers of Standard Webhooks. */
const headers = [
  {
    in: "header",
    name: "webhook-id",
    ...text("^(evt|dlv)_", "The event's id: the same at every try, so that one who has it can tell."),
  },
  { in: "header", name: "webhook-timestamp", ...text("^\\d+$", "When this try was signed, in seconds since 1970.") },
  {
    in: "header",
    name: "webhook-signature",
    ...text(
      "^v1,",
      "HMAC-SHA256 over `id.timestamp.body` in base64, one for each secret that is alive, with spaces between.",
    ),
  },
];

const answers = (thanks: string) => ({
  "2XX": { description: thanks },
  "410": { description: "Gone for good: the webhook is disabled." },
  "4XX": { description: "Tried again, nine times in three days." },
  "5XX": { description: "Tried again, nine times in three days." },
});

const message = (properties: object) => ({
  required: true,
  content: { "application/json": { schema: { type: "object", properties, required: Object.keys(properties) } } },
});

const type = { type: "string" };
const timestamp = { type: "string", format: "date-time" };

/** `types` are the names of all facts. Data only: nothing of it is an operation of ours. */
export function webhooks(types: readonly string[]): Record<string, Record<string, unknown>> {
  return {
    event: {
      post: {
        operationId: "receiveEvent",
        summary: "An event",
        description: `Any of these: ${types.map((name) => `\`${name}\``).join(", ")}.`,
        tags: ["Webhooks"],
        security: [],
        parameters: headers,
        requestBody: message({ type, timestamp, data: { $ref: "#/components/schemas/EventData" } }),
        responses: answers("Taken. What the answer says is of no account."),
      },
    },
    "endpoint.challenge": {
      post: {
        operationId: "receiveChallenge",
        summary: "A challenge",
        description: "Before the first event, and after each change of the address: give the word back.",
        tags: ["Webhooks"],
        security: [],
        parameters: headers,
        requestBody: message({ type: { const: "endpoint.challenge" }, timestamp, challenge: { type: "string" } }),
        responses: answers("With the word as its body, or as `challenge` in JSON: the webhook is active."),
      },
    },
  };
}
