import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/shared/ar.ts";
import { de } from "./words/shared/de.ts";
import { en } from "./words/shared/en.ts";
import { es } from "./words/shared/es.ts";
import { fr } from "./words/shared/fr.ts";

/** What all rooms of the company's desk say. */
export type SharedWords = typeof en;

export const sharedWords: Catalogue<SharedWords> = { en, de, fr, es, ar };
