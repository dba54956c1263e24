import type { Child } from "hono/jsx";
import type { ProblemBody } from "#http/client.ts";
import type { Permission } from "#identity/permissions.ts";
import { listMembers } from "#identity/members/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { Desk } from "../kit/desk.tsx";
import { type FieldFault, faultyTitle, Faults, TextArea, Version } from "../kit/forms.tsx";
import { count, type Speech, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { faultsIn, need, Turned } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { type Sheet, units } from "./sheet.ts";
import { sharedWords } from "./words.ts";

/** A form that is shown: how it is filled in, and what is wrong with it. */
export type Filled = { sheet: Sheet; faults?: readonly FieldFault[]; status?: number };

/** The properties of controls by their names, from one sheet. */
export function filling({ sheet, faults = [] }: Filled, speech: Speech) {
  return {
    line: (name: string) => ({ name, value: sheet.get(name), faults, speech }),
    tick: (name: string) => ({ name, checked: sheet.get(name) !== null, faults, speech }),
    many: (name: string) => ({ name, values: sheet.getAll(name), faults, speech }),
  };
}

type Title = { title: string; back?: { href: string; label: string } | undefined; children?: Child };

/** The head of a page: the way back, its one heading, and what can be done here. */
export const Head = ({ title, back, children }: Title) => (
  <header class="head">
    {back === undefined ? null : (
      <p class="back">
        <a href={back.href}>{back.label}</a>
      </p>
    )}
    <h1 dir="auto">{title}</h1>
    {children === undefined ? null : <div class="actions">{children}</div>}
  </header>
);

type RoomProps = Title & {
  visit: Visit;
  faults?: readonly FieldFault[] | undefined;
  tabs?: Child;
  actions?: Child;
};

/** A page of the company's desk: note, faults, heading, content. */
export const Room = ({ visit, title, back, faults = [], tabs, actions, children }: RoomProps) => (
  <Desk visit={visit} title={faultyTitle(title, faults, visit.speech)} note={noteOf(visit)}>
    <div class="firm">
      <Faults faults={faults} speech={visit.speech} />
      {tabs}
      <Head title={title} back={back}>
        {actions}
      </Head>
      {children}
    </div>
  </Desk>
);

/** What was just done, by the word in the address; any other word says nothing. */
export function noteOf({ asked, speech }: Visit): string | undefined {
  const said: Readonly<Record<string, string>> = sharedWords[speech.language].said;
  const word = asked.url.searchParams.get("said") ?? "";
  return Object.hasOwn(said, word) ? said[word] : undefined;
}

export type Tab = { href: string; label: string; here: boolean };

/** Rooms that belong together. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav aria-label={label} class="tabs">
    <ul>
      {tabs.map(({ href, label: own, here }) => (
        <li>
          <a href={href} {...(here ? { "aria-current": "page" as const } : {})}>
            {own}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A moment on the reader's own clock. */
export const Moment = ({ visit: { speech, zone }, at }: { visit: Visit; at: string | null }) =>
  at === null ? null : <time datetime={at}>{sayMoment(speech, zone, fromWire(at))}</time>;

/** "1 hour", "90 minutes": as long as the trade says it. */
export function sayLength({ language }: Speech, minutes: number): string {
  const words = sharedWords[language];
  if (minutes !== 0 && minutes % 1_440 === 0) return count(language, minutes / 1_440, words.days);
  if (minutes !== 0 && minutes % 60 === 0) return count(language, minutes / 60, words.hours);
  return count(language, minutes, words.minutes);
}

/** One after the other, parted as the language parts them. */
export const sayAll = ({ language }: Speech, all: readonly string[]): string =>
  all.join(language === "ar" ? "، " : ", ");

type SpanProps = { filled: Filled; name: string; label: string; hint?: string; speech: Speech };

/** So much time: a number and its unit. */
export const Span = ({ filled, name, label, hint, speech }: SpanProps) => {
  const words = sharedWords[speech.language];
  const fault = filled.faults?.find(({ field }) => field === name);
  const help = [hint === undefined ? "" : `${name}-hint`, fault === undefined ? "" : `${name}-fault`].filter(Boolean);
  return (
    <fieldset class="choices span">
      <legend>{label}</legend>
      {hint === undefined ? null : (
        <p class="quiet hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="number"
        min={0}
        aria-label={label}
        value={filled.sheet.get(name) ?? ""}
        {...(help.length === 0 ? {} : { "aria-describedby": help.join(" ") })}
        {...(fault === undefined ? {} : { "aria-invalid": "true" as const })}
      />
      <select name={`${name}_unit`} aria-label={`${label}: ${words.unit}`}>
        {units.map((unit) => (
          <option value={unit} selected={filled.sheet.get(`${name}_unit`) === unit}>
            {words.units[unit]}
          </option>
        ))}
      </select>
    </fieldset>
  );
};

export const MetadataField = ({ filled, speech }: { filled: Filled; speech: Speech }) => {
  const words = sharedWords[speech.language];
  return (
    <TextArea
      {...filling(filled, speech).line("metadata")}
      label={words.metadata}
      hint={words.metadataHint}
      rows={3}
      mono
      optional
    />
  );
};

type ConfirmProps = {
  visit: Visit;
  title: string;
  action: string;
  back: string;
  button: string;
  version?: number;
  faults?: readonly FieldFault[] | undefined;
  children?: Child;
};

/** A page that asks once more before something is gone. */
export const Confirm = ({ visit, title, action, back, button, version, faults, children }: ConfirmProps) => (
  <Room visit={visit} title={title} faults={faults}>
    {children}
    <form method="post" action={action} class="actions">
      {version === undefined ? null : <Version version={version} />}
      <button type="submit" class="alarm">
        {button}
      </button>
      <a class="button plain" href={back}>
        {kitWords[visit.speech.language].cancel}
      </a>
    </form>
  </Room>
);

/** One button that does one thing to what was shown at this version. */
export const Act = ({
  action,
  version,
  label,
  about,
  fields = {},
  kind = "plain",
}: {
  action: string;
  version?: number;
  label: string;
  /** Of what, for those who do not see what stands beside it. */
  about?: string;
  fields?: Readonly<Record<string, string>>;
  kind?: "plain" | "alarm" | "";
}) => (
  <form method="post" action={action} class="act">
    {version === undefined ? null : <Version version={version} />}
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={kind} {...(about === undefined ? {} : { "aria-label": `${label}: ${about}` })}>
      {label}
    </button>
  </form>
);

type Refused = { problem: ProblemBody; status: number };

/** A refusal as faults of a form. What is not there, or not theirs, has a page of its own. */
export function faultsOf(
  { problem, status }: Refused,
  speech: Speech,
  fields: Readonly<Record<string, string>>,
  refusals: Readonly<Record<string, string>> = {},
): FieldFault[] {
  const isElsewhere = (status === 404 && refusals[problem.code] === undefined) || status === 403;
  if (isElsewhere) throw new Turned(problem);
  const { conflict, again } = sharedWords[speech.language];
  const known = {
    "version.conflict": conflict,
    "change.raced": conflict,
    "idempotency.key_reused": again,
    ...refusals,
  };
  return faultsIn(problem, fields, kitWords[speech.language].faults, known);
}

export type Person = { id: string; name: string; active: boolean };

/** Everybody who works here, by name; nobody where one may not see them. */
export async function peopleOf({ api, may }: Visit): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | null = null;
  if (!may("members:read")) return people;
  // A select with more names than this is no help to anybody.
  for (let pages = 0; pages < 5; pages++) {
    const page: { limit: number; order: string; cursor?: string } = { limit: 100, order: "display_name.asc" };
    if (cursor !== null) page.cursor = cursor;
    const listed: {
      data: readonly { id: string; display_name: string; status: string }[];
      next_cursor: string | null;
    } = await need(api.call(listMembers, { page }));
    people.push(
      ...listed.data.map(({ id, display_name: name, status }) => ({ id, name, active: status === "active" })),
    );
    cursor = listed.next_cursor;
    if (cursor === null) break;
  }
  return people;
}

const turned = (status: number, code: string): Turned =>
  new Turned({ type: "about:blank", title: code, status, code, request_id: "" });

/** A form that its reader may not send is not shown. */
export function demand({ may }: Visit, permission: Permission): void {
  if (!may(permission)) throw turned(403, "permission.missing");
}

/** What the address names is part of a thing that is there, and is not there itself. */
export const notThere = (code: string): Turned => turned(404, code);

export const nameIn = (people: readonly Person[], id: string): string =>
  people.find((one) => one.id === id)?.name ?? id;

/** Text to take elsewhere; the button works where scripts do. */
export const ToCopy = ({
  id,
  label,
  text,
  rows,
  speech,
}: {
  id: string;
  label: string;
  text: string;
  rows?: number;
  speech: Speech;
}) => {
  const words = sharedWords[speech.language];
  return (
    <p class="field copy">
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input id={id} value={text} readonly dir="ltr" spellcheck={false} />
      ) : (
        <textarea id={id} rows={rows} readonly dir="ltr" spellcheck={false}>
          {text}
        </textarea>
      )}
      <button
        type="button"
        class="plain"
        data-copy={id}
        data-done={words.copied}
        aria-label={`${words.copy}: ${label}`}
        hidden
      >
        {words.copy}
      </button>
    </p>
  );
};
