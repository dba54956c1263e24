// Forms about applications: each asks one operation of the API and leads back to where it was sent from.
import {
  createApplication,
  hireApplication,
  joinApplication,
  moveApplication,
  rejectApplication,
  reopenApplication,
  withdrawApplication,
} from "#hiring/applications/contract.ts";
import { createDecision, openDebrief } from "#hiring/debriefs/contract.ts";
import { createApplicationNote } from "#hiring/notes/contract.ts";
import type { PageRoute } from "#http/pages.ts";
import { act, type Fields, idIn, type Refused } from "../kit/act.ts";
import { onceIn, typed } from "../kit/forms.tsx";
import type { Pages, Visit } from "../kit/member.tsx";
import { applicationPage } from "./application.tsx";
import { backIn, type Said, saying, versionOf } from "./asking.ts";
import { noteFields, writeNote } from "./notes.tsx";

type Sent = { id: string; form: URLSearchParams; api: Visit["api"] };
type Act = {
  send: (sent: Sent, visit: Visit) => Promise<{ ok: true; body: unknown } | Refused>;
  said: Said;
  fields: Fields;
};

const why = (form: URLSearchParams, name: string) => ({ reason: typed(form, name) ?? null, ...versionOf(form) });

/** By the last part of the path that a form is sent to. */
const acts = {
  move: {
    send: ({ id, form, api }) =>
      api.call(moveApplication, {
        param: { id },
        body: { stage_id: form.get("stage_id") ?? "", ...why(form, "move_reason") },
      }),
    said: "moved",
    fields: { "/stage_id": "stage_id", "/reason": "move_reason" },
  },
  reject: {
    send: ({ id, form, api }) =>
      api.call(rejectApplication, {
        param: { id },
        body: { reason: form.get("reject_reason") ?? "", ...versionOf(form) },
      }),
    said: "rejected",
    fields: { "/reason": "reject_reason" },
  },
  withdraw: {
    send: ({ id, form, api }) => api.call(withdrawApplication, { param: { id }, body: why(form, "withdraw_reason") }),
    said: "withdrawn",
    fields: { "/reason": "withdraw_reason" },
  },
  hire: {
    send: ({ id, form, api }) => api.call(hireApplication, { param: { id }, body: why(form, "hire_reason") }),
    said: "hired",
    fields: { "/reason": "hire_reason" },
  },
  reopen: {
    send: ({ id, form, api }) => api.call(reopenApplication, { param: { id }, body: why(form, "reopen_reason") }),
    said: "reopened",
    fields: { "/reason": "reopen_reason" },
  },
  join: {
    send: ({ id, form, api }) => api.call(joinApplication, { param: { id }, body: versionOf(form) }),
    said: "joined",
    fields: {},
  },
  debrief: {
    send: ({ id, form, api }) =>
      api.call(openDebrief, { param: { id }, body: { override_reason: typed(form, "override_reason") ?? null } }),
    said: "debriefed",
    fields: { "/override_reason": "override_reason" },
  },
  decisions: {
    send: ({ id, form, api }) =>
      api.call(createDecision, {
        param: { id },
        body: {
          // What is none of the three is refused by the API, as everything else is.
          outcome: (form.get("outcome") ?? "") as "hold",
          rationale: form.get("rationale") ?? "",
          reason: typed(form, "decision_reason") ?? null,
        },
        headers: onceIn(form),
      }),
    said: "decided",
    fields: { "/outcome": "outcome", "/rationale": "rationale", "/reason": "decision_reason" },
  },
  notes: {
    send: (_, visit) => writeNote(visit, createApplicationNote),
    said: "noted",
    fields: noteFields,
  },
} satisfies Record<string, Act>;

/** Where on the page the answer to a form is seen. */
const places: Partial<Record<string, string>> = { notes: "#notes", debrief: "#debrief", decisions: "#decisions" };

export const applicationPosts = ({ post }: Pages): PageRoute[] =>
  Object.entries<Act>(acts).map(([name, { send, said, fields }]) =>
    post(`/desk/applications/{id}/${name}`, (visit) => {
      const { form } = visit.asked;
      const id = idIn(visit);
      return act(visit, send({ id, form, api: visit.api }, visit), {
        to: saying(backIn(form, `/desk/applications/${id}${places[name] ?? ""}`), said),
        again: applicationPage,
        fields,
      });
    }),
  );

/** Who is considered for a job, from the page that asked whom. */
export async function consider(visit: Visit) {
  const {
    api,
    asked: { form },
  } = visit;
  const stage = typed(form, "stage_id");
  return api.call(createApplication, {
    body: {
      job_id: form.get("job_id") ?? "",
      candidate_id: form.get("candidate_id") ?? "",
      ...(stage === undefined ? {} : { stage_id: stage }),
    },
    headers: onceIn(form),
  });
}
