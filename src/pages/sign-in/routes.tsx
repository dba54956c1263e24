import type { PageAsk, PageRoute } from "#http/pages.ts";
import { emailIn } from "#http/wire.ts";
import { type Asked, ask, type ProofWords, verify } from "#identity/sign-in/actions.ts";
import { type Id, isId } from "#kernel/ids.ts";
import type { Refusal } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { seeOther, settled } from "../kit/answers.ts";
import { dropCookie, readCookie, writeCookie } from "../kit/cookies.ts";
import { pageResponse } from "../kit/layout.tsx";
import { AskPage, CodePage, LinkPage, OtherBrowserPage, OverPage } from "./views.tsx";

const signedOutNote = "You are signed out.";

/** Signing in as forms: the same actions as the API's, the secrets in cookies that no script can read. */
export const signInPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/sign-in",
    render: (_, { url }) =>
      pageResponse(<AskPage {...(url.searchParams.has("signed-out") ? { note: signedOutNote } : {})} />),
  },
  { method: "post", path: "/sign-in", render: askForCode },
  { method: "get", path: "/sign-in/{id}", render: showCodeForm },
  { method: "post", path: "/sign-in/{id}", render: takeCode },
  { method: "get", path: "/sign-in/link/{token}", render: showButton },
  { method: "post", path: "/sign-in/link/{token}", render: takeLink },
];

async function askForCode(context: Context, { form, header }: PageAsk): Promise<Response> {
  const typed = form.get("email") ?? "";
  const email = emailIn.safeParse(typed);
  if (!email.success) {
    const faults = [{ field: "email", sentence: "Type an e-mail address, such as name@example.com." }];
    return pageResponse(<AskPage email={typed.slice(0, 254)} faults={faults} />, { status: 422 });
  }
  const locale = /^[a-z]{2,3}\b/.exec(header("Accept-Language") ?? "")?.[0];
  const asked = await ask(context, { email: email.data, locale });
  if (!asked.ok) return tooMany(asked.refusal, typed);
  const { id, browserSecret, expiresAt }: Asked = asked.value;
  const seconds = (expiresAt - context.now) / 1_000;
  return seeOther(`/sign-in/${id}`, [writeCookie(context.config, "ask", browserSecret, seconds)]);
}

function tooMany({ retry_after }: Refusal, email: string): Promise<Response> {
  const seconds = typeof retry_after === "number" ? retry_after : 60;
  const sentence = `Too many people have asked from here. Try again in ${Math.ceil(seconds / 60)} minutes.`;
  const headers = { "Retry-After": String(seconds) };
  return pageResponse(<AskPage email={email} faults={[{ field: "email", sentence }]} />, { status: 429, headers });
}

/** The asking browser's secret, when this is that browser. */
const secretOf = ({ config }: Context, { header }: PageAsk): string | undefined =>
  readCookie(config, header("Cookie"), "ask");

const elsewhere = () => pageResponse(<OtherBrowserPage />, { status: 403 });
const over = (sentence: string, status: number) => pageResponse(<OverPage sentence={sentence} />, { status });

function showCodeForm(context: Context, asked: PageAsk): Promise<Response> {
  const id = asked.param["id"] ?? "";
  if (!isId("sign_in", id)) return over("There is no such sign-in.", 404);
  return secretOf(context, asked) === undefined ? elsewhere() : pageResponse(<CodePage id={id} />);
}

async function takeCode(context: Context, asked: PageAsk): Promise<Response> {
  const id = asked.param["id"] ?? "";
  const secret = secretOf(context, asked);
  if (!isId("sign_in", id)) return over("There is no such sign-in.", 404);
  if (secret === undefined) return elsewhere();
  const code = (asked.form.get("code") ?? "").replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(code)) return wrongCode(id, "Type the six digits from the mail.");
  return prove(context, id, { browser_secret: secret, code });
}

const wrongCode = (id: string, sentence: string): Promise<Response> =>
  pageResponse(<CodePage id={id} faults={[{ field: "code", sentence }]} />, { status: 422 });

const linkShape = /^(sin_[0-9a-z]{26})\.([\w-]{43})$/;

function showButton(context: Context, asked: PageAsk): Promise<Response> {
  const token = asked.param["token"] ?? "";
  if (!linkShape.test(token)) return over("This link is incomplete. Copy all of it from the mail.", 404);
  return secretOf(context, asked) === undefined ? elsewhere() : pageResponse(<LinkPage token={token} />);
}

async function takeLink(context: Context, asked: PageAsk): Promise<Response> {
  const [, id = "", link_secret = ""] = linkShape.exec(asked.param["token"] ?? "") ?? [];
  const secret = secretOf(context, asked);
  if (!isId("sign_in", id)) return over("This link is incomplete. Copy all of it from the mail.", 404);
  return secret === undefined ? elsewhere() : prove(context, id, { browser_secret: secret, link_secret });
}

async function prove(context: Context, id: Id<"sign_in">, words: ProofWords): Promise<Response> {
  const opened = await settled(() => verify(context, id, words));
  if (opened.ok) {
    const { refreshToken, refreshExpiresAt } = opened.value;
    const session = writeCookie(
      context.config,
      "session",
      refreshToken ?? "",
      (refreshExpiresAt - context.now) / 1_000,
    );
    return seeOther("/account", [session, dropCookie(context.config, "ask")]);
  }
  const { code, tries_left } = opened.refusal;
  switch (code) {
    case "sign_in.wrong_code":
      return words.code === undefined
        ? over("This link is not right.", 422)
        : wrongCode(id, `That is not the code from the newest mail. Tries left: ${String(tries_left)}.`);
    case "sign_in.other_browser":
      return elsewhere();
    case "user.suspended":
      return over("This account is suspended. Ask the people who run Interlock at your company.", 403);
    default:
      return over("It was used already, is older than ten minutes, or was tried too often.", 410);
  }
}
