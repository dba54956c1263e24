// Lists that somebody chooses from: read as far as anybody reads them, and what was looked for before all else.
import type { Visit } from "./member.tsx";

/** How many there are to choose from at most, besides what is looked for; nobody looks for a name in a longer list. */
export const longest = 500;

/** A company of more is asked for page by page. */
const mostPages = 5;

type Page = { data: readonly unknown[]; has_more: boolean; next_cursor: string | null };
type Cut = { limit: number; cursor?: string };

/** All of a list, as far as anybody wants to choose from it, or to take it along. */
export const allOf = async <P extends Page>(
  ask: (page: Cut) => Promise<P | undefined>,
  most = mostPages,
): Promise<P["data"][number][]> => (await read(ask, most)).found;

async function read<P extends Page>(ask: (page: Cut) => Promise<P | undefined>, most: number) {
  const found: P["data"][number][] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < most; pages++) {
    const page = await ask({ limit: longest / mostPages, ...(cursor === null ? {} : { cursor }) });
    found.push(...(page?.data ?? []));
    cursor = page?.next_cursor ?? null;
    if (cursor === null) break;
  }
  return { found, isCut: cursor !== null };
}

/** What is looked for in lists that are too long to show. */
export const soughtIn = ({ asked: { url } }: Visit): string =>
  url.searchParams.get("named")?.trim().slice(0, 200) ?? "";

/** A list to choose from: what is looked for stands first in it, and the page says where it ends too early. */
export async function choosable<P extends Page & { data: readonly { id: string }[] }>(
  visit: Visit,
  ask: (page: Cut, sought: { q?: string }) => Promise<P | undefined>,
): Promise<P["data"][number][]> {
  const q = soughtIn(visit);
  const [sought, listed] = await Promise.all([
    q === "" ? undefined : ask({ limit: 100 }, { q }),
    read((page) => ask(page, {}), mostPages),
  ]);
  if (listed.isCut) visit.lists.areCut = true;
  const both: P["data"][number][] = [...(sought?.data ?? []), ...listed.found];
  return [...new Map(both.map((one) => [one.id, one])).values()];
}
