import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

export type SignInWords = {
  title: string;
  signedOut: string;
  how: string;
  email: string;
  send: string;
  typeEmail: string;
  tooMany: (minutes: number) => string;
  codeTitle: string;
  codeText: string;
  code: string;
  codeHint: string;
  typeCode: string;
  wrongCode: (triesLeft: string) => string;
  noMail: string;
  askAgain: string;
  linkText: string;
  elsewhereTitle: string;
  elsewhereText: string;
  elsewhereAgain: string;
  overTitle: string;
  over: string;
  unknown: string;
  incomplete: string;
  wrongLink: string;
  suspended: string;
  newCode: string;
};

export const words: Catalogue<SignInWords> = { en, de, fr, es, ar };
