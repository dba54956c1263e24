// Whether a statement stays inside one tenant, read off its text.

/** Statements that look across tenants on purpose: what they look like, and why they may. */
export const acrossTenants: readonly (readonly [RegExp, string])[] = [
  [
    /from "api_keys" inner join "tenants" .* where \("api_keys"\."short_id" = \?/,
    "a key says nothing of its tenant until its row is found",
  ],
  [
    /^select "members"\."tenant_id", .* from "members" inner join "tenants" .* where \("members"\."user_id" = \? and/,
    "an administrator who ends a session ends it wherever its person works; the places are only forgotten, never shown",
  ],
  [
    /^update "tenants" set "epoch" = "tenants"\."epoch" \+ 1 where "tenants"\."id" in \(select tenant_id from members/,
    "the same: rights are read again there, and nothing else is touched",
  ],
];

/** A company found by its public address stands for one tenant, just as an id does. */
const byAddress =
  /\(\s*select id from tenants where slug = \? and deleted_at is null and status <> '' and \(status <> '' or demo_ends_at is null or demo_ends_at > \?\)\s*\)/g;

/** The parts of a statement that have a `from` of their own: the whole, and every query in parentheses, each without the others. */
export function queriesIn(sql: string): string[] {
  const found: string[] = [];
  let rest = sql
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/\s+/g, " ")
    .replaceAll(byAddress, "?");
  for (;;) {
    // Innermost parentheses first; those that are no query are only lists and conditions and stay where they are.
    const inner = /\(\s*((?:select|with|values)\b[^()]*)\)/i.exec(rest);
    const plain = /\((?!\s*(?:select|with|values)\b)([^()]*)\)/i.exec(rest);
    if (inner !== null && (plain === null || !(inner[1] ?? "").includes("("))) {
      found.push((inner[1] ?? "").replaceAll(/[⟨⟩]/g, " "));
      rest = rest.replace(inner[0], "⟨query⟩");
    } else if (plain !== null) rest = rest.replace(plain[0], `⟨${plain[1] ?? ""}⟩`);
    else break;
  }
  return [...found, rest.replaceAll(/[⟨⟩]/g, " ")];
}

/** The tenant is said outright, is that of another row which is held to one in turn, or comes with each id of a list. */
const equal = /\btenant_id["`]?\s*(?:=\s*(?:\?|["`]?\w+["`]?\.["`]?tenant_id\b)|,\s*["`.\w]+\s+in\b)/gi;

/** One person's own rows, in whichever tenants they are. */
const personal = /\buser_id["`]?\s*=\s*\?/gi;

const count = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;

/** Tenant tables a statement reads or writes without holding them to a tenant. */
export function unboundTables(
  sql: string,
  tenantTables: ReadonlySet<string>,
  may: { person?: boolean } = {},
): string[] {
  if (acrossTenants.some(([pattern]) => pattern.test(sql))) return [];
  return queriesIn(sql).flatMap((query) => {
    const named = (verbs: string) =>
      [...query.matchAll(new RegExp(`\\b(?:${verbs})\\s+["\`]?(\\w+)["\`]?`, "gi"))]
        .map(([, table = ""]) => table.toLowerCase())
        .filter((table) => tenantTables.has(table));
    const [head = "", ...conditions] = query.split(/\bwhere\b|\bon\b(?! conflict)/i);
    const said = conditions.join(" ");
    const held = count(said, equal) + (may.person === true ? count(said, personal) : 0);
    const touched = named("from|join|update");
    // An insert names the tenant among its columns; whatever else is touched is held to one by a condition.
    const filled = named("into").filter(() => !/\btenant_id\b/.test(head.split(/\b(?:values|select)\b/i)[0] ?? ""));
    return held >= touched.length ? filled : [...filled, ...touched];
  });
}
