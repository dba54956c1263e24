import { type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Policy } from "#platform/limiter/budget.ts";

export type SignInCode = "sign_in.wrong_code" | "sign_in.over" | "sign_in.other_browser" | "user.suspended";

export const lifeFor = 10 * minute;
export const maxTries = 5;

/**
 * Mails one network may have sent to an address, and all networks together. Beyond it the answer stays the same and nothing goes
 * out, so it tells nothing either. Two budgets, because one stranger must not be able to spend what its owner needs.
 */
export const addressPolicy: Policy = { name: "sign-in-address", quota: 5, windowSeconds: 900 };
export const addressTotalPolicy: Policy = { name: "sign-in-address-total", quota: 20, windowSeconds: 900 };
/** Asks one network may make. */
export const networkPolicy: Policy = { name: "sign-in-network", quota: 30, windowSeconds: 900 };
/**
 * Codes that may be tried for one address, over all asks. Six digits stand five tries at a time, not thousands of asks; once it
 * is spent, only the link (256 bits) still opens, so nobody can be locked out by another's guesses.
 */
export const guessPolicy: Policy = { name: "sign-in-guess", quota: 25, windowSeconds: 86_400 };

type Ask = {
  codeHash: string;
  linkHash: string;
  browserHash: string;
  attempts: number;
  expiresAt: Instant;
  usedAt: Instant | null;
};

/** What a caller brings, hashed as the row is. */
export type Proof = { browserHash: string; codeHash: string | null; linkHash: string | null };

/** Whether an ask can still be answered at all. */
export const isOpen = (ask: Ask, now: Instant): boolean =>
  ask.usedAt === null && ask.expiresAt > now && ask.attempts < maxTries;

/**
 * A code or a link is good once, for ten minutes, in the browser that asked. Whatever is over answers alike, whether it was used
 * up, ran out, was guessed at too often or never existed. Only whoever holds the right link learns that it is the browser that
 * is wrong: they have read the mail.
 */
export function judge(
  ask: Ask | undefined,
  proof: Proof,
  now: Instant,
  same: (a: string, b: string) => boolean,
): Outcome<"code" | "link", SignInCode> {
  if (ask === undefined || !isOpen(ask, now)) return refuse("sign_in.over");
  const isLink = proof.linkHash !== null && same(ask.linkHash, proof.linkHash);
  if (!same(ask.browserHash, proof.browserHash)) return refuse(isLink ? "sign_in.other_browser" : "sign_in.over");
  if (isLink) return done("link");
  if (proof.codeHash !== null && same(ask.codeHash, proof.codeHash)) return done("code");
  return refuse("sign_in.wrong_code", {
    pointer: proof.codeHash === null ? "/link_secret" : "/code",
    tries_left: maxTries - ask.attempts - 1,
  });
}

/** The name we call somebody by who has told us only their address. */
export const nameFromAddress = (email: string): string => email.slice(0, email.indexOf("@")).slice(0, 100);
