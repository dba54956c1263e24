import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const userStatuses = ["active", "suspended", "deleted"] as const;

/** A person who can sign in, in whichever tenants. One e-mail, one person; all rights hang on memberships. */
export const users = sqliteTable(
  "users",
  {
    id: text("id").$type<Id<"user">>().primaryKey(),
    /** Lower case. Cleared when the person is deleted, so that the address is free again. */
    email: text("email"),
    emailVerifiedAt: integer("email_verified_at").$type<Instant>(),
    givenName: text("given_name"),
    familyName: text("family_name"),
    displayName: text("display_name"),
    phone: text("phone"),
    imageUrl: text("image_url"),
    timeZone: text("time_zone"),
    locale: text("locale"),
    status: text("status", { enum: userStatuses }).notNull(),
    requireSecondFactor: integer("require_second_factor", { mode: "boolean" }).notNull().default(false),
    suspendedAt: integer("suspended_at").$type<Instant>(),
    suspendedBy: text("suspended_by"),
    lastLoginAt: integer("last_login_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [uniqueIndex("users_email").on(t.email)],
);

/** An identity at an outside provider: issuer and subject, never an e-mail. Signing in with one comes with outside access. */
export const identities = sqliteTable(
  "identities",
  {
    id: text("id").$type<Id<"identity">>().primaryKey(),
    userId: text("user_id")
      .$type<Id<"user">>()
      .notNull()
      .references(() => users.id),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    kind: text("kind", { enum: ["oidc", "oauth", "saml"] }).notNull(),
    scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
    tokenType: text("token_type"),
    sealedAccessToken: text("sealed_access_token"),
    sealedRefreshToken: text("sealed_refresh_token"),
    sealedIdToken: text("sealed_id_token"),
    expiresAt: integer("expires_at").$type<Instant>(),
    refreshExpiresAt: integer("refresh_expires_at").$type<Instant>(),
    sessionState: text("session_state"),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [uniqueIndex("identities_subject").on(t.issuer, t.subject), index("identities_user").on(t.userId)],
);

export type User = typeof users.$inferSelect;

export type Identity = typeof identities.$inferSelect;
