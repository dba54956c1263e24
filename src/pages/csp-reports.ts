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

const directiveIn = (text: string): string =>
  /"(?:effective-directive|effectiveDirective)"\s*:\s*"([a-z-]{1,40})"/.exec(text)?.[1] ?? "unknown";
