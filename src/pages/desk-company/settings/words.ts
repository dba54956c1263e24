import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/settings/ar.ts";
import { de } from "../words/settings/de.ts";
import { en } from "../words/settings/en.ts";
import { es } from "../words/settings/es.ts";
import { fr } from "../words/settings/fr.ts";

export type SettingsWords = typeof en;

export const settingsWords: Catalogue<SettingsWords> = { en, de, fr, es, ar };
