import { announcer } from "#platform/commit.ts";
import { webhookFacts } from "../facts.ts";
import type { Webhook } from "../tables.ts";

export const tell = announcer(webhookFacts);

/** What an auditor may read of an endpoint: no secret, and nothing that moves without a version. */
export function audited(webhook: Webhook) {
  const { secret: _, previousSecret: __, failures: ___, stretch: ____, toldAt: _____, ...rest } = webhook;
  const { failingSince: ______, pausedUntil: _______, wakesAt: ________, ...told } = rest;
  return told;
}
