import { type Category, isTransactional } from "#outreach/categories.ts";
import type { Suppression } from "./tables.ts";

export type SuppressionCode =
  | "suppression.unknown"
  | "suppression.exists"
  | "unsubscribe.unknown"
  | "unsubscribe.unasked";

/** Nothing that goes there can arrive, or staff have said so: not even what was asked for is sent. */
const absolute: ReadonlySet<Suppression["reason"]> = new Set<Suppression["reason"]>(["bounce", "manual"]);

/** Whether this keeps a mail of a category from going out. What was asked for goes to whoever only wants to hear no more. */
export const keepsBack = (
  { category: scope, reason }: Pick<Suppression, "category" | "reason">,
  category: Category,
): boolean => (scope === "all" || scope === category) && (!isTransactional(category) || absolute.has(reason));

/** RFC 8058: programs leave the list with one POST to this address, and ask nobody. */
export const unsubscribeHeaders = (url: string): Record<string, string> => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** What the form of RFC 8058 says. A mere look at the address, as programs that check mails take one, is no wish. */
export const isOneClick = (form: URLSearchParams): boolean => form.get("List-Unsubscribe") === "One-Click";
