// Which zones are offered at a glance, and how any other one is found.
import { type ZoneId, zoneOf } from "#time/zones.ts";
import type { SlotWords } from "./words.ts";

/** Places most people know, for every wall clock there is; all others are found by name. */
const shown: Readonly<Record<keyof SlotWords["regions"], string>> = {
  Europe:
    "London Lisbon Dublin Paris Madrid Berlin Amsterdam Zurich Rome Vienna Stockholm Warsaw Athens Bucharest Helsinki Kyiv Istanbul Moscow Samara",
  America:
    "St_Johns Halifax New_York Toronto Chicago Winnipeg Mexico_City Denver Phoenix Los_Angeles Vancouver Anchorage Bogota Lima Caracas La_Paz Santiago Asuncion Sao_Paulo Argentina/Buenos_Aires Montevideo Nuuk",
  Asia: "Dubai Riyadh Baghdad Beirut Jerusalem Tehran Baku Tbilisi Kabul Karachi Tashkent Kolkata Colombo Kathmandu Dhaka Yangon Bangkok Ho_Chi_Minh Jakarta Singapore Manila Hong_Kong Shanghai Taipei Seoul Tokyo Vladivostok",
  Africa: "Casablanca Algiers Tunis Accra Lagos Kinshasa Cairo Johannesburg Khartoum Nairobi Addis_Ababa",
  Pacific:
    "Australia/Perth Australia/Darwin Australia/Adelaide Australia/Brisbane Australia/Sydney Australia/Lord_Howe Guam Noumea Auckland Fiji Chatham Tongatapu Kiritimati Honolulu Marquesas",
  other: "Atlantic/Reykjavik Atlantic/Azores Atlantic/Cape_Verde Indian/Maldives Indian/Mauritius UTC",
};

type Region = keyof typeof shown;

const inRegion = (region: Region, name: string): ZoneId | undefined =>
  zoneOf(`${region}/${name}`) ?? zoneOf(name) ?? undefined;

let places: readonly { zone: ZoneId; region: Region }[] | undefined;

/** The places at a glance, by region. */
export function knownPlaces(): readonly { zone: ZoneId; region: Region }[] {
  places ??= (Object.keys(shown) as Region[]).flatMap((region) =>
    shown[region].split(" ").flatMap((name) => {
      const zone = inRegion(region, name);
      return zone === undefined ? [] : [{ zone, region }];
    }),
  );
  return places;
}

/** Browsers still say some places by names that they had. */
const namesToday: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Asia/Dacca": "Asia/Dhaka",
  "Europe/Kiev": "Europe/Kyiv",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Atlantic/Faeroe": "Atlantic/Faroe",
};

/** A zone as its people call it today. */
export const todayName = (name: string): ZoneId | undefined => zoneOf(namesToday[name] ?? name) ?? zoneOf(name);
