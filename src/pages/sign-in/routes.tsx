import type { PageAsk, PageRoute } from "#http/pages.ts";
import { emailIn } from "#http/wire.ts";
import { type Asked, ask, type ProofWords, verify } from "#identity/sign-in/actions.ts";
import { type Id, isId } from "#kernel/ids.ts";
import type { Refusal } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import { seeOther, settled } from "../kit/answers.ts";
import { dropCookie, readCookie, writeCookie, writeSession } from "../kit/cookies.ts";
import { typed } from "../kit/forms.tsx";
import { speechFor } from "../kit/language.ts";
import { pageResponse } from "../kit/layout.tsx";
import { readingIn, readOn } from "../kit/reading.ts";
import { AskPage, CodePage, type Frame, LinkPage, OtherBrowserPage, OverPage } from "./views.tsx";
import { words } from "./words.ts";

/**
 * Signing in as forms: the same actions as the API's, the secrets in cookies that no script can read. Asked directly and not by the
 * contracts, since what the API hands to programs (tokens, the browser's secret) must never pass through a page.
 */
export const signInPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/sign-in",
    render: (_, asked) =>
      pageResponse(<AskPage {...frameOf(asked)} isOut={asked.url.searchParams.has("signed-out")} />),
  },
  { method: "post", path: "/sign-in", render: askForCode },
  { method: "get", path: "/sign-in/{id}", render: showCodeForm },
  { method: "post", path: "/sign-in/{id}", render: takeCode },
  { method: "get", path: "/sign-in/link/{token}", render: showButton },
  { method: "post", path: "/sign-in/link/{token}", render: takeLink },
];

function frameOf({ url, form, header }: PageAsk): Frame {
  const chosen = form.get("lang") ?? url.searchParams.get("lang") ?? undefined;
  return {
    speech: speechFor({ chosen, accept: header("Accept-Language") }),
    url,
    to: ourPath(form.get("to") ?? url.searchParams.get("to")),
    chosen,
  };
}

/** Only ever a path of our own: another site could send somebody here to be sent on to it. */
function ourPath(text: string | null): string | undefined {
  if (text === null || !/^\/[a-z]/.test(text) || text.length > 500) return undefined;
  const base = "https://interlock.invalid";
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url?.origin === base ? url.pathname + url.search : undefined;
}

function withAll(path: string, { to, chosen }: Frame): string {
  const query = new URLSearchParams({
    ...(to === undefined ? {} : { to }),
    ...(chosen === undefined ? {} : { lang: chosen }),
  });
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

async function askForCode(context: Context, asked: PageAsk): Promise<Response> {
  const frame = frameOf(asked);
  const given = typed(asked.form, "email") ?? "";
  const email = emailIn.safeParse(given);
  if (!email.success) {
    const faults = [{ field: "email", sentence: words[frame.speech.language].typeEmail }];
    return pageResponse(<AskPage {...frame} email={given.slice(0, 254)} faults={faults} />, { status: 422 });
  }
  const sent = await ask(context, { email: email.data, locale: frame.speech.language });
  if (!sent.ok) return tooMany(frame, sent.refusal, given);
  const { id, browserSecret, expiresAt }: Asked = sent.value;
  const seconds = (expiresAt - context.now) / 1_000;
  return seeOther(withAll(`/sign-in/${id}`, frame), [writeCookie(context.config, "ask", browserSecret, seconds)]);
}

function tooMany(frame: Frame, { retry_after }: Refusal, email: string): Promise<Response> {
  const seconds = typeof retry_after === "number" ? retry_after : 60;
  const sentence = words[frame.speech.language].tooMany(Math.ceil(seconds / 60));
  const headers = { "Retry-After": String(seconds) };
  const faults = [{ field: "email", sentence }];
  return pageResponse(<AskPage {...frame} email={email} faults={faults} />, { status: 429, headers });
}

/** The asking browser's secret, when this is that browser. */
const secretOf = ({ config }: Context, { header }: PageAsk): string | undefined =>
  readCookie(config, header("Cookie"), "ask");

const elsewhere = (frame: Frame) => pageResponse(<OtherBrowserPage {...frame} />, { status: 403 });
const over = (frame: Frame, why: "unknown" | "incomplete" | "wrongLink" | "suspended" | "over", status: number) =>
  pageResponse(<OverPage {...frame} sentence={words[frame.speech.language][why]} />, { status });

function showCodeForm(context: Context, asked: PageAsk): Promise<Response> {
  const frame = frameOf(asked);
  const id = asked.param["id"] ?? "";
  if (!isId("sign_in", id)) return over(frame, "unknown", 404);
  return secretOf(context, asked) === undefined ? elsewhere(frame) : pageResponse(<CodePage {...frame} id={id} />);
}

async function takeCode(context: Context, asked: PageAsk): Promise<Response> {
  const frame = frameOf(asked);
  const id = asked.param["id"] ?? "";
  const secret = secretOf(context, asked);
  if (!isId("sign_in", id)) return over(frame, "unknown", 404);
  if (secret === undefined) return elsewhere(frame);
  const code = (asked.form.get("code") ?? "").replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(code)) return wrongCode(frame, id, words[frame.speech.language].typeCode);
  return prove(context, frame, id, { browser_secret: secret, code });
}

const wrongCode = (frame: Frame, id: string, sentence: string): Promise<Response> =>
  pageResponse(<CodePage {...frame} id={id} faults={[{ field: "code", sentence }]} />, { status: 422 });

const linkShape = /^(sin_[0-9a-z]{26})\.([\w-]{43})$/;

function showButton(context: Context, asked: PageAsk): Promise<Response> {
  const frame = frameOf(asked);
  const token = asked.param["token"] ?? "";
  if (!linkShape.test(token)) return over(frame, "incomplete", 404);
  return secretOf(context, asked) === undefined
    ? elsewhere(frame)
    : pageResponse(<LinkPage {...frame} token={token} />);
}

async function takeLink(context: Context, asked: PageAsk): Promise<Response> {
  const frame = frameOf(asked);
  const [, id = "", link_secret = ""] = linkShape.exec(asked.param["token"] ?? "") ?? [];
  const secret = secretOf(context, asked);
  if (!isId("sign_in", id)) return over(frame, "incomplete", 404);
  return secret === undefined ? elsewhere(frame) : prove(context, frame, id, { browser_secret: secret, link_secret });
}

async function prove(context: Context, frame: Frame, id: Id<"sign_in">, proof: ProofWords): Promise<Response> {
  const opened = await settled(() => verify(context, id, proof));
  if (opened.ok) {
    const { refreshToken, session } = opened.value;
    const cookie = writeSession(context.config, refreshToken ?? "", session, context.now);
    const reading = readingIn(new URLSearchParams(frame.chosen === undefined ? {} : { lang: frame.chosen }));
    return seeOther(readOn(frame.to ?? "/my", reading), [cookie, dropCookie(context.config, "ask")]);
  }
  const { code, tries_left } = opened.refusal;
  switch (code) {
    case "sign_in.wrong_code":
      return proof.code === undefined
        ? over(frame, "wrongLink", 422)
        : wrongCode(frame, id, words[frame.speech.language].wrongCode(String(tries_left)));
    case "sign_in.other_browser":
      return elsewhere(frame);
    case "user.suspended":
      return over(frame, "suspended", 403);
    default:
      return over(frame, "over", 410);
  }
}
