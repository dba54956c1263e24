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
import type { ProblemBody } from "#http/client.ts";
import { seeOther } from "../kit/answers.ts";
import { onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Turned } from "../kit/problem.tsx";
import { applicationPage } from "./application.tsx";
import { backIn, refusedBy, saying, versionOf } from "./asking.ts";
import { noteFields, writeNote } from "./notes.tsx";
import type { Words } from "./words.ts";

type Sent = { id: string; form: URLSearchParams; api: Visit["api"] };
type Told = Promise<{ ok: true } | { ok: false; problem: ProblemBody }>;
type Act = {
  send: (sent: Sent, visit: Visit) => Told;
  said: keyof Words["said"];
  fields: Readonly<Record<string, string>>;
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
    send: ({ id }, visit) => writeNote(visit, createApplicationNote, id),
    said: "noted",
    fields: noteFields,
  },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as readonly ActName[];

/** Where on the page the answer to a form is seen. */
const places: Partial<Record<ActName, string>> = { notes: "#notes", debrief: "#debrief", decisions: "#decisions" };

export const acting =
  (name: ActName) =>
  async (visit: Visit): Promise<Response> => {
    const { send, said, fields }: Act = acts[name];
    const { form, param } = visit.asked;
    const id = param["id"] ?? "";
    const answer = await send({ id, form, api: visit.api }, visit);
    if (answer.ok) return seeOther(saying(backIn(form, `/desk/applications/${id}${places[name] ?? ""}`), said));
    const { problem } = answer;
    // What is not there, or not for this reader, is no fault of what they typed.
    if (problem.status === 403 || problem.code === "application.unknown") throw new Turned(problem);
    return applicationPage(visit, id, {
      form: name,
      faults: refusedBy(visit, problem, fields),
      status: problem.status,
    });
  };

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
