import { openTenant } from "#identity/gate/open-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { type Category, isTransactional } from "#outreach/categories.ts";
import { announcer, type Change, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Context, type Scope } from "#platform/scope.ts";
import { suppressionFacts } from "./facts.ts";
import { type Leaving, readUnsubscribeToken, unsubscribeToken } from "./link.ts";
import { keepsBack, unsubscribeHeaders } from "./rules.ts";
import * as store from "./store.ts";
import type { Suppression } from "./tables.ts";

const tell = announcer(suppressionFacts);

export const list = async (
  scope: Scope,
  filter: store.SuppressionFilter,
  cut: Cut,
): Promise<Outcome<Page<Suppression>>> => done(await store.listSuppressions(scope, filter, cut));

export async function get(scope: Scope, id: Id<"suppression">): Promise<Outcome<Suppression>> {
  const suppression = await store.findSuppression(scope, id);
  return suppression === undefined ? refuse("suppression.unknown") : done(suppression);
}

export type SuppressionWords = Pick<Suppression, "email" | "category" | "reason" | "note">;

const twice = "suppressions.tenant_id, suppressions.email, suppressions.category";

/** Adds an address to the list, with whatever hangs on it. */
function adding(scope: Scope, words: SuppressionWords & { deliveryId?: Id<"delivery"> }): Change<Suppression> {
  const { email, category, reason, note, deliveryId = null } = words;
  const row: Suppression = {
    tenantId: scope.tenant.id,
    id: scope.newId("suppression"),
    email,
    category,
    reason,
    note,
    deliveryId,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  return {
    change: store.insertSuppression(scope, row),
    fact: tell("suppression.added", row.id, 1, null, row),
    result: row,
    taken: { [twice]: { code: "suppression.exists", pointer: "/email" } },
  };
}

export const add = (scope: Scope, words: SuppressionWords): Promise<Outcome<Suppression>> =>
  commit(scope, adding(scope, words));

/** The same by us, where it may be there already. */
export async function suppress(
  scope: Scope,
  words: SuppressionWords & { deliveryId?: Id<"delivery"> },
): Promise<Outcome<null>> {
  const added = await commit(scope, adding(scope, words));
  return added.ok || added.refusal.code === "suppression.exists" ? done(null) : added;
}

export async function remove(scope: Scope, id: Id<"suppression">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const suppression = await store.findSuppression(scope, id);
  if (suppression === undefined) return refuse("suppression.unknown");
  const current = seen(suppression, ifMatch);
  if (!current.ok) return current;
  return commit(scope, {
    change: store.deleteSuppression(scope, suppression),
    fact: tell("suppression.removed", id, suppression.version + 1, suppression, null),
    result: null,
  });
}

/** Which of these addresses a mail of this category must not go to. */
export async function suppressed(
  scope: Scope,
  addresses: readonly string[],
  category: Category,
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set();
  const small = new Map(addresses.map((address) => [address.toLowerCase(), address]));
  const rows = await store.ofAddresses(scope, [...small.keys()]);
  const kept = rows.filter((row) => keepsBack(row, category)).flatMap(({ email }) => small.get(email) ?? []);
  return new Set(kept);
}

export type WayOut = { url: string; headers: Readonly<Record<string, string>> };

/** How whoever gets a mail of this category gets no more of them; null for what was asked for. */
export async function wayOut(scope: Scope, email: string, category: Category): Promise<WayOut | null> {
  if (isTransactional(category)) return null;
  const token = await unsubscribeToken(scope.config, { tenant: scope.tenant.id, email, category });
  const url = `${scope.config.baseUrl}/v1/unsubscribe/${token}`;
  return { url, headers: unsubscribeHeaders(url) };
}

/** Who would leave which list by this link; looking changes nothing. */
export async function leaving(context: Context, token: string): Promise<Outcome<Leaving>> {
  const claim = await readUnsubscribeToken(context.config, token);
  return claim === undefined ? refuse("unsubscribe.unknown") : done(claim);
}

/** Off the list, for good; doing it twice is doing it once. */
export async function unsubscribe(context: Context, token: string): Promise<Outcome<Leaving>> {
  const found = await leaving(context, token);
  if (!found.ok) return found;
  const { tenant, email, category } = found.value;
  const office = await openTenant(context, tenant);
  if (office === undefined) return refuse("unsubscribe.unknown");
  const scope: Scope = { ...office, actor: { kind: "public" } };
  const gone = await suppress(scope, { email, category, reason: "unsubscribe", note: null });
  return gone.ok ? found : gone;
}
