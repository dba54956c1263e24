import type { Child } from "hono/jsx";
import type { HtmlEscapedString } from "hono/utils/html";
import { versions } from "./assets.generated.ts";
import { english, type Speech } from "./language.ts";
import { kitWords } from "./words.ts";

export type LayoutProps = {
  title: string;
  /** Whose page it is: the last word of its title. */
  of?: string;
  speech?: Speech;
  /** Needed by scripts and by a company's colours. */
  nonce?: string;
  /** Islands by name: `booking` is `/booking.js`. The page works without them. */
  islands?: readonly string[];
  /** A company's colours, as custom properties that were checked before. */
  brand?: string | undefined;
  /** Stands before the content, outside of `main`. */
  header?: Child;
  footer?: Child;
  /** What `body` is called by the stylesheet. */
  kind?: "page" | "desk" | "booking" | "embed";
  /** Origins whose pages this one may speak with from inside a frame. */
  frames?: readonly string[] | undefined;
  children?: Child;
};

/** With its version, so that browsers keep it until there is another. */
const assetPath = (name: string): string => `/${name}?v=${versions[name] ?? "0"}`;

/** The frame of every page: one stylesheet, our own scripts or none, nobody else's anything. */
export const Layout = ({
  title,
  of,
  speech = english,
  nonce,
  islands,
  brand,
  header,
  footer,
  kind,
  frames,
  children,
}: LayoutProps) => (
  <html lang={speech.locale} dir={speech.direction}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · ${of ?? "Interlock"}`}</title>
      <link rel="stylesheet" href={assetPath("style.css")} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      {brand === undefined ? null : <style nonce={nonce}>{brand}</style>}
      {islands?.map((name) => (
        <script type="module" src={assetPath(`${name}.js`)} nonce={nonce} />
      ))}
    </head>
    <body class={kind ?? "page"} {...(frames === undefined ? {} : { "data-frames": frames.join(" ") })}>
      <a class="skip" href="#main">
        {kitWords[speech.language].skip}
      </a>
      {header}
      <main id="main">{children}</main>
      {footer}
      {islands === undefined ? null : <Live speech={speech} />}
    </body>
  </html>
);

/** Where scripts say what has changed, and their own few words. */
const Live = ({ speech }: { speech: Speech }) => {
  const { loading, offline, failed, again } = kitWords[speech.language].scripts;
  return (
    <p
      id="live"
      class="unseen"
      role="status"
      data-loading={loading}
      data-offline={offline}
      data-failed={failed}
      data-again={again}
    />
  );
};

/** A whole page as an answer. */
export async function pageResponse(
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  init: ResponseInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Parts of a page may be asked for while it is drawn; then its text comes later too.
  const drawn: unknown = (await page).toString();
  const text = String(await drawn);
  return new Response(`<!DOCTYPE html>${text}`, { ...init, headers });
}
