import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

export type PeopleWords = typeof en;

export const words: Catalogue<PeopleWords> = { en, de, fr, es, ar };
