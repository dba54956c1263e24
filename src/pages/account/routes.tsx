import type { OpDef } from "#http/op.ts";
import type { PageRoute } from "#http/pages.ts";
import { endSession, listSessions, signOut, signOutEverywhere, switchSession } from "#identity/sessions/contract.ts";
import { listMemberships } from "#identity/users/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { dropCookie } from "../kit/cookies.ts";
import { pageResponse } from "../kit/layout.tsx";
import { forMembers, forPeople, type PersonVisit, type Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { AccountPage, NotTherePage } from "./views.tsx";

/** Who is signed in, where they work, and a token to try the API with. */
export const accountPages: readonly PageRoute[] = [
  { method: "get", path: "/my", render: forMembers(goToWork) },
  { method: "get", path: "/account", render: forPeople(showAccount) },
  { method: "post", path: "/account/switch", render: forPeople(goOnElsewhere) },
  { method: "post", path: "/account/sessions/{id}/end", render: forPeople(endOne) },
  { method: "post", path: "/account/sign-out", render: forPeople(leaving(signOut)) },
  { method: "post", path: "/account/sign-out-everywhere", render: forPeople(leaving(signOutEverywhere)) },
];

/** Where a person's day begins: whoever plans interviews at what waits for them, whoever gives them at their day. */
async function goToWork({ may }: Visit): Promise<Response> {
  return seeOther(may("interviews:write") ? "/desk" : may("bookings:read") ? "/my/day" : "/account");
}

async function showAccount(visit: PersonVisit): Promise<Response> {
  const { api } = visit;
  const [belongs, open] = await Promise.all([
    need(api.call(listMemberships, { page: { limit: 100 } })),
    need(api.call(listSessions, { query: { active: "true" }, page: { limit: 100 } })),
  ]);
  return pageResponse(<AccountPage visit={visit} memberships={belongs.data} sessions={open.data} />);
}

async function goOnElsewhere(visit: PersonVisit): Promise<Response> {
  const moved = await visit.api.call(switchSession, { body: { tenant: visit.asked.form.get("tenant") ?? "" } });
  return moved.ok ? seeOther("/account") : pageResponse(<NotTherePage visit={visit} />, { status: 404 });
}

async function endOne({ api, asked }: PersonVisit): Promise<Response> {
  await need(api.call(endSession, { param: { id: asked.param["id"] ?? "" } }));
  return seeOther("/account");
}

function leaving(op: typeof signOut | typeof signOutEverywhere) {
  return async ({ api, person }: PersonVisit): Promise<Response> => {
    await need(api.call<OpDef>(op, {}));
    return seeOther("/sign-in?signed-out", [dropCookie(person.config, "session")]);
  };
}
