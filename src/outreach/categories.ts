/** What people are told about, as far as they may want to hear of one and not of another. */
export const categories = ["booking", "reminder", "request", "security", "digest"] as const;
export type Category = (typeof categories)[number];

/** Where a member is told. */
export const ways = ["mail", "in_app"] as const;
export type Way = (typeof ways)[number];

/** Part of a thing that was asked for or of keeping an account safe: nobody is asked whether they want it, and it carries no way out. */
const transactional: ReadonlySet<Category> = new Set<Category>(["booking", "request", "security"]);

export const isTransactional = (category: Category): boolean => transactional.has(category);
