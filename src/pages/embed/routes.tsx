// The booking pages inside of the pages of others: the same pages, for whom the company lets show them.
import { getLink } from "#booking/links/contract.ts";
import { getEmbedding } from "#booking/settings/contract.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import { bookingAt, inFrames, showDone } from "#pages/booking/pages.tsx";
import type { Context } from "#platform/scope.ts";

/** The origins of the company's list; a browser shows the page nowhere else. */
async function originsOf({ api }: PageAsk, tenant: string): Promise<readonly string[]> {
  const answer = await api().call(getEmbedding, { param: { tenant } });
  return answer.ok ? answer.body.origins : [];
}

export const embedPages: readonly PageRoute[] = [
  { method: "get", path: "/embed/book/{token}/done", render: done },
  ...bookingAt({ prefix: "/embed", kind: "embed", frames: (asked) => originsOf(asked, asked.param["tenant"] ?? "") }),
];

async function done(context: Context, asked: PageAsk): Promise<Response> {
  const link = await asked.api().call(getLink, { param: { token: asked.param["token"] ?? "" } });
  const frames = link.ok ? await originsOf(asked, link.body.company.slug) : [];
  return inFrames(await showDone(context, asked, { kind: "embed", frames }), asked, frames);
}
