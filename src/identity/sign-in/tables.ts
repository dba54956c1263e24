import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** One ask to sign in: a code and a link, good once, for ten minutes, for the browser that asked. All secrets hashed. */
export const signIns = sqliteTable(
  "sign_ins",
  {
    id: text("id").$type<Id<"sign_in">>().primaryKey(),
    email: text("email").notNull(),
    codeHash: text("code_hash").notNull(),
    linkHash: text("link_hash").notNull(),
    browserHash: text("browser_hash").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    usedAt: integer("used_at").$type<Instant>(),
  },
  (t) => [index("sign_ins_email").on(t.email, t.createdAt), index("sign_ins_expires").on(t.expiresAt)],
);

export type SignIn = typeof signIns.$inferSelect;
