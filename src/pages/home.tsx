import type { PageRoute } from "#http/pages.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";

const doors = [
  { href: "/sign-in", name: "Sign in", what: "with a code by mail" },
  { href: "/account", name: "Your account", what: "your companies, your sessions, a token to try the API with" },
  { href: "/docs", name: "API reference", what: "every operation, with an example" },
  { href: "/problems", name: "Problems", what: "every refusal, and what to do about it" },
  { href: "/openapi.json", name: "OpenAPI document", what: "the contract, for programs" },
  // In no other build does it exist, nor a word of it.
  ...(DEV_BUILD ? [{ href: "/dev/mail", name: "Mailbox", what: "what this development server sent" }] : []),
];

export const homePage: PageRoute = {
  method: "get",
  path: "/",
  render: () =>
    pageResponse(
      <Layout title="Start">
        <h1>Interlock</h1>
        <p>Interview scheduling that cannot double-book.</p>
        <ul>
          {doors.map(({ href, name, what }) => (
            <li>
              <a href={href}>{name}</a>: {what}
            </li>
          ))}
        </ul>
      </Layout>,
    ),
};
