import type * as z from "zod";
import type { OpDef } from "#http/op.ts";
import type { PageRoute } from "#http/pages.ts";
import { listSessions, type Session, signOut, signOutEverywhere, switchSession } from "#identity/sessions/contract.ts";
import { listMemberships, type Membership } from "#identity/users/contract.ts";
import { fromWire, toMinute, toWire } from "#kernel/instant.ts";
import { seeOther } from "./kit/answers.ts";
import { dropCookie } from "./kit/cookies.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";
import { forPeople, type PersonVisit } from "./kit/member.tsx";
import { need } from "./kit/problem.tsx";

/** Who is signed in, where they work, and a token to try the API with. */
export const accountPages: readonly PageRoute[] = [
  { method: "get", path: "/account", render: forPeople(showAccount) },
  { method: "post", path: "/account/switch", render: forPeople(goOnElsewhere) },
  { method: "post", path: "/account/sign-out", render: forPeople(leaving(signOut)) },
  { method: "post", path: "/account/sign-out-everywhere", render: forPeople(leaving(signOutEverywhere)) },
];

async function showAccount({ person, api, me, access }: PersonVisit): Promise<Response> {
  const [belongs, open] = await Promise.all([
    need(api.call(listMemberships, { page: { limit: 100 } })),
    need(api.call(listSessions, { query: { active: "true" }, page: { limit: 100 } })),
  ]);
  return pageResponse(
    <AccountPage
      name={me.display_name ?? me.email ?? ""}
      email={me.email ?? ""}
      memberships={belongs.data}
      sessions={open.data}
      access={{
        token: access.accessToken,
        until: toWire(access.accessExpiresAt),
        isForTenant: access.place !== null,
      }}
      baseUrl={person.config.baseUrl}
    />,
  );
}

async function goOnElsewhere({ api, asked }: PersonVisit): Promise<Response> {
  const moved = await api.call(switchSession, { body: { tenant: asked.form.get("tenant") ?? "" } });
  return moved.ok ? seeOther("/account") : pageResponse(<NotThere />, { status: 404 });
}

function leaving(op: typeof signOut | typeof signOutEverywhere) {
  return async ({ api, person }: PersonVisit): Promise<Response> => {
    await need(api.call<OpDef>(op, {}));
    return seeOther("/sign-in?signed-out", [dropCookie(person.config, "session")]);
  };
}

const NotThere = () => (
  <Layout title="No such company">
    <h1>You do not work there</h1>
    <p>
      <a href="/account">Back to your account</a>
    </p>
  </Layout>
);

const Time = ({ at }: { at: string }) => <time datetime={at}>{toMinute(fromWire(at))}</time>;

type AccountProps = {
  name: string;
  email: string;
  memberships: readonly z.output<typeof Membership>[];
  sessions: readonly z.output<typeof Session>[];
  access: { token: string; until: string; isForTenant: boolean };
  baseUrl: string;
};

const AccountPage = ({ name, email, memberships, sessions, access, baseUrl }: AccountProps) => (
  <Layout title="Your account">
    <h1>{name}</h1>
    <p>Signed in as {email}.</p>
    <Companies memberships={memberships} />
    <h2>Try the API</h2>
    <p>
      This access token is good until <Time at={access.until} />. Load this page again for a fresh one. Put it into{" "}
      <code>INTERLOCK_TOKEN</code> and take any request of the <a href="/docs">API reference</a>; where one names{" "}
      <code>$INTERLOCK_KEY</code>, the token does as well.
    </p>
    <p class="field">
      <label for="token">Access token</label>
      <textarea id="token" readonly rows={6} spellcheck={false}>
        {access.token}
      </textarea>
    </p>
    <pre tabindex={0}>
      <code>
        {`export INTERLOCK_TOKEN=…\ncurl ${baseUrl}/v1/${access.isForTenant ? "whoami" : "me"} \\\n  -H "Authorization: Bearer $INTERLOCK_TOKEN"`}
      </code>
    </pre>
    <Sessions sessions={sessions} />
    <h2>Leave</h2>
    <div class="actions">
      <form method="post" action="/account/sign-out">
        <button type="submit">Sign out</button>
      </form>
      <form method="post" action="/account/sign-out-everywhere">
        <button type="submit" class="plain">
          Sign out everywhere
        </button>
      </form>
    </div>
  </Layout>
);

const Companies = ({ memberships }: Pick<AccountProps, "memberships">) => (
  <>
    <h2>Your companies</h2>
    {memberships.length === 0 ? (
      <p>You belong to none yet. An invitation or a company of your own changes that.</p>
    ) : null}
    <ul>
      {memberships.map(({ tenant: { slug, name }, roles, current, status }) => (
        <li>
          {name}: {roles.map((role) => role.name).join(", ") || "no role"}
          {current ? " (you are working here)" : null}
          {status === "active" ? null : ` (${status})`}
          {current || status !== "active" ? null : (
            <form method="post" action="/account/switch" class="inline">
              <input type="hidden" name="tenant" value={slug} />
              <button type="submit" class="plain">
                Work at {name}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  </>
);

const Sessions = ({ sessions }: Pick<AccountProps, "sessions">) => (
  <>
    <h2 id="sessions">Your sessions</h2>
    <div class="scroll" tabindex={0} role="region" aria-labelledby="sessions">
      <table>
        <thead>
          <tr>
            <th scope="col">Opened</th>
            <th scope="col">Last used</th>
            <th scope="col">From</th>
            <th scope="col">With</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ created_at, last_used_at, ip, user_agent, current }) => (
            <tr>
              <td>
                <Time at={created_at} />
                {current ? " (this one)" : null}
              </td>
              <td>
                <Time at={last_used_at} />
              </td>
              <td>{ip ?? "unknown"}</td>
              <td>{user_agent ?? "unknown"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);
