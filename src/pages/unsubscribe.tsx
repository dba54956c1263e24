import type { PageAnswer, PageAsk, PageRoute } from "#http/pages.ts";
import { refuse } from "#kernel/outcome.ts";
import { leaving, unsubscribe } from "#outreach/suppressions/actions.ts";
import { isOneClick } from "#outreach/suppressions/rules.ts";
import type { Context } from "#platform/scope.ts";
import { settled } from "./kit/answers.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";

/** The way out of a list: people press a button here, and their mail programs press it for them (RFC 8058). */
export const unsubscribePages: readonly PageRoute[] = [
  { method: "get", path: "/v1/unsubscribe/{token}", programs: { refusals: ["unsubscribe.unknown"] }, render: show },
  {
    method: "post",
    path: "/v1/unsubscribe/{token}",
    programs: { refusals: ["unsubscribe.unknown", "unsubscribe.unasked"] },
    render: leave,
  },
];

const about = {
  booking: "bookings",
  reminder: "reminders",
  request: "requests",
  security: "security",
  digest: "digests",
};

/** Looking is no wish: programs that check mails open every link in them. */
async function show(context: Context, { param }: PageAsk): Promise<PageAnswer> {
  const found = await leaving(context, param["token"] ?? "");
  if (!found.ok) return found;
  const { category } = found.value;
  return pageResponse(
    <Layout title="Unsubscribe">
      <h1>No more mails about {about[category]}?</h1>
      <p>What you ask for yourself, such as the confirmation of a booking, still comes.</p>
      <form method="post" action={`/v1/unsubscribe/${param["token"] ?? ""}`}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <p>
          <button type="submit">Unsubscribe</button>
        </p>
      </form>
    </Layout>,
  );
}

async function leave(context: Context, { param, form }: PageAsk): Promise<PageAnswer> {
  if (!isOneClick(form)) return refuse("unsubscribe.unasked");
  const gone = await settled(() => unsubscribe(context, param["token"] ?? ""));
  if (!gone.ok) return gone;
  return pageResponse(
    <Layout title="Unsubscribed">
      <h1>You get no more of these mails</h1>
      <p>This company no longer writes to you about {about[gone.value.category]}.</p>
    </Layout>,
  );
}
