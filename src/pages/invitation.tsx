import type { PageAsk, PageRoute } from "#http/pages.ts";
import { accept, type Claimed, view } from "#identity/invitations/actions/claim.ts";
import { masked } from "#identity/invitations/rules.ts";
import { recognise } from "#identity/sessions/actions/refresh.ts";
import { toMinute, toWire } from "#kernel/instant.ts";
import type { Context, PersonContext } from "#platform/scope.ts";
import { seeOther, settled } from "./kit/answers.ts";
import { readCookie } from "./kit/cookies.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";

/** What the link in an invitation's mail opens. Looking uses nothing up: programs that look through mail open links too. */
export const invitationPages: readonly PageRoute[] = [
  { method: "get", path: "/invitations/{token}", render: show },
  { method: "post", path: "/invitations/{token}", render: take },
];

async function show(context: Context, asked: PageAsk): Promise<Response> {
  const token = asked.param["token"] ?? "";
  const [claimed, person] = await Promise.all([view(context, token), personOf(context, asked)]);
  if (!claimed.ok) return refused(claimed.refusal.code);
  return pageResponse(<InvitationPage {...claimed.value} token={token} isSignedIn={person !== undefined} />);
}

async function take(context: Context, asked: PageAsk): Promise<Response> {
  const person = await personOf(context, asked);
  if (person === undefined) return seeOther("/sign-in");
  const accepted = await settled(() => accept(person, asked.param["token"] ?? ""));
  return accepted.ok ? seeOther("/account") : refused(accepted.refusal.code);
}

/** Whoever this browser is signed in as, when it is. */
async function personOf(context: Context, asked: PageAsk): Promise<PersonContext | undefined> {
  const token = readCookie(context.config, asked.header("Cookie"), "session");
  const known = token === undefined ? undefined : await settled(() => recognise(context, token));
  if (!known?.ok) return undefined;
  return { ...context, actor: { kind: "person", user: known.value.userId, session: known.value.id } };
}

function refused(code: string): Promise<Response> {
  switch (code) {
    case "invitation.not_yours":
      return sorry(403, "This invitation is for another address. Sign in with the one it was sent to.");
    case "invitation.already_member":
      return sorry(409, "You belong to this company already.");
    case "invitation.over":
      return sorry(410, "It was used, withdrawn, sent again or has expired. Ask for a new one.");
    case "invitation.unknown":
      return sorry(404, "This link is incomplete. Copy all of it from the mail.");
    default:
      return sorry(409, "Something changed just now. Sign in and open the link again.");
  }
}

const sorry = (status: number, sentence: string): Promise<Response> =>
  pageResponse(
    <Layout title="Invitation">
      <h1>This invitation did not open</h1>
      <p>{sentence}</p>
      <p>
        <a href="/account">Your account</a>
      </p>
    </Layout>,
    { status },
  );

type Shown = Claimed & { token: string; isSignedIn: boolean };

const InvitationPage = ({ invitation, tenant, inviter, token, isSignedIn }: Shown) => (
  <Layout title={`Join ${tenant.name}`}>
    <h1>Join {tenant.name}</h1>
    <p>
      {inviter ?? tenant.name} invites {masked(invitation.email)}. The invitation is good until{" "}
      <time datetime={toWire(invitation.expiresAt)}>{toMinute(invitation.expiresAt)}</time>.
    </p>
    {isSignedIn ? (
      <form method="post" action={`/invitations/${token}`}>
        <p>
          <button type="submit">Accept</button>
        </p>
      </form>
    ) : (
      <p>
        <a href="/sign-in">Sign in first</a> with the address the invitation was sent to, then open its link again.
      </p>
    )}
  </Layout>
);
