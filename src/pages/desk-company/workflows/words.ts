import type { Catalogue } from "../../kit/language.ts";
import { ar } from "../words/workflows/ar.ts";
import { de } from "../words/workflows/de.ts";
import { en } from "../words/workflows/en.ts";
import { es } from "../words/workflows/es.ts";
import { fr } from "../words/workflows/fr.ts";

export type WorkflowWords = typeof en;

export const workflowWords: Catalogue<WorkflowWords> = { en, de, fr, es, ar };
