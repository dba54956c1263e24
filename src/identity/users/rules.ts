import { minute } from "#kernel/instant.ts";
import type { Policy } from "#platform/limiter/budget.ts";
import type { User } from "./tables.ts";

export type UserCode =
  | "user.last_owner"
  | "user.email_taken"
  | "user.suspended"
  | "email_change.wrong_code"
  | "email_change.over"
  | "identity.unknown";

export const codeLifeFor = 10 * minute;

/** Addresses one person may have a code mailed to. */
export const changePolicy: Policy = { name: "email-change", quota: 5, windowSeconds: 3_600 };

export type Profile = Pick<
  User,
  "givenName" | "familyName" | "displayName" | "phone" | "imageUrl" | "timeZone" | "locale"
>;

/** A merge patch: what is named changes, null empties, the rest stays. */
export function patched(before: Profile, patch: { [K in keyof Profile]?: Profile[K] | undefined }): Profile {
  const named = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(named) };
}
