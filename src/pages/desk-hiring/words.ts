import type { Catalogue } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import type { work } from "./words/en-work.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

/** What the pages of the hiring desk say: in every language what English says. */
export type Words = typeof en;
/** Of these, what the line of time, jobs, stages and files say, and why something was refused. */
export type WorkWords = typeof work;

export const hiringWords: Catalogue<Words> = { en, de, fr, es, ar };

export const wordsOf = ({ speech }: Pick<Visit, "speech">): Words => hiringWords[speech.language];
