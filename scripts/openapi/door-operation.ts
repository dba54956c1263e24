// A door that speaks no JSON as an OpenAPI operation.
import { headers, phrases, refusalAnswer } from "./components.ts";
import type { Source } from "./contracts.ts";
import { exampleOrigin } from "./curl.ts";
import { type Door, refusalsOfDoor } from "./doors.ts";

/** A door as an operation of the document. */
export function operationOfDoor(door: Door, { problems }: Source): Record<string, unknown> {
  const answers = Object.entries(door.answers).map(([status, { type, headers: named = [] }]) => [
    status,
    {
      description: `${phrases[Number(status)]}.`,
      headers: headers("Request-Id", ...named),
      ...(type === undefined ? {} : { content: { [type]: { schema: { type: "string" } } } }),
    },
  ]);
  const refusals = refusalsOfDoor(door, problems).map(([status, codes]) => [status, refusalAnswer(status, codes)]);
  return {
    operationId: door.id,
    tags: [door.tag],
    summary: door.summary,
    description: door.description,
    security: [],
    "x-permission": "anyone",
    "x-door": true,
    parameters: door.parameters,
    ...(door.body === undefined
      ? {}
      : { requestBody: { required: true, content: { [door.body.type]: { schema: door.body.schema } } } }),
    responses: Object.fromEntries([...answers, ...refusals]),
    "x-codeSamples": [{ lang: "curl", label: "curl", source: sampleOf(door) }],
  };
}

const sampleOf = ({ path, curl }: Door): string => {
  const address = `${exampleOrigin}${path.replace("{provider}", "resend").replace("{token}", "$TOKEN")}`;
  return `curl ${address}${curl === undefined ? "" : ` \\\n  ${curl}`}`;
};
