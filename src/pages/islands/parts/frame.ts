import { type Aim, embedPathOf } from "./aim.ts";

export type Frame = HTMLIFrameElement;

type Words = { title: string; close: string };
const english: Words = { title: "Choose a time", close: "Close" };
const words: Readonly<Record<string, Words>> = {
  en: english,
  de: { title: "Termin wählen", close: "Schließen" },
  fr: { title: "Choisir un horaire", close: "Fermer" },
  es: { title: "Elegir una hora", close: "Cerrar" },
  ar: { title: "اختر موعدًا", close: "إغلاق" },
};

/** In the language that was asked for, else in that of the page. */
export function wordsFor(aim: Aim): Words & { language: string } {
  const asked = aim.params.find(([name]) => name === "lang")?.[1] ?? document.documentElement.lang;
  const language = asked.split("-")[0]?.toLowerCase() ?? "en";
  const own = words[language];
  return own === undefined ? { ...english, language: "en" } : { ...own, language };
}

/** The page in a frame. Styles are set one by one: a site's own policy forbids style attributes, not this. */
export function frameFor(origin: string, aim: Aim): Frame {
  const frame = document.createElement("iframe");
  frame.src = origin + embedPathOf(aim);
  frame.title = wordsFor(aim).title;
  frame.referrerPolicy = "no-referrer";
  const look = { border: "0", display: "block", width: "100%", "color-scheme": "normal" };
  for (const [name, value] of Object.entries(look)) frame.style.setProperty(name, value);
  return frame;
}
