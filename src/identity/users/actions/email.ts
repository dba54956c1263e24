import { exceeded } from "#http/guard.ts";
import { commitAlone } from "#identity/gate/alone.ts";
import { nameOf } from "#identity/members/rules.ts";
import { mayBeMailed, mayGuess } from "#identity/sign-in/actions.ts";
import { isOpen, maxTries } from "#identity/sign-in/rules.ts";
import type { SignIn } from "#identity/sign-in/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer } from "#platform/commit.ts";
import { sendNow } from "#platform/deliveries/send.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { PersonContext } from "#platform/scope.ts";
import { keyedHash, mintCode, sameText } from "#platform/secrets.ts";
import { userFacts } from "../facts.ts";
import { changedMail, codeMail } from "../mail.ts";
import { changePolicy, codeLifeFor } from "../rules.ts";
import * as store from "../store.ts";
import type { User } from "../tables.ts";
import { commitOwn } from "./profile.ts";

const tell = announcer(userFacts);

export type EmailAsked = { id: Id<"sign_in">; email: string; expiresAt: Instant };

/** Mails a code to the new address. Whether somebody else has it is told only to whoever proves it. */
export async function askEmail(context: PersonContext, email: string): Promise<Outcome<EmailAsked>> {
  const { user } = context.actor;
  const verdict = await askBudget(context.bindings, `email change ${user}`, changePolicy);
  if (!verdict.allowed) return { ok: false, refusal: exceeded(changePolicy, verdict) };
  const mayMail = await mayBeMailed(context, email);

  const [id, code] = [context.newId("sign_in"), mintCode()];
  const proof: SignIn = {
    id,
    email,
    codeHash: await hashCode(context, id, code),
    linkHash: "none",
    browserHash: boundTo(user),
    attempts: mayMail ? 0 : maxTries,
    createdAt: context.now,
    expiresAt: after(context.now, codeLifeFor),
    usedAt: null,
  };

  const result = { id, email, expiresAt: proof.expiresAt };
  const asked = await commitAlone(context, { change: store.insertProof(context, proof), result, by: context });
  if (asked.ok && mayMail) {
    const about = { template: "email_change", subjectId: id, recipient: email, tenant: null };
    context.later(sendNow(context, about, codeMail(email, code)));
  }
  return asked;
}

/** Proves the new address, and makes it the person's: theirs, and the copies in every tenant they belong to. */
export async function verifyEmail(context: PersonContext, id: Id<"sign_in">, code: string): Promise<Outcome<User>> {
  const { user: self } = context.actor;
  const [user, proof] = await Promise.all([store.findUser(context, self), store.findProof(context, id, boundTo(self))]);

  if (user === undefined || proof === undefined || !isOpen(proof, context.now)) return refuse("email_change.over");
  if (!(await mayGuess(context, proof.email))) return refuse("email_change.over");
  if (!sameText(proof.codeHash, await hashCode(context, id, code))) {
    const left = maxTries - proof.attempts - 1;
    const isSpent = await store.spendTry(context, id);
    return isSpent
      ? refuse("email_change.wrong_code", { pointer: "/code", tries_left: left })
      : refuse("email_change.over");
  }
  const fresh: User = {
    ...user,
    email: proof.email,
    emailVerifiedAt: context.now,
    updatedAt: context.now,
    version: user.version + 1,
  };

  const changed = await commitOwn(context, {
    change: store.changeEmail(context, user, fresh, proof),
    fact: tell("user.email_changed", user.id, fresh.version, { email: user.email }, { email: fresh.email }),
    also: [
      store.useUpProof(context, proof),
      store.copyToMembers(context, self, { email: proof.email, displayName: nameOf(fresh) }),
    ],
    result: fresh,
    taken: { "users.email": { code: "user.email_taken" } },
  });
  if (changed.ok && user.email !== null && user.email !== fresh.email) {
    const about = { template: "email_changed", subjectId: user.id, recipient: user.email, tenant: null };
    context.later(sendNow(context, about, changedMail(user.email)));
  }
  return changed.ok ? done(changed.value) : changed;
}

/** Where a sign-in is bound to its browser, this is bound to its person; no browser's hash looks like it. */
const boundTo = (user: Id<"user">): string => `person ${user}`;

const hashCode = (context: PersonContext, id: Id<"sign_in">, code: string): Promise<string> =>
  keyedHash(context.config, "email code", [id, context.actor.user, code]);
