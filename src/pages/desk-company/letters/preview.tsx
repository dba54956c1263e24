import type { Child } from "hono/jsx";
import type { PageAnswer } from "#http/pages.ts";
import { previewText } from "#outreach/templates/contract.ts";
import type { Visit } from "../../kit/member.tsx";
import { faultsOfText, letterOf, sheetOfText, textIn } from "./letter.tsx";
import { letterWords } from "./words.ts";

/** It can show itself, and nothing else: no script, no request, no form, and only a page of ours may frame it. */
const policy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const answer = (html: string, status = 200): Response =>
  new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
  });

const look = "font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; overflow-wrap: anywhere";

/** What a letter becomes: as it is kept, or as it was just typed. */
export async function preview(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const words = letterWords[speech.language];
  const loaded = await letterOf(visit);
  const { letter, which } = loaded;
  const isTyped = asked.form.has("body");
  const said = await api.call(previewText, {
    body: {
      ...textIn(isTyped ? asked.form : sheetOfText(loaded), which),
      key: letter.key,
      channel: which.by,
      locale: which.words,
    },
  });
  if (!said.ok) {
    const faults = faultsOfText(visit, said);
    const page = (
      <Framed lang={speech.language} dir={speech.direction}>
        <ul>
          {faults.map(({ sentence }) => (
            <li>{sentence}</li>
          ))}
        </ul>
      </Framed>
    );
    return answer(`<!doctype html>${await page}`, said.status);
  }
  const { subject, text, html } = said.body;
  if (html !== null && asked.form.get("as") !== "text") {
    const head = subject === null ? "" : await Promise.resolve(<Subject label={words.subject} subject={subject} />);
    // The mail is drawn by us: it has one `body`, and no text of anybody's opens another.
    return answer(html.replace(/<body[^>]*>/, (body) => `${body}${head}`));
  }
  const page = (
    <Framed lang={which.words} dir={which.words === "ar" ? "rtl" : "ltr"}>
      {subject === null ? null : <Subject label={words.subject} subject={subject} />}
      <pre style="font: inherit; white-space: pre-wrap">{text}</pre>
    </Framed>
  );
  return answer(`<!doctype html>${await page}`);
}

const lined = "margin: 0 0 1rem; padding: 0 0 0.75rem; border-bottom: 1px solid #888";

const Subject = ({ label, subject }: { label: string; subject: string }) => (
  <p dir="auto" style={`font: 600 1rem/1.5 system-ui, sans-serif; ${lined}`}>
    <span style="font-weight: 400">{label}: </span>
    {subject}
  </p>
);

const Framed = ({ lang, dir, children }: { lang: string; dir: "ltr" | "rtl"; children?: Child }) => (
  <html lang={lang} dir={dir}>
    <head>
      <meta charset="utf-8" />
      <meta name="color-scheme" content="light dark" />
      <title>–</title>
    </head>
    <body style={look}>{children}</body>
  </html>
);
