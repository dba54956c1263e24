import type { PageAsk, PageRoute } from "#http/pages.ts";
import { signOut, signOutEverywhere } from "#identity/sessions/actions/end.ts";
import { listOwn } from "#identity/sessions/actions/list.ts";
import { accessOf } from "#identity/sessions/actions/open.ts";
import { recognise } from "#identity/sessions/actions/refresh.ts";
import { switchTenant } from "#identity/sessions/actions/switch.ts";
import type { Session } from "#identity/sessions/tables.ts";
import { get, listMemberships, type Membership } from "#identity/users/actions/profile.ts";
import type { User } from "#identity/users/tables.ts";
import { type Instant, toMinute, toWire } from "#kernel/instant.ts";
import type { Context, PersonContext } from "#platform/scope.ts";
import { seeOther, settled } from "./answers.ts";
import { dropCookie, readCookie, writeCookie } from "./cookies.ts";
import { Layout, pageResponse } from "./layout.tsx";

/** Who is signed in, where they work, and a token to try the API with. */
export const accountPages: readonly PageRoute[] = [
  { method: "get", path: "/account", render: (context, asked) => signedIn(context, asked, showAccount) },
  { method: "post", path: "/account/switch", render: (context, asked) => signedIn(context, asked, goOnElsewhere) },
  { method: "post", path: "/account/sign-out", render: (context, asked) => signedIn(context, asked, leave(signOut)) },
  {
    method: "post",
    path: "/account/sign-out-everywhere",
    render: (context, asked) => signedIn(context, asked, leave(signOutEverywhere)),
  },
];

type Visit = { person: PersonContext; session: Session; token: string };

/** Runs a page for whoever the cookie belongs to; everybody else is sent to sign in. */
async function signedIn(
  context: Context,
  asked: PageAsk,
  show: (visit: Visit, asked: PageAsk) => Promise<Response>,
): Promise<Response> {
  const token = readCookie(context.config, asked.header("Cookie"), "session");
  const known = token === undefined ? undefined : await settled(() => recognise(context, token));
  if (token === undefined || !known?.ok) return seeOther("/sign-in", [dropCookie(context.config, "session")]);
  const session = known.value;
  const person: PersonContext = { ...context, actor: { kind: "person", user: session.userId, session: session.id } };
  return show({ person, session, token }, asked);
}

async function showAccount({ person, session, token }: Visit): Promise<Response> {
  const { config, now } = person;
  const access = await accessOf(person, session);
  const { place } = access;
  const asMember: PersonContext =
    place === null ? person : { ...person, actor: { ...person.actor, kind: "member", member: place.member } };
  const cut = { limit: 100, descending: false, after: null };
  const [user, belongs, open] = await Promise.all([
    get(asMember),
    listMemberships(asMember, cut),
    listOwn(asMember, { active: true }, { ...cut, descending: true }),
  ]);
  if (!user.ok || !belongs.ok || !open.ok) throw new Error("Reading one's own account is never refused.");

  const cookie = writeCookie(config, "session", token, (session.idleUntil - now) / 1_000);
  return pageResponse(
    <AccountPage
      user={user.value}
      memberships={belongs.value.rows}
      sessions={open.value.rows}
      current={session.id}
      access={{ token: access.accessToken, until: access.accessExpiresAt, isForTenant: place !== null }}
      baseUrl={config.baseUrl}
    />,
    { headers: { "Set-Cookie": cookie } },
  );
}

async function goOnElsewhere({ person }: Visit, { form }: PageAsk): Promise<Response> {
  const moved = await settled(() => switchTenant(person, form.get("tenant") ?? ""));
  return moved.ok ? seeOther("/account") : pageResponse(<NotThere />, { status: 404 });
}

const leave =
  (end: (person: PersonContext) => ReturnType<typeof signOut>) =>
  async ({ person }: Visit): Promise<Response> => {
    await settled(() => end(person));
    return seeOther("/sign-in?signed-out", [dropCookie(person.config, "session")]);
  };

const NotThere = () => (
  <Layout title="No such company">
    <h1>You do not work there</h1>
    <p>
      <a href="/account">Back to your account</a>
    </p>
  </Layout>
);

const Time = ({ at }: { at: Instant }) => <time datetime={toWire(at)}>{toMinute(at)}</time>;

type AccountProps = {
  user: User;
  memberships: readonly Membership[];
  sessions: readonly Session[];
  current: string;
  access: { token: string; until: Instant; isForTenant: boolean };
  baseUrl: string;
};

const AccountPage = ({ user, memberships, sessions, current, access, baseUrl }: AccountProps) => (
  <Layout title="Your account">
    <h1>{user.displayName ?? user.email}</h1>
    <p>Signed in as {user.email}.</p>
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
    <Sessions sessions={sessions} current={current} />
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

const Companies = ({ memberships }: { memberships: readonly Membership[] }) => (
  <>
    <h2>Your companies</h2>
    {memberships.length === 0 ? (
      <p>You belong to none yet. An invitation or a company of your own changes that.</p>
    ) : null}
    <ul>
      {memberships.map(({ tenant, name, roles, current, memberStatus }) => (
        <li>
          {name}: {roles.map((role) => role.name).join(", ") || "no role"}
          {current ? " (you are working here)" : null}
          {memberStatus === "active" ? null : ` (${memberStatus})`}
          {current || memberStatus !== "active" ? null : (
            <form method="post" action="/account/switch" class="inline">
              <input type="hidden" name="tenant" value={tenant} />
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

const Sessions = ({ sessions, current }: { sessions: readonly Session[]; current: string }) => (
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
          {sessions.map(({ id, createdAt, lastUsedAt, ip, userAgent }) => (
            <tr>
              <td>
                <Time at={createdAt} />
                {id === current ? " (this one)" : null}
              </td>
              <td>
                <Time at={lastUsedAt} />
              </td>
              <td>{ip ?? "unknown"}</td>
              <td>{userAgent ?? "unknown"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);
