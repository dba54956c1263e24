import type { Catalogue } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import type { desk } from "./words/en-desk.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

export type SchedulingWords = typeof en;
export type DeskWords = typeof desk;

export const schedulingWords: Catalogue<SchedulingWords> = { en, de, fr, es, ar };

export const wordsFor = ({ speech }: Pick<Visit, "speech">): SchedulingWords => schedulingWords[speech.language];
