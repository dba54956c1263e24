import type { PageRoute } from "#http/pages.ts";
import { thingPages } from "../kit/thing.tsx";
import { showAudit, showEvent, takeCopy } from "./audit.tsx";
import { invite, resend, revoke, showInvitations } from "./invitations.tsx";
import * as keys from "./keys.tsx";
import { showPeople } from "./people.tsx";
import * as person from "./person.tsx";
import { role, showRole, showRoles } from "./roles.tsx";
import { pages } from "./room.tsx";
import { seat, showTeam, showTeams, team, unseat } from "./teams.tsx";

const { get, post } = pages;

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
  post("/desk/invitations/{id}/revoke", revoke),
  get("/desk/teams", showTeams),
  ...thingPages(pages, team),
  get("/desk/teams/{id}", showTeam),
  post("/desk/teams/{id}/people", seat),
  post("/desk/teams/{id}/people/{member_id}/unseat", unseat),
  get("/desk/roles", showRoles),
  ...thingPages(pages, role),
  get("/desk/roles/{id}", showRole),
  get("/desk/keys", keys.showKeys),
  ...thingPages(pages, keys.key),
  get("/desk/keys/{id}", keys.showKey),
  post("/desk/keys/{id}/rotate", keys.rotate),
  get("/desk/keys/{id}/revoke", keys.sureToRevoke),
  post("/desk/keys/{id}/revoke", keys.revoke),
  get("/desk/audit", showAudit),
  post("/desk/audit", takeCopy),
  get("/desk/audit/{id}", showEvent),
];
