import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/event-types/ar.ts";
import { de } from "../words/event-types/de.ts";
import { en } from "../words/event-types/en.ts";
import { es } from "../words/event-types/es.ts";
import { fr } from "../words/event-types/fr.ts";

export type EventTypeWords = typeof en;

export const eventTypeWords: Catalogue<EventTypeWords> = { en, de, fr, es, ar };
