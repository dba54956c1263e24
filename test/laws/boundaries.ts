// The order of the house, as functions over files: every import, and every thing only one place may do.
import { posix } from "node:path";
import { codeOf, type Files } from "./source.ts";

/** Upstream first. An area may import itself and anything before it. */
export const areas = [
  "kernel",
  "time",
  "platform",
  "http",
  "identity",
  "availability",
  "booking",
  "hiring",
  "conversation",
  "outreach",
  "records",
  "pages",
];

/** Files of a feature that other features may import. */
const shelf = ["actions", "rules", "facts", "tables", "client"];

/** From here on an area is made of features, each with a shelf; before, areas are libraries, all of which is lent. */
const firstWithFeatures = areas.indexOf("identity");

export type Exceptions = Readonly<Record<string, string>>;

/** Lent beyond the shelf: path → why. A folder ends with a slash. */
export const alsoLent: Exceptions = {
  "src/pages/kit/": "is what all pages are made of: their frame, forms, languages and dates",
  "src/pages/slots/": "is the picker of times that booking, moving a booking and the scheduling desk share",
  "src/pages/timeline/":
    "is the line of what was done and told, on the pages of a meeting, an application and a candidate",
  "src/pages/booking/pages.tsx": "shows the same booking inside of somebody else's page",
  "src/pages/manage/calendar.ts": "puts a meeting into calendars, from the page that has just booked it as well",
  "src/identity/gate/": "turns credentials into scopes and ends them again, for every feature and every door",
  "src/booking/event-types/offer.ts": "a link shows what can be booked in the very words of a booking page",
  "src/identity/api-keys/format.ts": "the gate checks a key's text before it asks the database for it",
};

/** Who may name the database binding, and why. */
export const mayNameDatabase: Exceptions = {
  "src/platform/": "is where the database is kept at arm's length",
  "src/http/edge.ts": "is the door for requests: it opens the database once for each",
  "src/identity/gate/": "reads standing and keys on a tally of its own, and keeps what it read by database",
  "src/identity/signing-keys/actions.ts": "keeps the published keys by database",
};

type Import = { from: string; specifier: string; target: string | undefined };

/** Every import of every file: static, dynamic, types, re-exports; a target inside the project is a path. */
export function importsOf(files: Files): Import[] {
  return [...files].flatMap(([from, text]) =>
    [
      ...codeOf(text).matchAll(
        /\bfrom\s*["']([^"'\n]+)["']|\bimport\s*["']([^"'\n]+)["']|\b(?:import|require)\s*\(\s*(?:["'`]([^"'`$\n]+)["'`]|([^)]*))/g,
      ),
    ].map(([, one, two, three, unreadable = ""]) => {
      const specifier = one ?? two ?? three ?? `(${unreadable.trim()})`;
      return { from, specifier, target: targetOf(from, specifier) };
    }),
  );
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return posix.normalize(`src/${specifier.slice(1)}`);
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** `src/identity/teams/store.ts` → area identity, feature teams, name store; a root file has no area. */
function placeOf(path: string) {
  const [, area = "", ...rest] = path.split("/");
  if (rest.length === 0) return { area: "", feature: "", name: area };
  const [first = "", second] = rest;
  return second === undefined
    ? { area, feature: "", name: first }
    : { area, feature: first, name: second.replace(/\.tsx?$/, "") };
}

const isExcepted = (exceptions: Exceptions, path: string): boolean =>
  Object.keys(exceptions).some((known) => (known.endsWith("/") ? path.startsWith(known) : path === known));

export function brokenBoundaries(files: Files): string[] {
  return importsOf(files).flatMap((one) => {
    const why = breachOf(one);
    return why === undefined ? [] : [`${one.from} imports ${one.specifier}: ${why}`];
  });
}

function breachOf({ from, specifier, target }: Import): string | undefined {
  if (specifier.startsWith("(")) return "nobody can read what it imports";
  if (target === undefined) return undefined;
  const here = placeOf(from);
  if (here.area !== "" && !areas.includes(here.area)) return `${here.area} has no place in the order`;
  if (!target.startsWith("src/")) return here.area === "" ? undefined : "it lies outside the house";
  const there = placeOf(target);
  if (target === "src/client.ts") return "the client is for callers, not for the house";
  if (here.area === "") return undefined;
  if (there.area === "") return "nobody imports a root file";
  if (!areas.includes(there.area)) return `${there.area} has no place in the order`;
  if (areas.indexOf(there.area) > areas.indexOf(here.area)) return `${there.area} lies downstream of ${here.area}`;
  const sameFeature = here.area === there.area && here.feature === there.feature;
  const isLibrary = areas.indexOf(there.area) < firstWithFeatures || there.feature === "";
  if (sameFeature || isLibrary || shelf.includes(there.name) || isExcepted(alsoLent, target)) return undefined;
  // Pages are the first client of the doors for programs, and ask by their contracts.
  if (here.area === "pages" && /^(?:[a-z]+-)?(?:contract|shapes)$/.test(there.name)) return undefined;
  return `${there.name} is not on the shelf of ${there.feature}`;
}

/** What only one place may do: a pattern in its code (or, where quotes are part of it, in its text), and who may. */
const onlyThere: { pattern: RegExp; quoted?: true; may: (path: string) => boolean; why: string }[] = [
  { pattern: /\bdrizzle\s*\(/, may: (path) => path === "src/platform/d1.ts", why: "only platform/d1 opens a database" },
  { pattern: /\bsqliteTable\b/, may: (path) => path.endsWith("/tables.ts"), why: "tables stand in tables.ts" },
  {
    pattern: /\.\s*DB\b|\{[^{}=]*\bDB\b[^{}]*\}\s*=/,
    may: (path) => isExcepted(mayNameDatabase, path),
    why: "the database binding is named by platform and doors only",
  },
  {
    pattern: /\[\s*["'`]DB["'`]\s*\]/,
    quoted: true,
    may: (path) => isExcepted(mayNameDatabase, path),
    why: "the database binding is named by platform and doors only",
  },
  {
    pattern:
      /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?=[^\s(]))|\bperformance\s*\.\s*(?:now|timeOrigin)\b|\bTemporal\s*\./,
    // What runs in a browser has the device's clock, and one place to read it.
    may: (path) => path === "src/platform/clock.ts" || path === "src/pages/islands/parts/clock.ts",
    why: "only platform/clock reads the time",
  },
];

export function thingsOutOfPlace(files: Files): string[] {
  return [...files].flatMap(([path, text]) =>
    onlyThere
      .filter(
        ({ pattern, quoted, may }) =>
          !may(path) && pattern.test(codeOf(text, quoted ? "comments" : "comments and strings")),
      )
      .map(({ why }) => `${path}: ${why}`),
  );
}

/** Exceptions nobody needs any more. */
export function staleExceptions(files: Files): string[] {
  const lent = importsOf(files).flatMap(({ from, target }) =>
    target !== undefined && placeOf(from).feature !== placeOf(target).feature ? [target] : [],
  );
  const naming = [...files].filter(([, text]) => /\.DB\b/.test(codeOf(text))).map(([path]) => path);
  return [
    ...Object.keys(alsoLent).filter((known) => !lent.some((path) => path.startsWith(known))),
    ...Object.keys(mayNameDatabase).filter((known) => !naming.some((path) => path.startsWith(known))),
  ];
}
