import type { Child } from "hono/jsx";
import { Faults, faultyTitle, Field, type FieldFault } from "../kit/forms.tsx";
import type { Speech } from "../kit/language.ts";
import { Languages } from "../kit/languages.tsx";
import { Layout } from "../kit/layout.tsx";
import { words } from "./words.ts";

/** What every page of signing in is told: how to speak, where it stands, and where its reader wants to go. */
export type Frame = { speech: Speech; url: URL; to?: string | undefined; chosen?: string | undefined };

const Page = ({ speech, url, title, children }: Frame & { title: string; children?: Child }) => (
  <Layout
    title={title}
    speech={speech}
    footer={
      <footer class="page">
        <Languages url={url} speech={speech} />
      </footer>
    }
  >
    {children}
  </Layout>
);

/** Where to go once signed in, and the language that was chosen, through every form on the way. */
const Along = ({ to, chosen }: Frame) => (
  <>
    {to === undefined ? null : <input type="hidden" name="to" value={to} />}
    {chosen === undefined ? null : <input type="hidden" name="lang" value={chosen} />}
  </>
);

type Told = { faults?: readonly FieldFault[] };

export const AskPage = ({
  email = "",
  faults = [],
  isOut,
  ...frame
}: Frame & Told & { email?: string; isOut?: boolean }) => {
  const said = words[frame.speech.language];
  return (
    <Page {...frame} title={faultyTitle(said.title, faults, frame.speech)}>
      <Faults faults={faults} speech={frame.speech} />
      <h1>{said.title}</h1>
      {isOut === true ? <p role="status">{said.signedOut}</p> : null}
      <p>{said.how}</p>
      <form method="post" action="/sign-in" novalidate>
        <Along {...frame} />
        <Field
          name="email"
          label={said.email}
          type="email"
          inputmode="email"
          autocomplete="email"
          dir="ltr"
          value={email}
          faults={faults}
        />
        <p>
          <button type="submit">{said.send}</button>
        </p>
      </form>
    </Page>
  );
};

export const CodePage = ({ id, faults = [], ...frame }: Frame & Told & { id: string }) => {
  const said = words[frame.speech.language];
  return (
    <Page {...frame} title={faultyTitle(said.codeTitle, faults, frame.speech)}>
      <Faults faults={faults} speech={frame.speech} />
      <h1>{said.codeTitle}</h1>
      <p>{said.codeText}</p>
      <form method="post" action={`/sign-in/${id}`} novalidate>
        <Along {...frame} />
        <Field
          name="code"
          label={said.code}
          hint={said.codeHint}
          inputmode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          faults={faults}
        />
        <p>
          <button type="submit">{said.title}</button>
        </p>
      </form>
      <p>
        {said.noMail} <a href="/sign-in">{said.askAgain}</a>.
      </p>
    </Page>
  );
};

/** Opening the link uses nothing up: programs that look through mail open links too. Only the button does. */
export const LinkPage = ({ token, ...frame }: Frame & { token: string }) => {
  const said = words[frame.speech.language];
  return (
    <Page {...frame} title={said.title}>
      <h1>{said.title}</h1>
      <p>{said.linkText}</p>
      <form method="post" action={`/sign-in/link/${token}`}>
        <p>
          <button type="submit">{said.title}</button>
        </p>
      </form>
    </Page>
  );
};

export const OtherBrowserPage = (frame: Frame) => {
  const said = words[frame.speech.language];
  return (
    <Page {...frame} title={said.elsewhereTitle}>
      <h1>{said.elsewhereTitle}</h1>
      <p>{said.elsewhereText}</p>
      <p>
        <a href="/sign-in">{said.elsewhereAgain}</a>
      </p>
    </Page>
  );
};

export const OverPage = ({ sentence, ...frame }: Frame & { sentence: string }) => {
  const said = words[frame.speech.language];
  return (
    <Page {...frame} title={said.overTitle}>
      <h1>{said.overTitle}</h1>
      <p>{sentence}</p>
      <p>
        <a href="/sign-in">{said.newCode}</a>
      </p>
    </Page>
  );
};
