import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/pools/ar.ts";
import { de } from "../words/pools/de.ts";
import { en } from "../words/pools/en.ts";
import { es } from "../words/pools/es.ts";
import { fr } from "../words/pools/fr.ts";

export type PoolWords = typeof en;

export const poolWords: Catalogue<PoolWords> = { en, de, fr, es, ar };
