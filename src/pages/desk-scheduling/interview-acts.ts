// What the forms of an interview's page do.
import { cancelInterview } from "#hiring/interviews/contract.ts";
import { endInterview, markInterviewNoShow, startInterview } from "#hiring/interviews/course-contract.ts";
import { inviteToInterview } from "#hiring/interviews/offer-contract.ts";
import { memberRoles } from "#hiring/interviews/rules.ts";
import { addParticipant, changeParticipant, removeParticipant } from "#hiring/interviews/seat-contract.ts";
import { cardDuties } from "#hiring/interviews/tables.ts";
import { createInterviewNote } from "#hiring/notes/contract.ts";
import { visibilities } from "#hiring/notes/tables.ts";
import { replaceParticipant } from "#hiring/panel/contract.ts";
import { createPanelLink, revokePanelLink } from "#hiring/panel-links/contract.ts";
import { idIn, once, onceStanding, standing } from "../kit/act.ts";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { filled } from "../kit/when.tsx";
import { type Act, among, missing, reasonIn, unread } from "./acts.ts";
import { given } from "./parts.tsx";
import { wordsFor } from "./words.ts";

const seatIn = (visit: Visit) => ({ id: idIn(visit), participant_id: idIn(visit, "participant") });

export const interviewActs: Readonly<Record<string, Act>> = {
  "/cancel": {
    send: (visit) => visit.api.call(cancelInterview, { ...standing(visit), body: reasonIn(visit) }),
    said: "canceled",
  },
  "/start": { send: (visit) => visit.api.call(startInterview, { ...standing(visit), body: {} }), said: "started" },
  "/end": {
    send: (visit) => {
      const body = { absent_ids: visit.asked.form.getAll("absent") };
      return visit.api.call(endInterview, { ...standing(visit), body });
    },
    said: "ended",
  },
  "/no-show": {
    send: (visit) => {
      const who = among(["candidate", "panel", "both"], visit.asked.form.get("who")) ?? "candidate";
      return visit.api.call(markInterviewNoShow, { ...standing(visit), body: { who } });
    },
    said: "noShow",
  },
  "/notes": { send: writeNote, said: "noted", mark: "#notes" },
  "/invite": { send: invite, said: "invited" },
  "/people": { send: addPerson, said: "added" },
  "/people/{participant}": { send: changeSeat, said: "saved" },
  "/people/{participant}/remove": {
    send: (visit) => {
      const headers = ifMatchIn(visit.asked.form);
      return visit.api.call(removeParticipant, { param: seatIn(visit), headers });
    },
    said: "removed",
  },
  "/people/{participant}/replace": {
    send: (visit) => {
      const { form } = visit.asked;
      const body = given({ to: typed(form, "to") });
      return visit.api.call(replaceParticipant, { param: seatIn(visit), body, headers: onceIn(form) });
    },
    said: "replaced",
  },
  "/people/{participant}/link": {
    send: (visit) => {
      const headers = onceIn(visit.asked.form);
      return visit.api.call(createPanelLink, { param: seatIn(visit), headers });
    },
    said: "linked",
    mark: "#links",
  },
  "/links/{link}/revoke": {
    send: (visit) => visit.api.call(revokePanelLink, { param: { id: idIn(visit, "link") } }),
    said: "revoked",
    mark: "#links",
  },
};

async function addPerson(visit: Visit) {
  const { form } = visit.asked;
  const member = typed(form, "member");
  if (member === undefined) return missing(visit, "member");
  const body = { member_id: member, role: among(memberRoles, form.get("role")) ?? "panelist" };
  return visit.api.call(addParticipant, { ...onceStanding(visit), body });
}

function changeSeat(visit: Visit) {
  const { form } = visit.asked;
  const body = given({ role: among(memberRoles, form.get("role")), card: among(cardDuties, form.get("card")) });
  return visit.api.call(changeParticipant, { param: seatIn(visit), body, headers: ifMatchIn(form) });
}

function writeNote(visit: Visit) {
  const { form } = visit.asked;
  const visibility = among(visibilities, form.get("visibility")) ?? "team";
  return visit.api.call(createInterviewNote, {
    ...once(visit),
    body: { body: typed(form, "note") ?? "", visibility },
  });
}

/** "Ada Example <ada@example.com>", one on each line. */
function inviteesTyped(text: string) {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [, name = "", email = ""] = /^(.*?)[\s,;<]*([^\s<>,;]+@[^\s<>,;]+)>?$/.exec(line) ?? [];
    return { line, name: name.trim() || email, email };
  });
}

async function invite(visit: Visit) {
  const read = inviteesTyped(visit.asked.form.get("invitees") ?? "");
  const unreadable = read.find(({ email }) => email === "");
  if (unreadable !== undefined) {
    const sentence = filled(wordsFor(visit).interview.inviteUnreadable, unreadable.line);
    return unread([{ field: "invitees", sentence }]);
  }
  const body = { invitees: read.map(({ name, email }) => ({ name, email })) };
  return visit.api.call(inviteToInterview, { ...once(visit), body });
}
