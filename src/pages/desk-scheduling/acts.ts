// The forms of a page: each does one thing, and the page then says that it is done, or why not.
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { act, type Fields, idIn, type Refused } from "../kit/act.ts";
import type { DeskWords } from "../kit/desk-words.ts";
import { type FieldFault, typed } from "../kit/forms.tsx";
import type { Pages, Visit } from "../kit/member.tsx";
import type { Filled } from "../kit/sheet.ts";
import { kitWords } from "../kit/words.ts";
import type { SchedulingWords } from "./words.ts";

export type Act = {
  send: (visit: Visit) => Promise<{ ok: true; body: unknown } | Refused>;
  said: keyof (DeskWords["said"] & SchedulingWords["said"]);
  /** Where on the page it is seen. */
  mark?: `#${string}`;
};

/** The forms of one page, by what comes behind its path. */
export const formsOf = (
  { post }: Pages,
  path: string,
  page: (visit: Visit, typed: Filled) => Promise<PageAnswer>,
  acts: Readonly<Record<string, Act>>,
  fields: Fields = {},
): PageRoute[] =>
  Object.entries(acts).map(([name, { send, said, mark = "" }]) =>
    post(path + name, (visit) =>
      act(visit, send(visit), { to: `${path.replace("{id}", idIn(visit))}?said=${said}${mark}`, again: page, fields }),
    ),
  );

/** What the API need not be asked, since it could not be read. */
export const unread = (faults: readonly FieldFault[]): Required<Refused> => ({
  ok: false,
  problem: { type: "", title: "", status: 422, code: "", request_id: "" },
  status: 422,
  faults,
});

export const missing = (visit: Visit, field: string): Required<Refused> =>
  unread([{ field, sentence: kitWords[visit.speech.language].faults.required }]);

export const reasonIn = ({ asked }: Visit) => ({ reason: typed(asked.form, "reason") ?? null });

/** One of the words that a choice has. */
export const among = <const T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value);
