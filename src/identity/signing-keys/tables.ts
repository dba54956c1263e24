import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Instant } from "#kernel/instant.ts";

/** Keys that sign access tokens. `kid` is the thumbprint; the private half is sealed. Three are published: next, current, previous. */
export const signingKeys = sqliteTable(
  "signing_keys",
  {
    kid: text("kid").primaryKey(),
    ordinal: integer("ordinal").notNull(),
    publicJwk: text("public_jwk", { mode: "json" }).$type<{ kty: string; crv: string; x: string }>().notNull(),
    sealedPrivateJwk: text("sealed_private_jwk").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    /** Signs from here on; the newest key whose moment has come is current. */
    activeFrom: integer("active_from").$type<Instant>().notNull(),
  },
  (t) => [uniqueIndex("signing_keys_ordinal").on(t.ordinal)],
);

export type SigningKey = typeof signingKeys.$inferSelect;
