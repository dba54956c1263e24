import type { PageAsk } from "#http/pages.ts";
import { type Catalogue, speechFor } from "./language.ts";
import { Layout, pageResponse } from "./layout.tsx";
import { readingIn, readOn } from "./reading.ts";

type Words = { title: string; text: string; signIn: string; after: string; again: string };

const words: Catalogue<Words> = {
  en: {
    title: "You were signed out",
    text: "Nothing was saved, and nothing you typed is lost: this page keeps it.",
    signIn: "Sign in, in another tab",
    after: "Then come back to this page and send it.",
    again: "Send again",
  },
  de: {
    title: "Sie wurden abgemeldet",
    text: "Es wurde nichts gespeichert, und nichts Getipptes ist verloren: Diese Seite behält es.",
    signIn: "In einem anderen Tab anmelden",
    after: "Kommen Sie dann auf diese Seite zurück und senden Sie es ab.",
    again: "Noch einmal senden",
  },
  fr: {
    title: "Vous avez été déconnecté",
    text: "Rien n’a été enregistré, et rien de ce que vous avez saisi n’est perdu : cette page le garde.",
    signIn: "Se connecter dans un autre onglet",
    after: "Revenez ensuite à cette page et envoyez-le.",
    again: "Envoyer de nouveau",
  },
  es: {
    title: "Su sesión se ha cerrado",
    text: "No se ha guardado nada, y nada de lo que escribió se ha perdido: esta página lo conserva.",
    signIn: "Iniciar sesión en otra pestaña",
    after: "Después vuelva a esta página y envíelo.",
    again: "Enviar de nuevo",
  },
  ar: {
    title: "انتهت جلستك",
    text: "لم يُحفظ شيء، ولم يضِع شيء مما كتبته: هذه الصفحة تحتفظ به.",
    signIn: "تسجيل الدخول في علامة تبويب أخرى",
    after: "ثم عُد إلى هذه الصفحة وأرسله.",
    again: "الإرسال مرة أخرى",
  },
};

/** Whoever was signed out while they filled in a form: a reader, who has typed something. A script that saves drafts keeps them itself. */
export const hasTyped = ({ form, header }: PageAsk): boolean =>
  form.size > 0 && header("Accept")?.includes("text/html") === true;

/** What was typed is kept in the page itself, and sent again as it was once its writer is back. */
export function signedOutPage({ form, url, header, nonce }: PageAsk, cookies: readonly string[]): Promise<Response> {
  const speech = speechFor({ chosen: url.searchParams.get("lang"), accept: header("Accept-Language") });
  const said = words[speech.language];
  const init = { status: 401, headers: cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]) };
  return pageResponse(
    <Layout title={said.title} speech={speech} nonce={nonce}>
      <h1 tabindex={-1} data-focus>
        {said.title}
      </h1>
      <p>{said.text}</p>
      <p>
        <a class="button" href={readOn("/sign-in", readingIn(url.searchParams))} target="_blank">
          {said.signIn}
        </a>
      </p>
      <p>{said.after}</p>
      <form method="post" action={url.pathname + url.search}>
        {[...form].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="plain">
          {said.again}
        </button>
      </form>
    </Layout>,
    init,
  );
}
