import { exceeded, networkOf } from "#http/guard.ts";
import { commitAlone } from "#identity/gate/alone.ts";
import { isOpen as isOpenPlace, type Place, scopeIn } from "#identity/gate/places.ts";
import { audited, choosePlace, prepareSession, type Tokens, tokensOf } from "#identity/sessions/actions/open.ts";
import { sessionFacts } from "#identity/sessions/facts.ts";
import type { User } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import { sendBatch, type Statement } from "#platform/d1.ts";
import { sendNow } from "#platform/deliveries/send.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Context } from "#platform/scope.ts";
import { mintCode, mintSecret, sameText, sha256 } from "#platform/secrets.ts";
import { languageOf, signInMail } from "./mail.ts";
import {
  addressPolicy,
  addressTotalPolicy,
  guessPolicy,
  judge,
  lifeFor,
  maxTries,
  nameFromAddress,
  networkPolicy,
} from "./rules.ts";
import { hashAddress, hashCode } from "./secrets.ts";
import * as store from "./store.ts";
import type { SignIn } from "./tables.ts";

const tell = announcer(sessionFacts);

export type Asked = { id: Id<"sign_in">; browserSecret: string; expiresAt: Instant };

/**
 * Mails a code and a link to an address, whoever it belongs to. Nothing here looks at whether anybody has it, so nothing in the
 * answer, in its work or in its time can tell.
 */
export async function ask(
  context: Context,
  words: { email: string; locale?: string | undefined },
): Promise<Outcome<Asked>> {
  const network = networkOf(context.caller?.ip ?? "0.0.0.0");
  const verdict = await askBudget(context.bindings, `sign-in network ${network}`, networkPolicy);
  if (!verdict.allowed) return { ok: false, refusal: exceeded(networkPolicy, verdict) };
  const mayMail = await mayBeMailed(context, words.email);

  const [id, code, linkSecret, browserSecret] = [context.newId("sign_in"), mintCode(), mintSecret(), mintSecret()];
  const row: SignIn = {
    id,
    email: words.email,
    codeHash: await hashCode(context.config, id, code),
    linkHash: await sha256(linkSecret),
    browserHash: await sha256(browserSecret),
    // What nobody was told cannot be guessed at either.
    attempts: mayMail ? 0 : maxTries,
    createdAt: context.now,
    expiresAt: after(context.now, lifeFor),
    usedAt: null,
  };

  await sendBatch(context.db, [store.insertAsk(context, row)]);
  if (mayMail) {
    const link = `${context.config.baseUrl}/sign-in/link/${id}.${linkSecret}`;
    const about = { template: "sign_in", subjectId: id, recipient: words.email, tenant: null };
    context.later(sendNow(context, about, signInMail(words.email, { code, link }, languageOf(words.locale))));
  }
  return done({ id, browserSecret, expiresAt: row.expiresAt });
}

/** What anybody may have sent to an address by typing it in: so much from one network, so much in all. */
export async function mayBeMailed(context: Context, email: string): Promise<boolean> {
  const address = await hashAddress(context.config, email);
  const network = networkOf(context.caller?.ip ?? "0.0.0.0");
  const here = await askBudget(context.bindings, `address ${address} from ${network}`, addressPolicy);
  return here.allowed && (await askBudget(context.bindings, `address ${address}`, addressTotalPolicy)).allowed;
}

export type ProofWords = {
  browser_secret: string;
  code?: string | undefined;
  link_secret?: string | undefined;
  tenant?: string | undefined;
};

/** Uses up an ask and opens a session: all in one batch, so that a code used twice at the same moment opens one. */
export async function verify(context: Context, id: Id<"sign_in">, words: ProofWords): Promise<Outcome<Tokens>> {
  const asked = await store.findAsk(context, id);
  const proof = {
    browserHash: await sha256(words.browser_secret),
    codeHash: words.code === undefined ? null : await hashCode(context.config, id, words.code),
    linkHash: words.link_secret === undefined ? null : await sha256(words.link_secret),
  };

  const verdict = judge(asked, proof, context.now, sameText);
  const isGuess =
    words.code !== undefined && (verdict.ok ? verdict.value === "code" : verdict.refusal.code === "sign_in.wrong_code");
  if (asked === undefined || (isGuess && !(await mayGuess(context, asked.email)))) return refuse("sign_in.over");
  if (!verdict.ok) {
    if (verdict.refusal.code !== "sign_in.wrong_code") return verdict;
    return (await store.spendTry(context, id)) ? verdict : refuse("sign_in.over");
  }

  return open(context, asked, verdict.value === "link" ? "mail_link" : "mail_code", words.tenant);
}

/** One budget for all codes that are tried against an address. */
export async function mayGuess(context: Context, email: string): Promise<boolean> {
  const verdict = await askBudget(context.bindings, `guesses ${await hashAddress(context.config, email)}`, guessPolicy);
  return verdict.allowed;
}

async function open(
  context: Context,
  asked: SignIn,
  method: "mail_code" | "mail_link",
  wanted: string | undefined,
): Promise<Outcome<Tokens>> {
  const known = await store.findByEmail(context, asked.email);
  if (known?.status === "suspended") return refuse("user.suspended");
  const user = known ?? newcomer(context, asked.email);
  const { places, last } = known === undefined ? { places: [], last: null } : await store.readPlaces(context, user.id);

  const place = choosePlace(
    places.filter((one) => isOpenPlace(one, context.now)),
    wanted,
    last,
  );
  const { session, insert } = await prepareSession(context, { user: user.id, tenant: place?.tenant ?? null, method });

  const also = [known === undefined ? store.insertUser(context, user) : store.noteLogin(context, user.id), insert];
  const write = { change: store.useUp(context, asked), also, result: session };
  const opened = await commitIn(context, place, user, write);
  return opened.ok ? done(await tokensOf(context, session)) : opened;
}

type Write = {
  change: Statement;
  also: readonly Statement[];
  result: Awaited<ReturnType<typeof prepareSession>>["session"];
};

async function commitIn(
  context: Context,
  place: Place | undefined,
  user: User,
  write: Write,
): Promise<Outcome<Write["result"]>> {
  const session = write.result;
  // Two asks of one new address, proved at the same moment: the second finds the person there and looks again.
  const taken = { "users.email": { code: "commit.missed" } };
  if (place === undefined) return commitAlone(context, { ...write, taken });
  const scope = scopeIn(context, place, { kind: "member", member: place.member, user: user.id, session: session.id });
  return commit(scope, { ...write, taken, fact: tell("session.opened", session.id, 1, null, audited(session)) });
}

/** Whoever proves an address that nobody has becomes a person, who belongs nowhere yet. */
function newcomer(context: Context, email: string): User {
  return {
    id: context.newId("user"),
    email,
    emailVerifiedAt: context.now,
    givenName: null,
    familyName: null,
    displayName: nameFromAddress(email),
    phone: null,
    imageUrl: null,
    timeZone: null,
    locale: null,
    status: "active",
    requireSecondFactor: false,
    suspendedAt: null,
    suspendedBy: null,
    lastLoginAt: context.now,
    createdAt: context.now,
    updatedAt: context.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
}
