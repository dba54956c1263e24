// What the forms of an interview's page do. Whatever is refused is said on the page itself.
import type { Answer } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import { cancelInterview, changeInterview } from "#hiring/interviews/contract.ts";
import { endInterview, markInterviewNoShow, startInterview } from "#hiring/interviews/course-contract.ts";
import { inviteToInterview } from "#hiring/interviews/offer-contract.ts";
import { memberRoles } from "#hiring/interviews/rules.ts";
import { addParticipant, changeParticipant, removeParticipant } from "#hiring/interviews/seat-contract.ts";
import { cardDuties, modes } from "#hiring/interviews/tables.ts";
import { createInterviewNote } from "#hiring/notes/contract.ts";
import { visibilities } from "#hiring/notes/tables.ts";
import { replaceParticipant } from "#hiring/panel/contract.ts";
import { createPanelLink, revokePanelLink } from "#hiring/panel-links/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import {
  Choices,
  Faults,
  faultyTitle,
  Field,
  ifMatchIn,
  onceIn,
  Select,
  TextArea,
  typed,
  Version,
} from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { filled, own } from "../kit/when.tsx";
import { interviewPage, unfit } from "./interview.tsx";
import { faultsOf, given, type Refused } from "./parts.tsx";
import { namesIn, peopleChoices } from "./people.ts";
import { talkIn } from "./when.tsx";
import { type SchedulingWords, wordsFor } from "./words.ts";

type Said = keyof SchedulingWords["said"];

const idIn = ({ asked }: Visit) => ({ id: asked.param["id"] ?? "" });
const seatIn = (visit: Visit) => ({ ...idIn(visit), participant_id: visit.asked.param["participant"] ?? "" });

/** Done, and said so; or the page again, with why not. */
async function ending<D extends OpDef>(visit: Visit, answer: Answer<D>, said: Said, mark = ""): Promise<Response> {
  if (answer.ok) return seeOther(`/desk/interviews/${idIn(visit).id}?said=${said}${mark}`);
  return interviewPage(visit, { problem: answer.problem, form: visit.asked.form });
}

const among = <const T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value);

export async function cancel(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const body = { reason: typed(asked.form, "reason") ?? null };
  const answer = await api.call(cancelInterview, { param: idIn(visit), body, headers: ifMatchIn(asked.form) });
  return ending(visit, answer, "canceled");
}

export async function replace(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const body = given({ to: typed(asked.form, "to") });
  return ending(
    visit,
    await api.call(replaceParticipant, { param: seatIn(visit), body, headers: onceIn(asked.form) }),
    "replaced",
  );
}

export async function add(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const member = typed(asked.form, "member");
  if (member === undefined) return interviewPage(visit, unfit(visit, "member"));
  const body = { member_id: member, role: among(memberRoles, asked.form.get("role")) ?? "panelist" };
  const headers = { ...onceIn(asked.form), ...ifMatchIn(asked.form) };
  return ending(visit, await api.call(addParticipant, { param: idIn(visit), body, headers }), "added");
}

export async function changeSeat(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const body = given({
    role: among(memberRoles, asked.form.get("role")),
    card: among(cardDuties, asked.form.get("card")),
  });
  const answer = await api.call(changeParticipant, { param: seatIn(visit), body, headers: ifMatchIn(asked.form) });
  return ending(visit, answer, "changed");
}

export async function remove(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const answer = await api.call(removeParticipant, { param: seatIn(visit), headers: ifMatchIn(asked.form) });
  return ending(visit, answer, "removed");
}

export async function makePanelLink(visit: Visit): Promise<Response> {
  const answer = await visit.api.call(createPanelLink, { param: seatIn(visit), headers: onceIn(visit.asked.form) });
  return ending(visit, answer, "linked", "#links");
}

export async function takeBack(visit: Visit): Promise<Response> {
  const answer = await visit.api.call(revokePanelLink, { param: { id: visit.asked.param["link"] ?? "" } });
  return ending(visit, answer, "revoked", "#links");
}

export async function start(visit: Visit): Promise<Response> {
  const headers = ifMatchIn(visit.asked.form);
  return ending(visit, await visit.api.call(startInterview, { param: idIn(visit), body: {}, headers }), "started");
}

export async function end(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const body = { absent_ids: form.getAll("absent") };
  const answer = await visit.api.call(endInterview, { param: idIn(visit), body, headers: ifMatchIn(form) });
  return ending(visit, answer, "ended");
}

export async function noShow(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const body = { who: among(["candidate", "panel", "both"], form.get("who")) ?? "candidate" };
  const answer = await visit.api.call(markInterviewNoShow, { param: idIn(visit), body, headers: ifMatchIn(form) });
  return ending(visit, answer, "noShow");
}

