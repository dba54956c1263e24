import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/letters/ar.ts";
import { de } from "../words/letters/de.ts";
import { en } from "../words/letters/en.ts";
import { es } from "../words/letters/es.ts";
import { fr } from "../words/letters/fr.ts";

export type LetterWords = typeof en;

export const letterWords: Catalogue<LetterWords> = { en, de, fr, es, ar };
