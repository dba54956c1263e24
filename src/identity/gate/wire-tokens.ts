import * as z from "zod";
import { idOut, instantOut, line, object } from "#http/wire.ts";
import type { Tokens as Handed } from "#identity/sessions/actions/open.ts";
import { toWire } from "#kernel/instant.ts";

export const Tokens = z
  .strictObject({
    object: object("tokens"),
    access_token: z.string(),
    access_expires_at: instantOut,
    refresh_token: z
      .string()
      .nullable()
      .meta({ description: "Good once. Null after a switch: the one you hold goes on." }),
    refresh_expires_at: instantOut,
    session_id: idOut("session"),
    tenant: z.strictObject({ id: idOut("tenant"), slug: z.string(), name: z.string() }).nullable(),
    member_id: idOut("member").nullable(),
  })
  .meta({ id: "Tokens" });

/** A tenant, as somebody who signs in may name it. */
export const tenantName = line(100).meta({ description: "The tenant's slug or id." });

export function tokensView(tokens: Handed) {
  const { place, session } = tokens;
  return {
    object: "tokens" as const,
    access_token: tokens.accessToken,
    access_expires_at: toWire(tokens.accessExpiresAt),
    refresh_token: tokens.refreshToken,
    refresh_expires_at: toWire(tokens.refreshExpiresAt),
    session_id: session.id,
    tenant: place === null ? null : { id: place.tenant, slug: place.slug, name: place.name },
    member_id: place?.member ?? null,
  };
}
