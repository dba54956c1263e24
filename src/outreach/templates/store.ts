import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import type { Language, LetterKey } from "./catalogue.ts";
import { type MessageTemplate, messageTemplates } from "./tables.ts";

const mine = (scope: Scope) => and(eq(messageTemplates.tenantId, scope.tenant.id), isNull(messageTemplates.deletedAt));
const one = (scope: Scope, id: Id<"message_template">) => and(mine(scope), eq(messageTemplates.id, id));

export type TemplateFilter = {
  key?: LetterKey[] | undefined;
  channel?: MessageTemplate["channel"][] | undefined;
  locale?: Language[] | undefined;
  active?: boolean | undefined;
};

export async function listTemplates(scope: Scope, filter: TemplateFilter, cut: Cut): Promise<Page<MessageTemplate>> {
  const page = keyset(cut, messageTemplates.createdAt, messageTemplates.id);
  const rows = await scope.db
    .select()
    .from(messageTemplates)
    .where(
      and(
        mine(scope),
        filter.key && inArray(messageTemplates.key, filter.key),
        filter.channel && inArray(messageTemplates.channel, filter.channel),
        filter.locale && inArray(messageTemplates.locale, filter.locale),
        filter.active === undefined ? undefined : eq(messageTemplates.active, filter.active),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findTemplate = (scope: Scope, id: Id<"message_template">): Promise<MessageTemplate | undefined> =>
  scope.db.select().from(messageTemplates).where(one(scope, id)).get();

/** What the company itself says there, if it says anything. */
export const findOwnText = (
  scope: Scope,
  key: LetterKey,
  channel: MessageTemplate["channel"],
  locale: Language,
): Promise<{ subject: string | null; body: string } | undefined> =>
  scope.db
    .select({ subject: messageTemplates.subject, body: messageTemplates.body })
    .from(messageTemplates)
    .where(
      and(
        mine(scope),
        eq(messageTemplates.key, key),
        eq(messageTemplates.channel, channel),
        eq(messageTemplates.locale, locale),
        eq(messageTemplates.active, true),
      ),
    )
    .get();

export const insertTemplate = (scope: Scope, template: MessageTemplate): Statement =>
  scope.db.insert(messageTemplates).values(template);

export const updateTemplate = (scope: Scope, before: MessageTemplate, after: MessageTemplate): Statement =>
  scope.db
    .update(messageTemplates)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(messageTemplates.version, before.version)));

/** In whose name it is written, and how the company writes by itself. */
export const findHouse = (scope: Scope) => scope.db.select().from(tenants).where(eq(tenants.id, scope.tenant.id)).get();

export const findMember = (scope: Scope, id: Id<"member">) =>
  scope.db
    .select({ email: members.email, name: members.displayName })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), eq(members.status, "active")))
    .get();

/** Which test of a template comes next. */
export async function nextTest(scope: Scope, id: Id<"message_template">, template: string): Promise<number> {
  const row = await scope.db
    .select({ last: sql<number>`coalesce(max(${deliveries.ordinal}), 0)` })
    .from(deliveries)
    .where(
      and(eq(deliveries.tenantId, scope.tenant.id), eq(deliveries.subjectId, id), eq(deliveries.template, template)),
    )
    .get();
  return (row?.last ?? 0) + 1;
}
