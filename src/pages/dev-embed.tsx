import type { PageRoute } from "#http/pages.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";

const slug = /^[a-z0-9-]{1,64}$/;

/**
 * A company's own site, as it would show our pages. Open it by the machine's other name (`localhost` for `127.0.0.1`), so that it is
 * another origin, and put that origin on the company's list.
 */
export const devEmbedPage: PageRoute = {
  method: "get",
  path: "/dev/embed",
  async render({ config }, { url, nonce }) {
    const named = (name: string, usual: string) => {
      const value = url.searchParams.get(name) ?? "";
      return slug.test(value) ? value : usual;
    };
    const [tenant, event] = [named("tenant", "lumen"), named("event", "first-call")];
    const { origin } = new URL(config.baseUrl);
    const colour = /^[0-9a-f]{6}$/.exec(url.searchParams.get("colour") ?? "")?.[0];
    const scheme = /^(?:light|dark)$/.exec(url.searchParams.get("scheme") ?? "")?.[0];
    const page = (
      <Layout title="Somebody else's page" nonce={nonce}>
        <h1>Somebody else's page</h1>
        <p>
          This is {url.origin}. It may show the booking page if it stands in <code>embed_origins</code> of the booking
          settings.
        </p>
        <p>
          <button type="button" data-interlock={`${tenant}/${event}`}>
            Book a time
          </button>{" "}
          <a href={`${origin}/${tenant}/${event}`} data-interlock={`${tenant}/${event}`}>
            or by this link
          </a>
        </p>
        <script
          src={`${origin}/embed.js`}
          nonce={nonce}
          data-tenant={tenant}
          data-event={event}
          {...(colour === undefined ? {} : { "data-colour": colour })}
          {...(scheme === undefined ? {} : { "data-scheme": scheme })}
        />
      </Layout>
    );
    // What a careful site would allow: our script, and our pages in its frames.
    const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, "style-src 'self'", "img-src 'self'"];
    return pageResponse(page, {
      headers: {
        "Content-Security-Policy": [...policy, `frame-src ${origin}`, "require-trusted-types-for 'script'"].join("; "),
      },
    });
  },
};
