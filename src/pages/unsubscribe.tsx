import type { Child } from "hono/jsx";
import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { refuse } from "#kernel/outcome.ts";
import { leaving, unsubscribe } from "#outreach/suppressions/actions.ts";
import { isOneClick } from "#outreach/suppressions/rules.ts";
import type { Context } from "#platform/scope.ts";
import { settled } from "./kit/answers.ts";
import { type Speech, speechFor } from "./kit/language.ts";
import { Languages } from "./kit/languages.tsx";
import { Layout, pageResponse } from "./kit/layout.tsx";
import { unsubscribeWords } from "./unsubscribe-words.ts";

/** The way out of a list: people press a button here, and their mail programs press it for them (RFC 8058). */
export const unsubscribePages: readonly PageRoute[] = [
  { method: "get", path: "/v1/unsubscribe/{token}", programs: { refusals: ["unsubscribe.unknown"] }, render: show },
  {
    method: "post",
    path: "/v1/unsubscribe/{token}",
    programs: { refusals: ["unsubscribe.unknown", "unsubscribe.unasked"] },
    render: leave,
  },
];

const speechOf = ({ url, header }: PageAsk): Speech =>
  speechFor({ chosen: url.searchParams.get("lang"), accept: header("Accept-Language") });

type PageProps = { asked: PageAsk; speech: Speech; title: string; children?: Child };

const Page = ({ asked, speech, title, children }: PageProps) => (
  <Layout
    title={title}
    speech={speech}
    footer={
      <footer class="page">
        <Languages url={asked.url} speech={speech} />
      </footer>
    }
  >
    <h1>{title}</h1>
    {children}
  </Layout>
);

/** Looking is no wish: programs that check mails open every link in them. */
async function show(context: Context, asked: PageAsk): Promise<PageAnswer> {
  const token = asked.param["token"] ?? "";
  const found = await leaving(context, token);
  if (!found.ok) return found;
  const speech = speechOf(asked);
  const words = unsubscribeWords[speech.language];
  return pageResponse(
    <Page asked={asked} speech={speech} title={words.ask[found.value.category]}>
      <p>{words.still}</p>
      <form method="post" action={`/v1/unsubscribe/${token}?lang=${speech.language}`}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <p>
          <button type="submit">{words.button}</button>
        </p>
      </form>
    </Page>,
  );
}

async function leave(context: Context, asked: PageAsk): Promise<PageAnswer> {
  if (!isOneClick(asked.form)) return refuse("unsubscribe.unasked");
  const gone = await settled(() => unsubscribe(context, asked.param["token"] ?? ""));
  if (!gone.ok) return gone;
  const speech = speechOf(asked);
  const words = unsubscribeWords[speech.language];
  return pageResponse(
    <Page asked={asked} speech={speech} title={words.done}>
      <p>{words.gone[gone.value.category]}</p>
      <p class="quiet">{words.mistake}</p>
    </Page>,
  );
}
