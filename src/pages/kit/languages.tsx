import { languages, ownNames, type Speech } from "./language.ts";
import { kitWords } from "./words.ts";

/** The same page in every language there is: links, each in its own language. What else stands in the address stays. */
export const Languages = ({ url, speech, base }: { url: URL; speech: Speech; base?: string }) => (
  <nav class="languages" aria-label={kitWords[speech.language].language}>
    <ul>
      {languages.map((language) => (
        <li>
          <a
            href={withLanguage(url, language, base)}
            lang={language}
            hreflang={language}
            {...(language === speech.language ? { "aria-current": "true" as const } : {})}
          >
            {ownNames[language]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

type ByForm = { url: URL; speech: Speech; form: string; act: string };

/** The same for a page in which something was typed: its form is sent to be shown again, and nothing of it is lost. */
export const LanguagesBy = ({ url, speech, form, act }: ByForm) => (
  <nav class="languages" aria-label={kitWords[speech.language].language}>
    <ul>
      {languages.map((language) => (
        <li>
          <button
            type="submit"
            form={form}
            formaction={withLanguage(url, language)}
            name="do"
            value={act}
            lang={language}
            class="as-link"
            data-whole
            {...(language === speech.language ? { "aria-current": "true" as const } : {})}
          >
            {ownNames[language]}
          </button>
        </li>
      ))}
    </ul>
  </nav>
);

/** `base`: where a page that came as the answer to a form can be looked at again. */
function withLanguage(url: URL, language: string, base = url.pathname): string {
  const query = new URLSearchParams(url.search);
  query.set("lang", language);
  return `${base}?${query.toString()}`;
}
