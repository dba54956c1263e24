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
import type { PageAnswer } from "#http/pages.ts";
import { once, standing } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { worded } from "../kit/choices.ts";
import { Once, Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { type Filled, filling, oneOf } from "../kit/sheet.ts";
import { kitWords } from "../kit/words.ts";
import { Fold } from "../kit/room.tsx";
import { whoDid } from "../timeline/lines.tsx";
import { backIn, refusing, saying } from "./asking.ts";
import { Ago, Back, Empty } from "./bits.tsx";
import { wordsOf } from "./words.ts";

export type Note = z.output<(typeof listCandidateNotes)["answer"]>;

const visibilities = ["team", "recruiters", "private"] as const;

/** Fields of a note by the pointers of the API. */
export const noteFields = { "/body": "note", "/visibility": "visibility" };

const wordsIn = (form: URLSearchParams) => ({
  body: form.get("note") ?? "",
  visibility: oneOf(form, "visibility", visibilities),
});

/** Writes a note on whatever the page is about. */
export function writeNote(
  visit: Visit,
  op: typeof createCandidateNote | typeof createApplicationNote | typeof createJobNote,
): Promise<Answer<typeof createCandidateNote>> {
  // All three take and answer the same, about different things.
  return visit.api.call(op as typeof createCandidateNote, { ...once(visit), body: wordsIn(visit.asked.form) });
}

/** Changes or deletes a note, and goes back to what it is about. */
export async function keepNote(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const back = backIn(form, "/desk");
  const isGone = form.get("delete") !== null;
  const answer = isGone
    ? await visit.api.call(deleteNote, standing(visit))
    : await visit.api.call(changeNote, { ...standing(visit), body: wordsIn(form) });
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
  again: Filled;
};

export const Notes = ({ visit, notes, names, action, back, again }: NotesProps) => {
  const words = wordsOf(visit).notes;
  const { line } = filling(again, visit.speech);
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
              <bdi>{whoDid(visit, names, note.author_id ?? note.created_by)}</bdi> ·{" "}
              <Ago visit={visit} at={note.created_at} /> · {words.visibility[note.visibility]}
            </p>
            {note.author_id === visit.member ? <OwnNote visit={visit} note={note} back={back} /> : null}
          </li>
        ))}
      </ul>
      {action === undefined ? null : (
        <form method="post" action={action}>
          <Once nonce={visit.nonce} />
          <TextArea {...line("note")} label={words.body} rows={3} />
          <Select {...line("visibility", "team")} label={words.for} choices={worded(visibilities, words.visibility)} />
          <button type="submit">{words.save}</button>
        </form>
      )}
    </section>
  );
};

/** Several stand on one page, each control with an id of its own. */
const OwnNote = ({ visit, note, back }: { visit: Visit; note: Note; back: string }) => {
  const words = wordsOf(visit);
  const { speech } = visit;
  return (
    <Fold label={words.change}>
      <form method="post" action={`/desk/notes/${note.id}`}>
        <Version version={note.version} />
        <Back to={back} />
        <TextArea
          name="note"
          id={`text-${note.id}`}
          label={words.notes.edit}
          value={note.body}
          rows={3}
          speech={speech}
        />
        <Select
          name="visibility"
          id={`for-${note.id}`}
          label={words.notes.for}
          value={note.visibility}
          choices={worded(visibilities, words.notes.visibility)}
          speech={speech}
        />
        <p class="actions">
          <button type="submit">{kitWords[speech.language].save}</button>
          <button type="submit" name="delete" value="yes" class="plain">
            {words.notes.delete}
          </button>
        </p>
      </form>
    </Fold>
  );
};