export async function note(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const body = {
    body: typed(form, "note") ?? "",
    visibility: among(visibilities, form.get("visibility")) ?? "team",
  };
  const answer = await visit.api.call(createInterviewNote, { param: idIn(visit), body, headers: onceIn(form) });
  return ending(visit, answer, "noted", "#notes");
}

/** "Ada Example <ada@example.com>", one on each line. */
function inviteesTyped(text: string) {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [, name = "", email = ""] = /^(.*?)[\s,;<]*([^\s<>,;]+@[^\s<>,;]+)>?$/.exec(line) ?? [];
    return { line, name: name.trim() || email, email };
  });
}

export async function invite(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const read = inviteesTyped(form.get("invitees") ?? "");
  const unreadable = read.find(({ email }) => email === "");
  if (unreadable !== undefined) {
    const sentence = filled(wordsFor(visit).interview.inviteUnreadable, unreadable.line);
    return interviewPage(visit, unfit(visit, "invitees", sentence));
  }
  const body = { invitees: read.map(({ name, email }) => ({ name, email })) };
  const answer = await visit.api.call(inviteToInterview, { param: idIn(visit), body, headers: onceIn(form) });
  return ending(visit, answer, "invited");
}

export const showEdit = (visit: Visit): Promise<Response> => editPage(visit);

const fieldsOfEdit = {
  "/title": "title",
  "/mode": "mode",
  "/location": "location",
  "/description": "description",
  "/organizer_id": "organizer",
};

async function editPage(visit: Visit, refused?: Refused): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const [talk, names] = await Promise.all([talkIn(visit), namesIn(visit)]);
  const faults = faultsOf(visit, refused, fieldsOfEdit);
  const form = refused?.form;
  const isConflict = refused?.problem.code === "version.conflict";
  const value = (name: string, stands: string | null) => form?.get(name) ?? stands ?? "";
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.interview.edit, faults, speech)}>
      <p>
        <a href={`/desk/interviews/${talk.id}`}>{own(talk.title)}</a>
      </p>
      <h1>{words.interview.edit}</h1>
      <Faults faults={faults} speech={speech} />
      {isConflict ? (
        <section class="card" aria-labelledby="theirs">
          <h2 id="theirs">{words.conflict.title}</h2>
          <p>{words.conflict.text}</p>
          <dl class="facts">
            <dt>{words.interview.titleField}</dt>
            <dd dir="auto">{talk.title}</dd>
            <dt>{words.interview.kind}</dt>
            <dd>{words.mode[talk.mode]}</dd>
            <dt>{words.interview.place}</dt>
            <dd dir="auto">{talk.location ?? "–"}</dd>
            <dt>{words.interview.description}</dt>
            <dd dir="auto" class="told">
              {talk.description ?? "–"}
            </dd>
          </dl>
          <p>
            <a href={`/desk/interviews/${talk.id}/edit`}>{words.conflict.theirs}</a>
          </p>
          <p>{words.conflict.yours}</p>
        </section>
      ) : null}
      <form method="post" action={`/desk/interviews/${talk.id}/edit`} class="sheet">
        <Version version={talk.version} />
        <Field
          name="title"
          label={words.interview.titleField}
          value={value("title", talk.title)}
          maxlength={200}
          dir="auto"
          faults={faults}
          speech={speech}
        />
        <Choices
          name="mode"
          kind="radio"
          label={words.interview.kind}
          values={[value("mode", talk.mode)]}
          choices={modes.map((mode) => ({ value: mode, label: words.mode[mode] }))}
          speech={speech}
        />
        <Field
          name="location"
          label={words.interview.place}
          value={value("location", talk.location)}
          maxlength={500}
          dir="auto"
          optional
          faults={faults}
          speech={speech}
        />
        <Select
          name="organizer"
          label={words.interview.organizer}
          value={value("organizer", talk.organizer_id)}
          choices={peopleChoices(names, words.nobody)}
          optional
          faults={faults}
          speech={speech}
        />
        <TextArea
          name="description"
          label={words.interview.description}
          hint={words.schedule.describeHint}
          value={value("description", talk.description)}
          maxlength={10_000}
          optional
          faults={faults}
          speech={speech}
        />
        <p class="actions">
          <button type="submit">{words.interview.change}</button>
        </p>
      </form>
    </Room>,
    refused?.problem.status,
  );
}

export async function edit(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const answer = await visit.api.call(changeInterview, {
    param: idIn(visit),
    body: {
      title: typed(form, "title") ?? "",
      location: typed(form, "location") ?? null,
      description: typed(form, "description") ?? null,
      organizer_id: typed(form, "organizer") ?? null,
      ...given({ mode: among(modes, form.get("mode")) }),
    },
    headers: ifMatchIn(form),
  });
  if (answer.ok) return seeOther(`/desk/interviews/${idIn(visit).id}?said=changed`);
  return editPage(visit, { problem: answer.problem, form });
}
