import type { PageAsk, PageRoute } from "#http/pages.ts";
import { type Catalogue, speechFor } from "./kit/language.ts";
import { Languages } from "./kit/languages.tsx";
import { Layout, pageResponse } from "./kit/layout.tsx";

type Door = readonly [href: string, name: string, what: string];
type Words = { title: string; text: string; doors: readonly Door[] };

const words: Catalogue<Words> = {
  en: {
    title: "Start",
    text: "Interview scheduling that cannot double-book.",
    doors: [
      ["/sign-in", "Sign in", "with a code by mail"],
      ["/account", "Your account", "your companies, your sessions, a token to try the API with"],
      ["/docs", "API reference", "every operation, with an example"],
      ["/problems", "Problems", "every refusal, and what to do about it"],
      ["/openapi.json", "OpenAPI document", "the contract, for programs"],
    ],
  },
  de: {
    title: "Start",
    text: "Interviews planen, ohne je doppelt zu buchen.",
    doors: [
      ["/sign-in", "Anmelden", "mit einem Code per E-Mail"],
      ["/account", "Ihr Konto", "Ihre Firmen, Ihre Sitzungen, ein Token zum Ausprobieren der API"],
      ["/docs", "API-Referenz", "jede Operation, mit Beispiel (englisch)"],
      ["/problems", "Probleme", "jede Ablehnung, und was dann hilft (englisch)"],
      ["/openapi.json", "OpenAPI-Dokument", "der Vertrag, für Programme"],
    ],
  },
  fr: {
    title: "Accueil",
    text: "La planification d’entretiens sans double réservation.",
    doors: [
      ["/sign-in", "Se connecter", "avec un code par e-mail"],
      ["/account", "Votre compte", "vos entreprises, vos sessions, un jeton pour essayer l’API"],
      ["/docs", "Référence de l’API", "chaque opération, avec un exemple (en anglais)"],
      ["/problems", "Problèmes", "chaque refus, et que faire (en anglais)"],
      ["/openapi.json", "Document OpenAPI", "le contrat, pour les programmes"],
    ],
  },
  es: {
    title: "Inicio",
    text: "Entrevistas planificadas sin reservar nunca dos veces.",
    doors: [
      ["/sign-in", "Iniciar sesión", "con un código por correo"],
      ["/account", "Su cuenta", "sus empresas, sus sesiones y un token para probar la API"],
      ["/docs", "Referencia de la API", "cada operación, con un ejemplo (en inglés)"],
      ["/problems", "Problemas", "cada rechazo y qué hacer (en inglés)"],
      ["/openapi.json", "Documento OpenAPI", "el contrato, para programas"],
    ],
  },
  ar: {
    title: "البداية",
    text: "جدولة المقابلات دون حجز مزدوج.",
    doors: [
      ["/sign-in", "تسجيل الدخول", "برمز يصلك بالبريد"],
      ["/account", "حسابك", "شركاتك وجلساتك ورمز لتجربة الواجهة البرمجية"],
      ["/docs", "مرجع الواجهة البرمجية", "كل عملية مع مثال (بالإنجليزية)"],
      ["/problems", "المشكلات", "كل رفض وما العمل حياله (بالإنجليزية)"],
      ["/openapi.json", "وثيقة OpenAPI", "العقد، للبرامج"],
    ],
  },
};

// In no other build does it exist, nor a word of it.
const besides: readonly Door[] = DEV_BUILD ? [["/dev/mail", "Mailbox", "what this development server sent"]] : [];

function show({ url, header }: PageAsk): Promise<Response> {
  const speech = speechFor({ chosen: url.searchParams.get("lang"), accept: header("Accept-Language") });
  const { title, text, doors } = words[speech.language];
  const footer = (
    <footer class="page">
      <Languages url={url} speech={speech} />
    </footer>
  );
  return pageResponse(
    <Layout title={title} speech={speech} footer={footer}>
      <h1>Interlock</h1>
      <p>{text}</p>
      <ul>
        {[...doors, ...besides].map(([href, name, what]) => (
          <li>
            <a href={href}>{name}</a>: {what}
          </li>
        ))}
      </ul>
    </Layout>,
  );
}

export const homePage: PageRoute = { method: "get", path: "/", render: (_, asked) => show(asked) };
