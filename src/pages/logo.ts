import type { PageRoute } from "#http/pages.ts";
import { fetchOutside } from "#platform/outbound.ts";
import type { Context } from "#platform/scope.ts";
import { logoUrl } from "./kit/logo.tsx";

const largest = 200_000;

/** Whoever changes the picture gives it a new address, or waits for this long. */
const keptFor = 3_600;
/** A server that did not answer, or with no picture, is asked again after this long. */
const missedFor = 300;

/** A company's picture by our own path. What it is, its first bytes say; drawings that could run something are none. */
export const logoPage: PageRoute = {
  method: "get",
  path: "/logo/{seal}/{url}",
  async render(context, { url, param }) {
    const { seal = "", url: text = "" } = param;
    const address = await logoUrl(context.config, seal, text);
    if (address === undefined) return { ok: false, refusal: { code: "route.unknown" } };
    const key = new Request(url.origin + url.pathname);
    const kept = await caches.default.match(key);
    if (kept !== undefined) return new Response(kept.body, kept);
    const answer = await fetched(context, address);
    await caches.default.put(key, answer.clone());
    return answer;
  },
};

async function fetched(context: Context, url: string): Promise<Response> {
  const headers = { accept: "image/png, image/jpeg, image/webp, image/gif", "user-agent": "Interlock" };
  const bytes = await fetchOutside(context, { purpose: "logo", url, headers, atMost: largest });
  const type = bytes === undefined ? undefined : pictureType(bytes);
  const isPicture = bytes !== undefined && type !== undefined;
  return new Response(isPicture ? bytes : null, {
    status: isPicture ? 200 : 404,
    headers: {
      ...(isPicture ? { "Content-Type": type } : {}),
      "Cache-Control": `public, max-age=${isPicture ? keptFor : missedFor}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Content-Disposition": "inline",
      Vary: "Accept-Encoding",
    },
  });
}

const any = undefined;
const beginnings: readonly (readonly [type: string, bytes: readonly (number | undefined)[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", [0x52, 0x49, 0x46, 0x46, any, any, any, any, 0x57, 0x45, 0x42, 0x50]],
];

/** Judged by the bytes: what a server says of them is not asked. */
const pictureType = (read: Uint8Array): string | undefined =>
  beginnings.find(([, bytes]) => bytes.every((byte, at) => byte === any || byte === read[at]))?.[0];
