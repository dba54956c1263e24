import type { Client } from "#http/client.ts";
import type { Admitted } from "#http/door.ts";
import { exceeded, keyPolicy } from "#http/guard.ts";
import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { gate } from "#identity/gate/gate.ts";
import { rememberedReader } from "#identity/gate/readers.ts";
import { isPermission, type Permission } from "#identity/permissions.ts";
import type { Tokens } from "#identity/sessions/actions/open.ts";
import { type Brought, findReader, type Reader, readReader } from "#identity/sessions/actions/reader.ts";
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
import { dropCookie, readSession, writeSession } from "./cookies.ts";
import { deskWords } from "./desk-words.ts";
import { type Catalogue, type Speech, speechFor } from "./language.ts";
import { given, need, Turned } from "./problem.tsx";
import { readingIn, readingOn, readOn, soughtOn } from "./reading.ts";
import { hasTyped, signedOutPage } from "./signed-out.tsx";
import { turnedPage } from "./sorry.tsx";
import { shownAtDesk } from "./turned-desk.tsx";

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
  /** Whether something to choose from was longer than the page can list. */
  lists: { areCut: boolean };
  /** What the stylesheet calls the pages of this room, and what they say of what was done and of what was refused. */
  room: { look: string; said: Sentences; refusals: Sentences };
};

type Sentences = Readonly<Record<string, string>>;

/** What one room says besides what all of them say. */
export type RoomWords = { said?: Sentences; refusals?: Sentences };

type Show<V> = (visit: V) => Promise<PageAnswer>;

/** A page for whoever the cookie belongs to; everybody else is sent to sign in, and comes back after. */
export const forPeople =
  (show: Show<PersonVisit>): PageRoute["render"] =>
  async (context, asked) => {
    const arrival = await arrivalIn(context, asked);
    if (arrival === undefined) return toSignIn(context, asked);
    const known = await knownBy(context, asked, arrival);
    return shown(known, asked, () => show(known.visit));
  };

/** A page of the company somebody works at; whoever works nowhere yet is welcomed first. */
export const forMembers =
  (show: Show<Visit>, look = "", words?: Catalogue<RoomWords>): PageRoute["render"] =>
  async (context, asked) => {
    const arrival = await arrivalIn(context, asked);
    if (arrival === undefined) return toSignIn(context, asked);
    const { admitted, api } = arrival;
    const { place } = arrival.reader.tokens;
    if (place === null || !("permissions" in admitted.context))
      return seeOther(readOn("/welcome", readingIn(asked.url.searchParams)));
    const { permissions } = admitted.context;
    const [known, workplace, waiting] = await Promise.all([
      knownBy(context, asked, arrival),
      api.call(getMyTenant, { param: { id: place.tenant } }),
      api.call(countUnread, {}),
    ]);
    const { visit } = known;
    const { language } = visit.speech;
    const [all, own] = [deskWords[language], words?.[language]];
    return shown(known, asked, () => {
      const tenant = given(workplace);
      return shownAtDesk(show, {
        ...visit,
        zone: zoneIn(visit.me.time_zone, asked.guessedZone, tenant.time_zone),
        member: place.member,
        tenant,
        unread: given(waiting).unread,
        may: (permission) => isPermission(permission) && permissions.has(permission),
        lists: { areCut: false },
        room: { look, said: { ...all.said, ...own?.said }, refusals: { ...all.refusals, ...own?.refusals } },
      });
    });
  };

export type Pages = Record<"get" | "post", (path: string, show: Show<Visit>) => PageRoute>;

/** The pages of one room: what the stylesheet calls them, and their own words. */
export function pagesOf(look: string, words?: Catalogue<RoomWords>): Pages {
  const at =
    (method: "get" | "post") =>
    (path: string, show: Show<Visit>): PageRoute => ({
      method,
      path,
      render: forMembers((visit) => show(visit), look, words),
    });
  return { get: at("get"), post: at("post") };
}

/** Whoever has filled in a form keeps what they typed. */
function toSignIn({ config }: Context, asked: PageAsk, path = signInPath(asked)): Response | Promise<Response> {
  const gone = [dropCookie(config, "session")];
  return hasTyped(asked) ? signedOutPage(asked, gone) : seeOther(path, gone);
}

