import type * as z from "zod";
import type { Session } from "#identity/sessions/contract.ts";
import type { Membership } from "#identity/users/contract.ts";
import { type Instant, fromWire, toWire } from "#kernel/instant.ts";
import { sayMoment } from "../kit/language.ts";
import { Languages } from "../kit/languages.tsx";
import { Layout } from "../kit/layout.tsx";
import type { PersonVisit } from "../kit/member.tsx";
import { deviceIn } from "./device.ts";
import { type AccountWords, words } from "./words.ts";

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
      <TokenToTry visit={visit} />
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

/** For the few who write programs; everybody else finds it closed. */
const TokenToTry = ({ visit: { access, speech, person, zone } }: Pick<Props, "visit">) => {
  const said = words[speech.language];
  const path = access.place === null ? "/v1/me" : "/v1/whoami";
  return (
    <details class="for-programs">
      <summary>{said.programs}</summary>
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
    </details>
  );
};

const Sessions = ({ visit, sessions }: Props) => {
  const said = words[visit.speech.language];
  const say = momentFor(visit);
  const Moment = ({ at }: { at: string }) => <time datetime={toWire(fromWire(at))}>{say(fromWire(at))}</time>;
  return (
    <>
      <h2>{said.sessions}</h2>
      <ul class="sessions">
        {sessions.map(({ id, created_at, last_used_at, ip, user_agent, current }) => (
          <li>
            <div>
              <h3>
                {nameOf(user_agent, said)} {current ? <span class="badge">{said.thisOne}</span> : null}
              </h3>
              <p class="quiet">
                {said.used} <Moment at={last_used_at} /> · {said.opened} <Moment at={created_at} />
                {ip === null ? null : (
                  <>
                    {" "}
                    · {said.from} <bdi>{ip}</bdi>
                  </>
                )}
              </p>
            </div>
            {current ? null : (
              <form method="post" action={`/account/sessions/${id}/end`}>
                <button type="submit" class="plain" aria-label={said.endThat(say(fromWire(created_at)))}>
                  {said.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

/** With which browser and where, as its owner would say it. */
function nameOf(agent: string | null, said: AccountWords): string {
  const { browser, system } = deviceIn(agent);
  if (browser !== undefined && system !== undefined) return said.browserOn(browser, system);
  return browser ?? system ?? said.unknown;
}

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
