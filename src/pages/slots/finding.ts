// How a zone is found: by its place, by another large city, by a country, by what its clock is called, or by its distance from UTC.
import type { Instant } from "#kernel/instant.ts";
import { placeOf, type Speech } from "#pages/kit/language.ts";
import { offsetMinutes, type ZoneId, zoneNames } from "#time/zones.ts";
import { knownPlaces, todayName } from "./places.ts";
import { countriesKnown, otherNames } from "./whereabouts.ts";

/** `by`: what it was found by, where its own name does not say it. */
export type Found = { zone: ZoneId; by?: string | undefined };

const mostFound = 8;

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+]+/gu, " ")
    .trim();

type Ranked = Found & { rank: number };

/** 0 where it is just that, 1 where it begins so, 2 where a later word does; undefined where none does. */
function rankOf(name: string, wanted: string): number | undefined {
  const own = plain(name);
  if (own === wanted) return 0;
  if (own.startsWith(wanted)) return 1;
  return ` ${own}`.includes(` ${wanted}`) ? 2 : undefined;
}

/** Zones that a typed text means, the likeliest first. */
export function findZones(text: string, { speech, at }: { speech: Speech; at: Instant }): readonly Found[] {
  const distance = distanceIn(text);
  const found = distance === undefined ? byName(plain(text), speech) : byDistance(distance, at);
  const first = new Map<ZoneId, Found>();
  for (const one of found) {
    const zone = todayName(one.zone) ?? one.zone;
    if (!first.has(zone)) first.set(zone, { zone, by: one.by });
  }
  return [...first.values()].slice(0, mostFound);
}

function byName(wanted: string, speech: Speech): readonly Found[] {
  if (wanted === "") return [];
  const ranked: Ranked[] = [];
  const add = (name: string, zone: ZoneId, more: { worse?: number; by?: string } = {}) => {
    const rank = rankOf(name, wanted);
    if (rank !== undefined) ranked.push({ zone, rank: rank + (more.worse ?? 0), by: more.by });
  };
  for (const zone of zoneNames()) {
    add(placeOf(zone), zone, { worse: zone.includes("/") ? 0 : 0.1 });
    add(zone, zone, { worse: 1.5 });
  }
  for (const { name, zone } of otherNames()) add(name, zone, { worse: 0.2, by: name });
  for (const { name, zones } of countryNames(speech))
    for (const zone of zones) add(name, zone, { worse: 0.4, by: name });
  return ranked.toSorted((one, other) => one.rank - other.rank);
}

/** Countries as the reader calls them, and in English besides; the zones that most people live in come first. */
function countryNames({ language }: Speech) {
  const likely = new Set(knownPlaces().map(({ zone }) => zone));
  const names = [...new Set([language, "en"])].map((one) => new Intl.DisplayNames(one, { type: "region" }));
  return countriesKnown().flatMap(({ code, zones }) => {
    const all = zones.toSorted((one, other) => Number(likely.has(other)) - Number(likely.has(one)));
    return [...new Set(names.map((words) => words.of(code) ?? code))].map((name) => ({ name, zones: all }));
  });
}

/** "UTC+5:30", "gmt -8", "+0530": minutes ahead of UTC. */
function distanceIn(text: string): number | undefined {
  const found = /^\s*(?:utc|gmt)?\s*([+\u2212-])\s*(\d{1,2})(?::?([0-5]\d))?\s*$/i.exec(text);
  if (found === null) return undefined;
  const size = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return size > 14 * 60 ? undefined : found[1] === "+" ? size : -size;
}

const byDistance = (minutes: number, at: Instant): readonly Found[] =>
  knownPlaces()
    .filter(({ zone }) => offsetMinutes(zone, at) === minutes)
    .map(({ zone }) => ({ zone }));
