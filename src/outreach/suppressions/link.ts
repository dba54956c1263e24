import { type Id, isId } from "#kernel/ids.ts";
import { type Category, categories } from "#outreach/categories.ts";
import type { Config } from "#platform/config.ts";
import { open, type Place, sealAlike } from "#platform/seal.ts";

/** Who leaves which list. */
export type Leaving = { tenant: Id<"tenant">; email: string; category: Category };

const placeOf = (tenant: string, category: string): Place => ({
  tenant,
  table: "suppressions",
  column: "email",
  row: category,
});

/** The word in an address: the company, the list, and who it is, sealed. Nothing is kept for it, and no address can be read off it. */
export const unsubscribeToken = async (config: Config, { tenant, email, category }: Leaving): Promise<string> =>
  `${tenant}.${category}.${await sealAlike(config, placeOf(tenant, category), email.toLowerCase())}`;

/** Undefined when it was never ours. */
export async function readUnsubscribeToken(config: Config, token: string): Promise<Leaving | undefined> {
  const [tenant = "", word = "", ...sealed] = token.split(".");
  const category = categories.find((one) => one === word);
  if (!isId("tenant", tenant) || category === undefined || token.length > 1_000) return undefined;
  try {
    return { tenant, category, email: await open(config, placeOf(tenant, category), sealed.join(".")) };
  } catch {
    return undefined;
  }
}
