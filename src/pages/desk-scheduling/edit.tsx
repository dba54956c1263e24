// What an interview is called, how and where it takes place, and who organises it.
import { changeInterview } from "#hiring/interviews/contract.ts";
import { modes } from "#hiring/interviews/tables.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, Select, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, type Sheet, sheetOf } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { type Names, namesIn, toChoices } from "../kit/names.ts";
import { among } from "./acts.ts";
import { pathOf } from "./interview-forms.tsx";
import { given } from "./parts.tsx";
import { talkIn } from "./when.tsx";
import type { Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

const sheetOfTalk = ({ title, mode, location, organizer_id: organizer, description }: Talk): Sheet =>
  sheetOf({ title, mode, location, organizer, description });

export async function showEdit(visit: Visit): Promise<Response> {
  const talk = await talkIn(visit);
  return editPage(visit, talk, { sheet: sheetOfTalk(talk) });
}

async function editPage(visit: Visit, talk: Talk, filled: Filled): Promise<Response> {
  const words = wordsFor(visit);
  const names = await namesIn(visit);
  const { line, many } = filling(filled, visit.speech);
  const here = pathOf(talk);
  return deskResponse(
    <Room visit={visit} title={words.interview.edit} back={{ href: here, label: talk.title }} faults={filled.faults}>
      <SheetForm visit={visit} filled={filled} version={talk.version} back={here}>
        <Field {...line("title")} label={words.interview.titleField} maxlength={200} dir="auto" />
        <Choices
          {...many("mode")}
          kind="radio"
          label={words.interview.kind}
          choices={modes.map((mode) => ({ value: mode, label: words.mode[mode] }))}
        />
        <Field {...line("location")} label={words.interview.place} maxlength={500} dir="auto" optional />
        <Select
          {...line("organizer")}
          label={words.interview.organizer}
          choices={toChoices(names, words.nobody)}
          optional
        />
        <TextArea
          {...line("description")}
          label={words.interview.description}
          hint={words.schedule.describeHint}
          maxlength={10_000}
          optional
        />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

const fields = {
  "/title": "title",
  "/mode": "mode",
  "/location": "location",
  "/description": "description",
  "/organizer_id": "organizer",
};

export async function edit(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const talk = await talkIn(visit);
  const here = pathOf(talk);
  const asked = visit.api.call(changeInterview, {
    ...standing(visit),
    body: {
      title: typed(form, "title") ?? "",
      location: typed(form, "location") ?? null,
      description: typed(form, "description") ?? null,
      organizer_id: typed(form, "organizer") ?? null,
      ...given({ mode: among(modes, form.get("mode")) }),
    },
  });
  return act(visit, asked, {
    to: `${here}?said=saved`,
    again: (_, filled) => editPage(visit, talk, filled),
    fields,
    clash: async () => ({
      action: `${here}/edit`,
      back: here,
      theirs: sheetOfTalk(talk),
      version: talk.version,
      labels: labelsOf(visit),
      say: inWords(visit, await namesIn(visit)),
    }),
  });
}

const labelsOf = (visit: Visit) => {
  const { titleField: title, kind: mode, place: location, organizer, description } = wordsFor(visit).interview;
  return { title, mode, location, organizer, description };
};

/** What people read where a form sends words and ids. */
const inWords = (visit: Visit, names: Names) => (sheet: Sheet) => {
  const said = new URLSearchParams(sheet);
  const mode = among(modes, sheet.get("mode"));
  if (mode !== undefined) said.set("mode", wordsFor(visit).mode[mode]);
  said.set("organizer", names.get(sheet.get("organizer") ?? "") ?? "");
  return said;
};
