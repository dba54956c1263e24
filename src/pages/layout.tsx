import type { Child } from "hono/jsx";
import type { HtmlEscapedString } from "hono/utils/html";

/** The frame of every page: one stylesheet, no script. */
export const Layout = ({ title, children }: { title: string; children?: Child }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title} · Interlock</title>
      <link rel="stylesheet" href="/style.css" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <main id="main">{children}</main>
    </body>
  </html>
);

/** A whole page as an answer. */
export async function pageResponse(
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  init: ResponseInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${await page}`, { ...init, headers });
}
