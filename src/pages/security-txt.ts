import type { PageRoute } from "#http/pages.ts";
import { after, day, toWire } from "#kernel/instant.ts";

/** RFC 9116: where to tell us of a hole. */
export const securityTxt: PageRoute = {
  method: "get",
  path: "/.well-known/security.txt",
  render({ config, now }) {
    const host = config.mailFrom.address.split("@")[1];
    // Cut to the day, so that all copies made on one day are equal.
    const expires = toWire(after(now, 180 * day)).replace(/T.*/, "T00:00:00Z");
    const lines = [
      `Contact: mailto:security@${host}`,
      `Expires: ${expires}`,
      "Preferred-Languages: en",
      `Canonical: ${config.baseUrl}/.well-known/security.txt`,
    ];
    return new Response(`${lines.join("\n")}\n`, {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=86400" },
    });
  },
};
