import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";

type Words = { subject: string; code: string; link: string; button: string; ignore: string };

const words = {
  en: {
    subject: "Your sign-in code",
    code: "Your code to sign in to Interlock:",
    link: "The link works in the browser you asked from.",
    button: "Sign in",
    ignore: "Both are good once, for ten minutes. If you did not ask, ignore this mail: nobody can sign in without it.",
  },
  de: {
    subject: "Ihr Anmeldecode",
    code: "Ihr Code für die Anmeldung bei Interlock:",
    link: "Der Link wirkt in dem Browser, in dem Sie die Anmeldung begonnen haben.",
    button: "Anmelden",
    ignore:
      "Beides gilt einmal und zehn Minuten lang. Haben Sie nichts angefordert, ignorieren Sie diese Nachricht: Ohne sie kann sich niemand anmelden.",
  },
  fr: {
    subject: "Votre code de connexion",
    code: "Votre code de connexion à Interlock :",
    link: "Le lien fonctionne dans le navigateur où vous avez fait la demande.",
    button: "Se connecter",
    ignore:
      "Chacun est valable une fois, pendant dix minutes. Si vous n’avez rien demandé, ignorez ce message : sans lui, personne ne peut se connecter.",
  },
  es: {
    subject: "Su código de acceso",
    code: "Su código para entrar en Interlock:",
    link: "El enlace funciona en el navegador desde el que lo pidió.",
    button: "Entrar",
    ignore:
      "Ambos sirven una sola vez, durante diez minutos. Si no los pidió, ignore este mensaje: sin él nadie puede entrar.",
  },
  ar: {
    subject: "رمز تسجيل الدخول",
    code: "رمز تسجيل الدخول إلى Interlock:",
    link: "يعمل الرابط في المتصفح الذي طلبت منه.",
    button: "تسجيل الدخول",
    ignore:
      "كلاهما صالح مرة واحدة ولمدة عشر دقائق. إن لم تطلب ذلك فتجاهل هذه الرسالة، فلا يمكن لأحد تسجيل الدخول من دونها.",
  },
} as const satisfies Record<string, Words>;

type Language = keyof typeof words;

/** The first language we write that the reader asked for; English when there is none. */
export function languageOf(locale: string | undefined): Language {
  const language = locale?.split("-")[0] ?? "en";
  return Object.hasOwn(words, language) ? (language as Language) : "en";
}

/** The code and the link. Neither is kept anywhere else in the clear. */
export function signInMail(to: string, secrets: { code: string; link: string }, language: Language): Mail {
  const w: Words = words[language];
  const said = {
    locale: language,
    company: "Interlock",
    title: w.subject,
    paragraphs: [w.code],
    code: secrets.code,
    action: { label: w.button, url: secrets.link },
    closing: [w.link, w.ignore],
  };
  return { to, subject: w.subject, ...letter(said) };
}
