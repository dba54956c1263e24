import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { forMembers, type Visit } from "../kit/member.tsx";
import { showAudit, showEvent, takeCopy } from "./audit.tsx";
import { invite, resend, revoke as revokeInvitation, showInvitations } from "./invitations.tsx";
import * as keys from "./keys.tsx";
import { showPeople } from "./people.tsx";
import * as person from "./person.tsx";
import * as roles from "./roles.tsx";
import * as teams from "./teams.tsx";

const get = (path: string, show: (visit: Visit) => Promise<PageAnswer>): PageRoute => ({
  method: "get",
  path,
  render: forMembers((visit) => show(visit)),
});
const post = (path: string, take: (visit: Visit) => Promise<PageAnswer>): PageRoute => ({
  method: "post",
  path,
  render: forMembers(take),
});

/** Who works at a company and what they may do, the keys of its programs, and the trail of all that was done. */
export const peoplePages: readonly PageRoute[] = [
  get("/desk/people", showPeople),
  get("/desk/people/{id}", person.showPerson),
  post("/desk/people/{id}", person.changePlace),
  post("/desk/people/{id}/roles", person.setRoles),
  post("/desk/people/{id}/suspend", person.suspend),
  post("/desk/people/{id}/restore", person.restore),
  post("/desk/people/{id}/deactivate", person.deactivate),
  post("/desk/people/{id}/reactivate", person.reactivate),
  post("/desk/people/{id}/remove", person.remove),
  post("/desk/people/{id}/end-sessions", person.endSessions),
  get("/desk/invitations", showInvitations),
  post("/desk/invitations", invite),
  post("/desk/invitations/{id}/resend", resend),
  post("/desk/invitations/{id}/revoke", revokeInvitation),
  get("/desk/teams", teams.showTeams),
  post("/desk/teams", teams.make),
  get("/desk/teams/{id}", teams.showTeam),
  post("/desk/teams/{id}", teams.change),
  post("/desk/teams/{id}/delete", teams.remove),
  post("/desk/teams/{id}/people", teams.seat),
  post("/desk/teams/{id}/people/{member_id}/unseat", teams.unseat),
  get("/desk/roles", roles.showRoles),
  post("/desk/roles", roles.make),
  get("/desk/roles/{id}", roles.showRole),
  post("/desk/roles/{id}", roles.change),
  post("/desk/roles/{id}/delete", roles.remove),
  get("/desk/keys", keys.showKeys),
  post("/desk/keys", keys.make),
  get("/desk/keys/{id}", keys.showKey),
  post("/desk/keys/{id}", keys.change),
  post("/desk/keys/{id}/rotate", keys.rotate),
  post("/desk/keys/{id}/revoke", keys.revoke),
  get("/desk/audit", showAudit),
  post("/desk/audit", takeCopy),
  get("/desk/audit/{id}", showEvent),
];
