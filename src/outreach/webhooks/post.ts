import { callOutside, type Heard } from "#platform/outbound.ts";
import type { Scope } from "#platform/scope.ts";
import { liveSecrets, type Message, signedHeaders } from "./signing.ts";
import type { Webhook } from "./tables.ts";

/** One message to an endpoint, signed with every secret that is alive. */
export async function post(scope: Scope, webhook: Webhook, message: Message): Promise<Heard> {
  const secrets = await liveSecrets(scope.config, webhook, message.at);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Interlock-Webhooks",
    "interlock-version": webhook.apiVersion,
    ...(await signedHeaders(secrets, message)),
  };
  return callOutside(scope, { purpose: "webhook", url: webhook.url, headers, body: message.body });
}
