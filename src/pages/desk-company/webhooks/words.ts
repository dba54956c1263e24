import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/webhooks/ar.ts";
import { de } from "../words/webhooks/de.ts";
import { en } from "../words/webhooks/en.ts";
import { es } from "../words/webhooks/es.ts";
import { fr } from "../words/webhooks/fr.ts";

export type WebhookWords = typeof en;

export const webhookWords: Catalogue<WebhookWords> = { en, de, fr, es, ar };
