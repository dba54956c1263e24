// What hangs from somebody's hours and has a date: made, changed and taken away, each with a way back.
import type { Child } from "hono/jsx";
import type { Answer } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { refused } from "../kit/act.ts";
import type { Difference } from "../kit/clash.tsx";
import { deskResponse } from "../kit/desk.tsx";
import { Once, Version } from "../kit/forms.tsx";
import type { Filled, Sheet } from "../kit/sheet.ts";
import { kitWords } from "../kit/words.ts";
import { clashPage, Frame, type Tab } from "./frame.tsx";
import { type Hours, hoursPage } from "./owner.ts";
import { savedTo, type Undo } from "./undo.ts";

type Kept = { id: string; version: number };
type Sent<D extends OpDef> = Promise<Answer<D>>;

export type DatedFormProps = {
  hours: Hours;
  filled: Filled;
  /** What is changed; a new one is none yet. */
  of?: Kept | undefined;
};

/** `K` is one as it is kept, `B` as a form says it. */
export type Dated<K extends Kept, B> = {
  /** Below the address of the hours; each one has its own below that. */
  path: string;
  tab: Tab;
  /** The page with all of them, where a new one is made. */
  list: (hours: Hours, again: Filled) => Promise<Response>;
  find: (hours: Hours) => Promise<K>;
  say: (hours: Hours, kept: K) => string;
  Form: (props: DatedFormProps) => Child;
  sheetOf: (hours: Hours, kept: K) => Sheet;
  read: (hours: Hours, form: URLSearchParams) => { body: B; fields: Readonly<Record<string, string>> };
  /** As it was, for putting it back. */
  wordsOf: (kept: K) => object;
  /** What else says where it hangs, when it is made again. */
  placeOf?: (kept: K) => object;
  differences: (hours: Hours, theirs: K, yours: B) => Difference[];
  make: (hours: Hours, body: B) => Promise<{ ok: true; body: Kept } | Extract<Answer<OpDef>, { ok: false }>>;
  change: (hours: Hours, kept: K, body: B) => Promise<{ ok: true; body: Kept } | Extract<Answer<OpDef>, { ok: false }>>;
  end: (hours: Hours, kept: K) => Sent<OpDef>;
  /** What undoes each of the three. */
  undo: { made: Undo["op"]; changed: Undo["op"]; ended: Undo["op"] };
};

/** Where its list stands. */
const listOf = <K extends Kept, B>({ path }: Dated<K, B>): string => `/${path.split("/")[1] ?? ""}`;

export const datedPages = <K extends Kept, B>(thing: Dated<K, B>): PageRoute[] => [
  ...hoursPage("post", thing.path, (hours) => make(thing, hours)),
  ...hoursPage("get", `${thing.path}/{thing}`, async (hours) => {
    const kept = await thing.find(hours);
    return onePage(thing, hours, kept, { sheet: thing.sheetOf(hours, kept) });
  }),
  ...hoursPage("post", `${thing.path}/{thing}`, (hours) => change(thing, hours)),
  ...hoursPage("post", `${thing.path}/{thing}/remove`, (hours) => end(thing, hours)),
];

async function make<K extends Kept, B>(thing: Dated<K, B>, hours: Hours): Promise<PageAnswer> {
  const { body, fields } = thing.read(hours, hours.visit.asked.form);
  const made = await thing.make(hours, body);
  if (!made.ok) return thing.list(hours, refused(hours.visit, made, fields));
  const { id, version } = made.body;
  return savedTo(hours, listOf(thing), "added", { op: thing.undo.made, param: { id }, version });
}

function onePage<K extends Kept, B>(thing: Dated<K, B>, hours: Hours, kept: K, filled: Filled): Promise<Response> {
  const { Form } = thing;
  const title = hours.words.changeThis(thing.say(hours, kept));
  return deskResponse(
    <Frame hours={hours} tab={thing.tab} title={title} faults={filled.faults ?? []}>
      <h2>{title}</h2>
      <Form hours={hours} filled={filled} of={kept} />
      <p>
        <a href={hours.base + listOf(thing)}>{kitWords[hours.visit.speech.language].back}</a>
      </p>
    </Frame>,
    filled.status,
  );
}

async function change<K extends Kept, B>(thing: Dated<K, B>, hours: Hours): Promise<PageAnswer> {
  const { form } = hours.visit.asked;
  const before = await thing.find(hours);
  if (form.get("do") === "look") return onePage(thing, hours, before, { sheet: form });
  const { body, fields } = thing.read(hours, form);
  const saved = await thing.change(hours, before, body);
  if (saved.ok)
    return savedTo(hours, listOf(thing), "changed", {
      op: thing.undo.changed,
      param: { id: before.id },
      body: thing.wordsOf(before),
      version: saved.body.version,
    });
  if (saved.problem.code !== "version.conflict")
    return onePage(thing, hours, before, refused(hours.visit, saved, fields));
  return clashPage(hours, thing.tab, thing.differences(hours, before, body), {
    version: before.version,
    back: `${thing.path}/${before.id}`,
  });
}

/** What was seen is what goes; of what somebody changed since, the list says how it is now. */
async function end<K extends Kept, B>(thing: Dated<K, B>, hours: Hours): Promise<PageAnswer> {
  const before = await thing.find(hours);
  const gone = await thing.end(hours, before);
  if (!gone.ok) return thing.list(hours, { ...refused(hours.visit, gone), sheet: new URLSearchParams() });
  const body = { member_id: hours.member, ...thing.placeOf?.(before), ...thing.wordsOf(before) };
  return savedTo(hours, listOf(thing), "removed", { op: thing.undo.ended, body });
}

type DatedFrameProps = DatedFormProps & { path: string; look?: string; children?: Child };

/** The form of one: a new one is made once, another changed from the version that was seen. */
export const DatedForm = ({ hours, filled, of, path, look, children }: DatedFrameProps) => {
  const { visit, words, base } = hours;
  return (
    <form method="post" action={`${base}${path}${of === undefined ? "" : `/${of.id}`}`} class={look}>
      {of === undefined ? (
        <Once nonce={visit.nonce} />
      ) : (
        <Version version={Number(filled.sheet.get("version") ?? of.version)} />
      )}
      {children}
      <button type="submit">{of === undefined ? words.addDo : kitWords[visit.speech.language].save}</button>
    </form>
  );
};

type EntryProps = { hours: Hours; path: string; when: Child; name: string; version: number; children?: Child };

/** One in its list, with what can be done about it. */
export const Entry = ({ hours: { words, base }, path, when, name, version, children }: EntryProps) => (
  <li class="card">
    <div>
      {when}
      {children}
    </div>
    <div class="actions">
      <a class="button plain" href={base + path} aria-label={words.changeThis(name)}>
        {words.change}
      </a>
      <form method="post" action={`${base}${path}/remove`}>
        <Version version={version} />
        <button type="submit" class="plain" aria-label={words.removeThis(name)}>
          {words.remove}
        </button>
      </form>
    </div>
  </li>
);

/** Why, or what was noted, as it was typed. */
export const AsTyped = ({ text }: { text: string | null | undefined }) =>
  text == null ? null : (
    <p class="quiet h-as-typed" dir="auto">
      {text}
    </p>
  );
