import { Faults, faultyTitle, Field, type FieldFault } from "../kit/forms.tsx";
import { Layout } from "../kit/layout.tsx";

export const AskPage = ({
  email = "",
  faults = [],
  note,
}: {
  email?: string;
  faults?: readonly FieldFault[];
  note?: string;
}) => (
  <Layout title={faultyTitle("Sign in", faults)}>
    <Faults faults={faults} />
    <h1>Sign in</h1>
    {note === undefined ? null : <p role="status">{note}</p>}
    <p>There are no passwords here. We mail you a code and a link.</p>
    <form method="post" action="/sign-in" novalidate>
      <Field
        name="email"
        label="E-mail address"
        type="email"
        inputmode="email"
        autocomplete="email"
        value={email}
        faults={faults}
      />
      <p>
        <button type="submit">Send me a code</button>
      </p>
    </form>
  </Layout>
);

export const CodePage = ({ id, faults = [] }: { id: string; faults?: readonly FieldFault[] }) => (
  <Layout title={faultyTitle("Type the code", faults)}>
    <Faults faults={faults} />
    <h1>Type the code</h1>
    <p>We have sent a mail with a six-digit code and a link. Both are good for ten minutes, once, in this browser.</p>
    <form method="post" action={`/sign-in/${id}`} novalidate>
      <Field
        name="code"
        label="Code"
        hint="Six digits"
        inputmode="numeric"
        autocomplete="one-time-code"
        faults={faults}
      />
      <p>
        <button type="submit">Sign in</button>
      </p>
    </form>
    <p>
      No mail? Look among the unwanted ones, or <a href="/sign-in">ask again</a>.
    </p>
  </Layout>
);

/** Opening the link uses nothing up: programs that look through mail open links too. Only the button does. */
export const LinkPage = ({ token }: { token: string }) => (
  <Layout title="Sign in">
    <h1>Sign in</h1>
    <p>You opened the link from our mail. It works once.</p>
    <form method="post" action={`/sign-in/link/${token}`}>
      <p>
        <button type="submit">Sign in</button>
      </p>
    </form>
  </Layout>
);

export const OtherBrowserPage = () => (
  <Layout title="Another browser">
    <h1>You asked in another browser</h1>
    <p>
      A link and a code work only in the browser where you asked for them: so nobody can sign in with a mail they made
      you open. Go back there and type the code from the mail.
    </p>
    <p>
      Or <a href="/sign-in">ask for a new code in this browser</a>.
    </p>
  </Layout>
);

export const OverPage = ({ sentence }: { sentence: string }) => (
  <Layout title="Sign-in is over">
    <h1>This did not sign you in</h1>
    <p>{sentence}</p>
    <p>
      <a href="/sign-in">Ask for a new code</a>
    </p>
  </Layout>
);
