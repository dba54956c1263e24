import { ar } from "./desk-words/ar.ts";
import { de } from "./desk-words/de.ts";
import { en } from "./desk-words/en.ts";
import { es } from "./desk-words/es.ts";
import { fr } from "./desk-words/fr.ts";
import type { Catalogue } from "./language.ts";

/** What all pages for staff say: of what was done, of lists, of two who wrote at once. */
export type DeskWords = typeof en;

export const deskWords: Catalogue<DeskWords> = { en, de, fr, es, ar };
