import type { Catalogue, Forms } from "#pages/kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

/** What the picker of times says. */
export type SlotWords = {
  times: Forms;
  seats: Forms;
  earlierMonth: string;
  laterMonth: string;
  freeDays: (month: string) => string;
  chooseTime: string;
  night: string;
  morning: string;
  afternoon: string;
  evening: string;
  timesFor: (zone: string) => string;
  guessed: string;
  differs: (zone: string) => string;
  /** What a device finds out later than the server: `#` is its place. */
  deviceDiffers: string;
  deviceThere: string;
  lost: string;
  showThere: (place: string) => string;
  clocksChange: (place: string, day: string) => string;
  changeZone: string;
  zone: string;
  useZone: string;
  find: string;
  findHint: string;
  findButton: string;
  found: (text: string) => string;
  foundNone: (text: string) => string;
  clock: string;
  twelve: string;
  twentyFour: string;
  emptyMonth: (month: string) => string;
  emptyDay: (day: string) => string;
  nextIs: (day: string) => string;
  goTo: (day: string) => string;
  nothing: string;
  nothingText: string;
  regions: { Africa: string; America: string; Asia: string; Europe: string; Pacific: string; other: string };
};

export const slotWords: Catalogue<SlotWords> = { en, de, fr, es, ar };
