import type { PageRoute } from "#http/pages.ts";
import { reportPath } from "#http/headers.ts";
import { logEvent } from "#platform/log.ts";

/** What browsers say a page's policy has held back. The directive is told, never the address: it may bear somebody's token. */
export const cspReports: PageRoute = {
  method: "post",
  path: reportPath,
  render(_, { text }) {
    logEvent("csp", { directive: directiveIn(text) });
    return new Response(null, { status: 204 });
  },
};

/** What our pages' policy speaks of, and what browsers name more closely; anybody can post, and could say anything else. */
const directives: ReadonlySet<string> = new Set([
  "default-src",
  "script-src",
  "script-src-elem",
  "script-src-attr",
  "style-src",
  "style-src-elem",
  "style-src-attr",
  "img-src",
  "font-src",
  "media-src",
  "object-src",
  "child-src",
  "frame-src",
  "worker-src",
  "manifest-src",
  "connect-src",
  "form-action",
  "base-uri",
  "frame-ancestors",
  "require-trusted-types-for",
  "trusted-types",
]);

function directiveIn(text: string): string {
  const said = /"(?:effective-directive|effectiveDirective)"\s*:\s*"([a-z-]{1,40})"/.exec(text)?.[1] ?? "";
  return directives.has(said) ? said : "unknown";
}
