import { get as getEventType } from "#booking/event-types/actions.ts";
import type { Question } from "#booking/event-types/tables.ts";
import { get as getSchedulingLink, linkToken } from "#booking/links/actions.ts";
import { standingOf } from "#booking/links/rules.ts";
import { type Id, isId } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { open, seal } from "#platform/seal.ts";
import { askedThere, expiryOf, longestToken, type Prefill, type PrefillAnswer } from "./rules.ts";

export type { Prefill } from "./rules.ts";

type PrefillWords = Omit<Prefill, "answers"> & {
  event_type_id: Id<"event_type"> | null;
  scheduling_link_id: Id<"link"> | null;
  answers: PrefillAnswer[];
  expires_at?: Instant | undefined;
};

export type Made = { url: string; token: string; expiresAt: Instant };

/** Nothing is written: the address itself holds what it fills in. */
export async function make(scope: Scope, words: PrefillWords): Promise<Outcome<Made>> {
  const page = await pageOf(scope, words);
  if (!page.ok) return page;
  const known = askedThere(words.answers, page.value.questions);
  if (!known.ok) return known;
  const expiry = expiryOf(words.expires_at, scope.now);
  if (!expiry.ok) return expiry;

  const { name, email, phone, answers } = words;
  const said: Sealed = { name, email, phone, answers, until: expiry.value };
  const token = `${scope.tenant.id}.${await seal(scope.config, placeIn(scope.tenant.id), JSON.stringify(said))}`;
  if (token.length > longestToken) return refuse("prefill.too_long", { limit: longestToken });
  return done({ url: `${scope.config.baseUrl}${page.value.path}?p=${token}`, token, expiresAt: expiry.value });
}

type Page = { path: string; questions: readonly Question[] };

async function pageOf(scope: Scope, words: PrefillWords): Promise<Outcome<Page>> {
  if (words.scheduling_link_id !== null) return pageOfLink(scope, words.scheduling_link_id);
  const found = words.event_type_id === null ? undefined : await getEventType(scope, words.event_type_id);
  if (found === undefined) return refuse("event_type.unknown");
  if (!found.ok) return found;
  const { slug, active, publicPage, questions } = found.value;
  if (!active || !publicPage) return refuse("prefill.page_missing", { pointer: "/event_type_id" });
  return done({ path: `/${scope.tenant.slug}/${slug}`, questions });
}

async function pageOfLink(scope: Scope, id: Id<"link">): Promise<Outcome<Page>> {
  const found = await getSchedulingLink(scope, id);
  if (!found.ok) return found;
  const link = found.value;
  if (standingOf(link, scope.now) !== "good") return refuse("link.over", { pointer: "/scheduling_link_id" });
  // One that offers several event types asks the questions of whichever is chosen.
  const aim = link.eventTypeId === null ? undefined : await getEventType(scope, link.eventTypeId);
  return done({
    path: `/book/${await linkToken(scope.config, link)}`,
    questions: aim?.ok === true ? aim.value.questions : [],
  });
}

type Sealed = Prefill & { until: Instant };

const placeIn = (tenant: string) => ({ tenant, table: "prefill", column: "words", row: "address" });

/** What an address fills in: nothing, when it is not of our making or its time is over. Whoever reads it asks the database nothing. */
export async function readPrefill(context: Context, token: string): Promise<Prefill | undefined> {
  const [tenant = "", ...sealed] = token.split(".");
  if (token.length > longestToken || sealed.length !== 3 || !isId("tenant", tenant)) return undefined;
  const text = await open(context.config, placeIn(tenant), sealed.join(".")).catch(() => undefined);
  if (text === undefined) return undefined;
  // Sealed by us, so of the shape that was sealed.
  const { until, ...said } = JSON.parse(text) as Sealed;
  return until > context.now ? said : undefined;
}