/** For pages that anybody may see, and that say something else to those who are signed in. */
export async function isSignedIn(context: Context, asked: PageAsk): Promise<boolean> {
  const brought = readSession(context.config, asked.header("Cookie"));
  return brought !== undefined && (await settled(() => findReader(context, brought))).ok;
}

/** Somebody whose cookie the gate has let in. */
type Arrival = { brought: Brought; reader: Reader; admitted: Admitted; api: Client };

async function arrivalIn(context: Context, asked: PageAsk): Promise<Arrival | undefined> {
  const brought = readSession(context.config, asked.header("Cookie"));
  const found = brought && (await settled(() => findReader(context, brought)));
  if (brought === undefined || !found?.ok) return undefined;
  const arrival = await letIn(context, asked, brought, found.value);
  if (arrival !== undefined || !found.value.isRemembered) return arrival;
  // What was remembered holds no more; something else may.
  const read = await settled(() => readReader(context, brought));
  return read.ok ? letIn(context, asked, brought, read.value) : undefined;
}

/** What a page asks is asked with the very token that a program of this person would bear. */
async function letIn(context: Context, asked: PageAsk, brought: Brought, reader: Reader): Promise<Arrival | undefined> {
  const outcome = await gate(context, `Bearer ${reader.tokens.accessToken}`);
  return outcome.ok ? { brought, reader, admitted: outcome.value, api: asked.api(outcome.value) } : undefined;
}

/** `spent`: they have asked for so many pages in this minute that this one is not drawn. */
type Known = { visit: PersonVisit; arrival: Arrival; spent: Refusal | undefined };

async function knownBy(context: Context, asked: PageAsk, arrival: Arrival): Promise<Known> {
  const { api } = arrival;
  const access = arrival.reader.tokens;
  const { session, place } = access;
  const [me, verdict] = await Promise.all([
    need(api.call(getMe, {})),
    askBudget(context.bindings, arrival.admitted.budget ?? session.id, keyPolicy),
  ]);
  const speech = speechFor({
    chosen: asked.url.searchParams.get("lang"),
    hours: asked.url.searchParams.get("hours"),
    profile: me.locale,
    accept: asked.header("Accept-Language"),
  });
  const actor =
    place === null
      ? { kind: "person" as const, user: session.userId, session: session.id }
      : { kind: "member" as const, user: session.userId, session: session.id, member: place.member };
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
  return { visit, arrival, spent };
}

/** The first zone that there is. */
export const zoneIn = (...names: (string | null | undefined)[]): ZoneId =>
  names.map((name) => (name == null ? undefined : zoneOf(name))).find((zone) => zone !== undefined) ?? utc;

const utc = zoneOf("Etc/UTC") ?? ("UTC" as ZoneId);

/** Shows the page or what it was refused, and lets the session idle from now on. */
async function shown(
  { visit, arrival, spent }: Known,
  asked: PageAsk,
  show: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  if (spent !== undefined) return { ok: false, refusal: spent };
  const answer = await Promise.resolve()
    .then(show)
    .catch((error: unknown) => {
      if (!(error instanceof Turned)) throw error;
      // Let in on what was known a moment ago, and signed out by the time they wrote.
      if (error.problem.status === 401) return toSignIn(visit.person, asked, "/sign-in");
      return turnedPage(error.problem, visit.speech, asked.nonce);
    });
  const cookie = cookieAfter(visit, arrival);
  // A page that has ended the session drops the cookie itself.
  if (cookie !== undefined && answer instanceof Response && !answer.headers.has("Set-Cookie"))
    answer.headers.append("Set-Cookie", cookie);
  const { searchParams } = asked.url;
  return readingOn(answer, readingIn(searchParams, visit.me.locale), soughtOn(searchParams));
}

/** The page may have led its reader to another company. What the browser has in its jar already is not said again. */
function cookieAfter({ person, access, now }: PersonVisit, { brought, reader }: Arrival): string | undefined {
  const { session } = rememberedReader(person, access.session.id) ?? access;
  if (reader.isRemembered && session.tenantId === (brought.tenant ?? null)) return undefined;
  return writeSession(person.config, brought.token, session, now);
}

/** Where to sign in, and where to go then; a form is not sent again. */
function signInPath({ url, form }: PageAsk): string {
  const back = url.pathname + url.search;
  const path = back === "/account" || form.size > 0 ? "/sign-in" : `/sign-in?to=${encodeURIComponent(back)}`;
  return readOn(path, readingIn(url.searchParams));
}
