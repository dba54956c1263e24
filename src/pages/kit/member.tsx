import type { Client } from "#http/client.ts";
import type { Admitted } from "#http/door.ts";
import { exceeded, keyPolicy } from "#http/guard.ts";
import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { gate } from "#identity/gate/gate.ts";
import { isPermission, type Permission } from "#identity/permissions.ts";
import { accessOf, type Tokens } from "#identity/sessions/actions/open.ts";
import { recognise } from "#identity/sessions/actions/refresh.ts";
import { getMyTenant } from "#identity/tenants/contract.ts";
import type * as tenantWords from "#identity/tenants/contract.ts";
import { getMe } from "#identity/users/contract.ts";
import type * as userWords from "#identity/users/contract.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Refusal } from "#kernel/outcome.ts";
import { askBudget } from "#platform/limiter/client.ts";
import { countUnread } from "#outreach/notifications/contract.ts";
import type { Context, PersonContext } from "#platform/scope.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import type * as z from "zod";
import { seeOther, settled } from "./answers.ts";
import { dropCookie, readCookie, writeCookie } from "./cookies.ts";
import { type Speech, speechFor } from "./language.ts";
import { need, Turned } from "./problem.tsx";
import { turnedPage } from "./sorry.tsx";

/** Somebody who is signed in, wherever they work. */
export type PersonVisit = {
  person: PersonContext;
  access: Tokens;
  me: z.output<typeof userWords.User>;
  /** Asks as this person, in the company they are working at. */
  api: Client;
  speech: Speech;
  zone: ZoneId;
  now: Instant;
  nonce: string;
  asked: PageAsk;
};

/** The same person, working at a company. */
export type Visit = PersonVisit & {
  member: string;
  tenant: z.output<typeof tenantWords.Workplace>;
  /** How many notifications wait for them. */
  unread: number;
  may: (permission: Permission) => boolean;
};

type Show<V> = (visit: V) => Promise<PageAnswer>;

/** A page for whoever the cookie belongs to; everybody else is sent to sign in, and comes back after. */
export const forPeople =
  (show: Show<PersonVisit>): PageRoute["render"] =>
  async (context, asked) => {
    const known = await personIn(context, asked);
    if (known === undefined) return seeOther(signInPath(asked), [dropCookie(context.config, "session")]);
    return shown(known, asked, () => show(known.visit));
  };

/** A page of the company somebody works at; whoever works nowhere yet is welcomed first. */
export const forMembers =
  (show: Show<Visit>): PageRoute["render"] =>
  async (context, asked) => {
    const known = await personIn(context, asked);
    if (known === undefined) return seeOther(signInPath(asked), [dropCookie(context.config, "session")]);
    const { visit, admitted } = known;
    const { place } = visit.access;
    if (place === null || !("permissions" in admitted.context)) return seeOther("/welcome");
    const { permissions } = admitted.context;
    return shown(known, asked, async () => {
      const [tenant, { unread }] = await Promise.all([
        need(visit.api.call(getMyTenant, { param: { id: place.tenant } })),
        need(visit.api.call(countUnread, {})),
      ]);
      return show({
        ...visit,
        zone: zoneIn(visit.me.time_zone, asked.guessedZone, tenant.time_zone),
        member: place.member,
        tenant,
        unread,
        may: (permission) => isPermission(permission) && permissions.has(permission),
      });
    });
  };

/** `spent`: they have asked for so many pages in this minute that this one is not drawn. */
type Known = { visit: PersonVisit; admitted: Admitted; cookie: string; spent: Refusal | undefined };

async function sessionIn(context: Context, asked: PageAsk) {
  const token = readCookie(context.config, asked.header("Cookie"), "session");
  const recognised = token === undefined ? undefined : await settled(() => recognise(context, token));
  return token === undefined || !recognised?.ok ? undefined : { token, session: recognised.value };
}

/** For pages that anybody may see, and that say something else to those who are signed in. */
export const isSignedIn = async (context: Context, asked: PageAsk): Promise<boolean> =>
  (await sessionIn(context, asked)) !== undefined;

async function personIn(context: Context, asked: PageAsk): Promise<Known | undefined> {
  const found = await sessionIn(context, asked);
  if (found === undefined) return undefined;
  const { token, session } = found;
  const access = await accessOf(context, session);
  // What a page asks is asked with the very token that a program of this person would bear.
  const admitted = await gate(context, `Bearer ${access.accessToken}`);
  if (!admitted.ok) return undefined;
  const api = asked.api(admitted.value);
  const [me, verdict] = await Promise.all([
    need(api.call(getMe, {})),
    askBudget(context.bindings, admitted.value.budget ?? session.id, keyPolicy),
  ]);
  const speech = speechFor({
    chosen: asked.url.searchParams.get("lang"),
    hours: asked.url.searchParams.get("hours"),
    profile: me.locale,
    accept: asked.header("Accept-Language"),
  });
  const actor =
    access.place === null
      ? { kind: "person" as const, user: session.userId, session: session.id }
      : { kind: "member" as const, user: session.userId, session: session.id, member: access.place.member };
  const spent = verdict.allowed ? undefined : exceeded(keyPolicy, verdict);
  const visit: PersonVisit = {
    person: { ...context, actor },
    access,
    me,
    api,
    speech,
    zone: zoneIn(me.time_zone, asked.guessedZone),
    now: context.now,
    nonce: asked.nonce,
    asked,
  };
  const cookie = writeCookie(context.config, "session", token, (session.idleUntil - context.now) / 1_000);
  return { visit, admitted: admitted.value, cookie, spent };
}

/** The first zone that there is. */
export const zoneIn = (...names: (string | null | undefined)[]): ZoneId =>
  names.map((name) => (name == null ? undefined : zoneOf(name))).find((zone) => zone !== undefined) ?? utc;

const utc = zoneOf("Etc/UTC") ?? ("UTC" as ZoneId);

/** Shows the page or what it was refused, and lets the session idle from now on. */
async function shown(
  { visit, cookie, spent }: Known,
  asked: PageAsk,
  show: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  if (spent !== undefined) return { ok: false, refusal: spent };
  const answer = await show().catch((error: unknown) => {
    if (!(error instanceof Turned)) throw error;
    return turnedPage(error.problem, visit.speech, asked.nonce);
  });
  // A page that has ended the session drops the cookie itself.
  if (answer instanceof Response && !answer.headers.has("Set-Cookie")) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

/** Where to sign in, and where to go then; a form is not sent again. */
function signInPath({ url, form }: PageAsk): string {
  const back = url.pathname + url.search;
  return back === "/account" || form.size > 0 ? "/sign-in" : `/sign-in?to=${encodeURIComponent(back)}`;
}
