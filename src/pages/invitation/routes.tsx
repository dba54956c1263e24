import type * as z from "zod";
import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { acceptInvitation, type InvitationView, viewInvitation } from "#identity/invitations/contract.ts";
import { switchSession } from "#identity/sessions/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { seeOther } from "../kit/answers.ts";
import { type Speech, sayMoment, speechFor } from "../kit/language.ts";
import { Languages } from "../kit/languages.tsx";
import { Layout, pageResponse } from "../kit/layout.tsx";
import { forPeople, isSignedIn, type PersonVisit, zoneIn } from "../kit/member.tsx";
import { readingIn, readingOn } from "../kit/reading.ts";
import { words } from "./words.ts";

/** What the link in an invitation's mail opens. Looking uses nothing up: programs that look through mail open links too. */
export const invitationPages: readonly PageRoute[] = [
  { method: "get", path: "/invitations/{token}", render: show },
  { method: "post", path: "/invitations/{token}", render: forPeople(take) },
];

async function show(context: Context, asked: PageAsk): Promise<PageAnswer> {
  const token = asked.param["token"] ?? "";
  const speech = speechFor({ chosen: asked.url.searchParams.get("lang"), accept: asked.header("Accept-Language") });
  const [seen, known] = await Promise.all([
    asked.api().call(viewInvitation, { body: { token } }),
    isSignedIn(context, asked),
  ]);
  if (!seen.ok) return refused(seen.problem.code, speech);
  const page = <InvitationPage view={seen.body} token={token} isKnown={known} speech={speech} asked={asked} />;
  return readingOn(await pageResponse(page), readingIn(asked.url.searchParams));
}

async function take({ api, asked, speech }: PersonVisit): Promise<Response> {
  const accepted = await api.call(acceptInvitation, { body: { token: asked.param["token"] ?? "" } });
  if (!accepted.ok) return refused(accepted.problem.code, speech);
  // Whoever has joined wants to go in; where the session stays, the account page leads there.
  const moved = await api.call(switchSession, { body: { tenant: accepted.body.tenant_slug } });
  return seeOther(moved.ok ? "/my" : "/account");
}

const statuses = { not_yours: 403, already_member: 409, over: 410, unknown: 404, other: 409 };

function refused(code: string, speech: Speech): Promise<Response> {
  const said = words[speech.language];
  const why = Object.keys(statuses).find((known) => code === `invitation.${known}`) as
    | keyof typeof statuses
    | undefined;
  return pageResponse(
    <Layout title={said.sorry} speech={speech}>
      <h1>{said.sorry}</h1>
      <p>{said.refusals[why ?? "other"]}</p>
      <p>
        <a href="/account">{said.account}</a>
      </p>
    </Layout>,
    { status: statuses[why ?? "other"] },
  );
}

type Props = {
  view: z.output<typeof InvitationView>;
  token: string;
  isKnown: boolean;
  speech: Speech;
  asked: PageAsk;
};

const InvitationPage = ({ view, token, isKnown, speech, asked }: Props) => {
  const said = words[speech.language];
  const until = fromWire(view.expires_at);
  const path = `/invitations/${token}`;
  const footer = (
    <footer class="page">
      <Languages url={asked.url} speech={speech} />
    </footer>
  );
  return (
    <Layout title={said.join(view.tenant_name)} of={view.tenant_name} speech={speech} footer={footer}>
      <h1 dir="auto">{said.join(view.tenant_name)}</h1>
      <p dir="auto">{said.text(view.invited_by ?? view.tenant_name, view.email)}</p>
      <p>
        {said.until} <time datetime={view.expires_at}>{sayMoment(speech, zoneIn(asked.guessedZone), until)}</time>.
      </p>
      {isKnown ? (
        <form method="post" action={path}>
          <p>
            <button type="submit">{said.accept}</button>
          </p>
        </form>
      ) : (
        <p>
          <a class="button" href={`/sign-in?to=${encodeURIComponent(path)}`}>
            {said.signIn}
          </a>
        </p>
      )}
    </Layout>
  );
};
