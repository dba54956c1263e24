// Notes on candidates, applications and jobs: one list, one form.
import type * as z from "zod";
import type { Answer } from "#http/client.ts";
import {
  changeNote,
  createApplicationNote,
  createCandidateNote,
  createJobNote,
  deleteNote,
  type listCandidateNotes,
} from "#hiring/notes/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { type FieldFault, ifMatchIn, Once, onceIn, Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { actorName, backIn, type Names, oneOf, refusing, saying } from "./asking.ts";
import { Ago, Back, Empty, Fold, Own, saveWord } from "./bits.tsx";
import { wordsOf } from "./words.ts";

export type Note = z.output<(typeof listCandidateNotes)["answer"]>;

const visibilities = ["team", "recruiters", "private"] as const;

/** Fields of a note by the pointers of the API. */
export const noteFields = { "/body": "note", "/visibility": "visibility" };

const wordsIn = (form: URLSearchParams) => ({
  body: form.get("note") ?? "",
  visibility: oneOf(visibilities, form.get("visibility")),
});

/** Writes a note on whatever the page is about. */
export function writeNote(
  { api, asked: { form } }: Visit,
  op: typeof createCandidateNote | typeof createApplicationNote | typeof createJobNote,
  id: string,
): Promise<Answer<typeof createCandidateNote>> {
  // All three take and answer the same, about different things.
  return api.call(op as typeof createCandidateNote, { param: { id }, body: wordsIn(form), headers: onceIn(form) });
}

/** Changes or deletes a note, and goes back to what it is about. */
export async function keepNote({ api, asked: { form, param } }: Visit): Promise<Response> {
  const id = param["id"] ?? "";
  const back = backIn(form, "/desk");
  const isGone = form.get("delete") !== null;
  const answer = isGone
    ? await api.call(deleteNote, { param: { id }, headers: ifMatchIn(form) })
    : await api.call(changeNote, { param: { id }, body: wordsIn(form), headers: ifMatchIn(form) });
  if (answer.ok) return seeOther(saying(back, isGone ? "unnoted" : "noted"));
  return seeOther(refusing(back, answer.problem.code));
}

type NotesProps = {
  visit: Visit;
  notes: readonly Note[];
  names: Names;
  /** Where a new one is sent; nowhere for those who only read. */
  action: string | undefined;
  back: string;
  faults?: readonly FieldFault[];
};

export const Notes = ({ visit, notes, names, action, back, faults = [] }: NotesProps) => {
  const words = wordsOf(visit).notes;
  const { form } = visit.asked;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{words.title}</h2>
      {notes.length === 0 ? <Empty>{words.none}</Empty> : null}
      <ul class="notes">
        {notes.map((note) => (
          <li class="card">
            <p class="prewrap" dir="auto">
              {note.body}
            </p>
            <p class="quiet">
              <Own>{actorName(visit, names, note.author_id ?? note.created_by)}</Own> ·{" "}
              <Ago visit={visit} at={note.created_at} /> · {words.visibility[note.visibility]}
            </p>
            {note.author_id === visit.member ? <OwnNote visit={visit} note={note} back={back} /> : null}
          </li>
        ))}
      </ul>
      {action === undefined ? null : (
        <form method="post" action={action}>
          <Once nonce={visit.nonce} />
          <TextArea
            name="note"
            label={words.body}
            value={faults.length > 0 ? form.get("note") : ""}
            rows={3}
            faults={faults}
            speech={visit.speech}
          />
          <Visibility visit={visit} name="visibility" value={form.get("visibility") ?? "team"} />
          <button type="submit">{words.save}</button>
        </form>
      )}
    </section>
  );
};

const Visibility = ({ visit, name, value }: { visit: Visit; name: string; value: string }) => {
  const words = wordsOf(visit).notes;
  return (
    <Select
      name={name}
      label={words.for}
      value={value}
      choices={visibilities.map((one) => ({ value: one, label: words.visibility[one] }))}
      speech={visit.speech}
    />
  );
};

/** Several stand on one page, so each control is named by its label around it. */
const OwnNote = ({ visit, note, back }: { visit: Visit; note: Note; back: string }) => {
  const words = wordsOf(visit);
  return (
    <Fold title={words.change}>
      <form method="post" action={`/desk/notes/${note.id}`}>
        <Version version={note.version} />
        <Back to={back} />
        <p class="field">
          <label>
            {words.notes.edit}
            <textarea name="note" rows={3} class="prose" dir="auto" required>
              {note.body}
            </textarea>
          </label>
        </p>
        <p class="field">
          <label>
            {words.notes.for}
            <select name="visibility">
              {visibilities.map((one) => (
                <option value={one} selected={one === note.visibility}>
                  {words.notes.visibility[one]}
                </option>
              ))}
            </select>
          </label>
        </p>
        <p class="actions">
          <button type="submit">{saveWord(visit)}</button>
          <button type="submit" name="delete" value="yes" class="plain">
            {words.notes.delete}
          </button>
        </p>
      </form>
    </Fold>
  );
};
