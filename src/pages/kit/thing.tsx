import type { Child } from "hono/jsx";
import type { PageRoute } from "#http/pages.ts";
import type { Permission } from "#identity/permissions.ts";
import { act, type Fields, type Refused } from "./act.ts";
import type { Clash } from "./clash.tsx";
import { deskResponse } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import type { Pages, Visit } from "./member.tsx";
import { Confirm, demand, Door, Room } from "./room.tsx";
import type { Filled, Sheet } from "./sheet.ts";
import { SheetForm } from "./sheet-form.tsx";

type Sent<B = unknown> = Promise<{ ok: true; body: B } | Refused>;

type Kept = { id: string; version: number };
type Made = { id: string };

type ThingWords = {
  make: string;
  /** All of its kind, where the way back leads. */
  all: string;
  /** What is true when one of them is gone. */
  deleteText?: string;
};

/** Something that a company keeps by a name: what makes one, what changes it, and what ends it. */
export type Thing<K extends Kept, B extends Made> = {
  /** Where all of its kind stand; each hangs below by its id. */
  root: string;
  needs: Permission;
  words: (visit: Visit) => ThingWords;
  find: (visit: Visit) => Promise<K>;
  nameOf: (kept: K) => string;
  /** The form as it begins: from what is kept, or for a new one. */
  sheetOf: (kept: K | undefined, visit: Visit) => Sheet;
  form: (visit: Visit, filled: Filled, kept: K | undefined) => Child | Promise<Child>;
  /** Other buttons that save. */
  buttons?: (visit: Visit) => Child;
  /** Where the API's pointers stand in the form. */
  fields: (sheet: Sheet, kept?: K) => Fields;
  /** What the form's fields are called, for whoever has to choose between two states. */
  labels: (visit: Visit, kept: K) => Clash["labels"];
  make: (visit: Visit) => Sent<B>;
  /** What is seen of a new one, where that is not its own page. */
  made?: (visit: Visit, body: B) => Promise<Response>;
  change: (visit: Visit, kept: K) => Sent;
  /** Where whoever saved goes, where that is not its own page. */
  onward?: (visit: Visit, id: string) => string;
  /** What deletes it, where something does. */
  end?: (visit: Visit) => Sent;
};

/** Its forms: a new one, one to change, and a page that asks before one is gone. They come before the page of one. */
export function thingPages<K extends Kept, B extends Made>(
  { get, post }: Pages,
  thing: Thing<K, B>,
): readonly PageRoute[] {
  const { root, end } = thing;
  return [
    get(`${root}/new`, (visit) => showForm(thing, visit)),
    post(`${root}/new`, (visit) => make(thing, visit)),
    get(`${root}/{id}/edit`, async (visit) => showForm(thing, visit, await thing.find(visit))),
    post(`${root}/{id}/edit`, (visit) => change(thing, visit)),
    ...(end === undefined
      ? []
      : [
          get(`${root}/{id}/delete`, (visit) => sure(thing, visit)),
          post(`${root}/{id}/delete`, (visit) =>
            act(visit, end(visit), { to: `${root}?said=deleted`, again: (_, typed) => sure(thing, visit, typed) }),
          ),
        ]),
  ];
}

async function showForm<K extends Kept, B extends Made>(
  thing: Thing<K, B>,
  visit: Visit,
  kept?: K,
  typed?: Filled,
): Promise<Response> {
  demand(visit, thing.needs);
  const { root, nameOf, buttons } = thing;
  const words = thing.words(visit);
  const filled = typed ?? { sheet: thing.sheetOf(kept, visit) };
  const fields = await thing.form(visit, filled, kept);
  const back =
    kept === undefined ? { href: root, label: words.all } : { href: `${root}/${kept.id}`, label: nameOf(kept) };
  return deskResponse(
    <Room
      visit={visit}
      title={kept === undefined ? words.make : `${deskWords[visit.speech.language].edit}: ${nameOf(kept)}`}
      back={back}
      faults={filled.faults}
    >
      <SheetForm visit={visit} filled={filled} version={kept?.version} back={back.href} buttons={buttons?.(visit)}>
        {fields}
      </SheetForm>
    </Room>,
    filled.status,
  );
}

function make<K extends Kept, B extends Made>(thing: Thing<K, B>, visit: Visit) {
  const { made } = thing;
  return act(visit, thing.make(visit), {
    to: (body) => (made === undefined ? `${onwardOf(thing, visit, body.id)}?said=made` : made(visit, body)),
    again: (_, typed) => showForm(thing, visit, undefined, typed),
    fields: thing.fields(visit.asked.form),
  });
}

async function change<K extends Kept, B extends Made>(thing: Thing<K, B>, visit: Visit) {
  const kept = await thing.find(visit);
  const here = `${thing.root}/${kept.id}`;
  return act(visit, thing.change(visit, kept), {
    to: `${onwardOf(thing, visit, kept.id)}?said=saved`,
    again: (_, typed) => showForm(thing, visit, kept, typed),
    fields: thing.fields(visit.asked.form, kept),
    clash: () => ({
      action: `${here}/edit`,
      back: here,
      theirs: thing.sheetOf(kept, visit),
      version: kept.version,
      labels: { ...thing.labels(visit, kept), metadata: deskWords[visit.speech.language].metadata },
    }),
  });
}

const onwardOf = <K extends Kept, B extends Made>(thing: Thing<K, B>, visit: Visit, id: string): string =>
  thing.onward?.(visit, id) ?? `${thing.root}/${id}`;

async function sure<K extends Kept, B extends Made>(
  thing: Thing<K, B>,
  visit: Visit,
  typed?: Filled,
): Promise<Response> {
  demand(visit, thing.needs);
  const kept = await thing.find(visit);
  const words = deskWords[visit.speech.language];
  const here = `${thing.root}/${kept.id}`;
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${words.remove}: ${thing.nameOf(kept)}`}
      action={`${here}/delete`}
      back={here}
      button={words.remove}
      version={kept.version}
      faults={typed?.faults}
    >
      <p>{thing.words(visit).deleteText}</p>
      <p>{words.certain}</p>
    </Confirm>,
    typed?.status,
  );
}

type DoorsProps = { visit: Visit; needs: Permission; here: string; children?: Child };

/** The ways to change and to end what is shown, with what else can be done between them. */
export const Doors = ({ visit, needs, here, children }: DoorsProps) => {
  const words = deskWords[visit.speech.language];
  return (
    <>
      <Door visit={visit} needs={needs} href={`${here}/edit`} label={words.edit} />
      {visit.may(needs) ? children : null}
      <Door visit={visit} needs={needs} href={`${here}/delete`} label={words.remove} kind="plain" />
    </>
  );
};
