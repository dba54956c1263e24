import type * as z from "zod";
import type { Session } from "#identity/sessions/contract.ts";
import type { Membership } from "#identity/users/contract.ts";
import { type Instant, fromWire, toWire } from "#kernel/instant.ts";
import { sayMoment } from "../kit/language.ts";
import { Languages } from "../kit/languages.tsx";
import { Layout } from "../kit/layout.tsx";
import type { PersonVisit } from "../kit/member.tsx";
import { words } from "./words.ts";

type Props = {
  visit: PersonVisit;
  memberships: readonly z.output<typeof Membership>[];
  sessions: readonly z.output<typeof Session>[];
};

const momentFor =
  ({ speech, zone }: PersonVisit) =>
  (at: Instant): string =>
    sayMoment(speech, zone, at);

export const AccountPage = (props: Props) => {
  const { visit } = props;
  const { me, speech, nonce, asked, access } = visit;
  const said = words[speech.language];
  const footer = (
    <footer class="page">
      <Languages url={asked.url} speech={speech} />
    </footer>
  );
  return (
    <Layout title={said.title} speech={speech} nonce={nonce} footer={footer}>
      <h1 dir="auto">{me.display_name ?? me.email}</h1>
      <p>
        {said.signedInAs} <bdi>{me.email}</bdi>.
      </p>
      {access.place === null ? null : (
        <p class="actions">
          <a class="button" href="/my">
            {said.work}
          </a>
          <a href="/my/profile">{said.profile}</a>
        </p>
      )}
      <Companies {...props} />
      <Sessions {...props} />
      <TokenToTry visit={visit} />
      <h2>{said.leave}</h2>
      <div class="actions">
        <form method="post" action="/account/sign-out">
          <button type="submit">{said.out}</button>
        </form>
        <form method="post" action="/account/sign-out-everywhere">
          <button type="submit" class="plain">
            {said.outEverywhere}
          </button>
        </form>
      </div>
    </Layout>
  );
};

const Companies = ({ visit, memberships }: Props) => {
  const said = words[visit.speech.language];
  return (
    <>
      <h2>{said.companies}</h2>
      {memberships.length === 0 ? <p>{said.none}</p> : null}
      <ul class="cards">
        {memberships.map(({ tenant: { slug, name }, roles, current, status }) => (
          <li class="card">
            <h3 dir="auto">{name}</h3>
            <p>
              {roles.map((role) => role.name).join(", ") || said.noRole}
              {current ? ` (${said.here})` : null}
              {status === "active" ? null : ` (${said.status[status]})`}
            </p>
            {current || status !== "active" ? null : (
              <form method="post" action="/account/switch">
                <input type="hidden" name="tenant" value={slug} />
                <button type="submit" class="plain">
                  {said.goTo} <bdi>{name}</bdi>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href="/welcome">{said.make}</a>
      </p>
    </>
  );
};

const TokenToTry = ({ visit: { access, speech, person, zone } }: Pick<Props, "visit">) => {
  const said = words[speech.language];
  const path = access.place === null ? "/v1/me" : "/v1/whoami";
  return (
    <>
      <h2>API</h2>
      <p>
        {said.tokenText(sayMoment(speech, zone, access.accessExpiresAt))} {said.tokenHow} <a href="/docs">/docs</a>
      </p>
      <p class="field">
        <label for="token">{said.token}</label>
        <textarea id="token" readonly rows={6} spellcheck={false} dir="ltr">
          {access.accessToken}
        </textarea>
      </p>
      <pre tabindex={0} dir="ltr">
        <code>
          {`export INTERLOCK_TOKEN=…\ncurl ${person.config.baseUrl}${path} \\\n  -H "Authorization: Bearer $INTERLOCK_TOKEN"`}
        </code>
      </pre>
    </>
  );
};

const Sessions = ({ visit, sessions }: Props) => {
  const said = words[visit.speech.language];
  const say = momentFor(visit);
  const Moment = ({ at }: { at: string }) => <time datetime={toWire(fromWire(at))}>{say(fromWire(at))}</time>;
  return (
    <>
      <h2 id="sessions">{said.sessions}</h2>
      <div class="scroll" tabindex={0} role="region" aria-labelledby="sessions">
        <table>
          <thead>
            <tr>
              <th scope="col">{said.opened}</th>
              <th scope="col">{said.used}</th>
              <th scope="col">{said.from}</th>
              <th scope="col">{said.browser}</th>
              <th scope="col">{said.end}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, created_at, last_used_at, ip, user_agent, current }) => (
              <tr>
                <td>
                  <Moment at={created_at} />
                  {current ? ` (${said.thisOne})` : null}
                </td>
                <td>
                  <Moment at={last_used_at} />
                </td>
                <td>{ip ?? said.unknown}</td>
                <td dir="auto">{user_agent ?? said.unknown}</td>
                <td>
                  {current ? null : (
                    <form method="post" action={`/account/sessions/${id}/end`}>
                      <button type="submit" class="plain" aria-label={said.endThat(say(fromWire(created_at)))}>
                        {said.end}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};

export const NotTherePage = ({ visit }: Pick<Props, "visit">) => {
  const said = words[visit.speech.language];
  return (
    <Layout title={said.notThere} speech={visit.speech} nonce={visit.nonce}>
      <h1>{said.notThere}</h1>
      <p>
        <a href="/account">{said.title}</a>
      </p>
    </Layout>
  );
};
