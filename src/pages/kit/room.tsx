import type { Child } from "hono/jsx";
import type { Permission } from "#identity/permissions.ts";
import { fromWire } from "#kernel/instant.ts";
import { Desk, type DeskProps, deskResponse } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import { type FieldFault, Faults, faultyTitle, Version } from "./forms.tsx";
import { type Speech, sayMoment } from "./language.ts";
import { LongLists } from "./long-lists.tsx";
import type { Visit } from "./member.tsx";
import { Turned } from "./problem.tsx";
import { kitWords } from "./words.ts";

type Back = { href: string; label: string };

export type RoomProps = Omit<DeskProps, "note"> & {
  faults?: readonly FieldFault[] | undefined;
  /** Where its one heading says more than its title. */
  heading?: Child;
  /** The way back. */
  back?: Back | undefined;
  tabs?: Child;
  /** What can be done here, beside the heading. */
  actions?: Child;
};

/** A page of a room: what was just done, what is wrong, its head, its content. */
export const Room = (props: RoomProps) => {
  const { visit, title, heading = title, faults = [], back, tabs, actions, children, ...rest } = props;
  return (
    <Desk {...rest} visit={visit} title={faultyTitle(title, faults, visit.speech)} note={noteOf(visit)}>
      <div class={visit.room.look}>
        <Faults faults={faults} speech={visit.speech} />
        {tabs}
        <header class="head">
          {back === undefined ? null : (
            <p class="back">
              <a href={back.href}>{back.label}</a>
            </p>
          )}
          <h1 dir="auto">{heading}</h1>
          {actions === undefined ? null : <div class="actions">{actions}</div>}
        </header>
        <LongLists visit={visit} />
        {children}
      </div>
    </Desk>
  );
};

/** What was just done, by the word in the address; any other word says nothing. */
export function noteOf({ asked, room: { said } }: Visit): string | undefined {
  const word = asked.url.searchParams.get("said") ?? "";
  return Object.hasOwn(said, word) ? said[word] : undefined;
}

export type Tab = { href: string; label: Child; here: boolean; needs?: Permission };

/** Rooms that belong together, as far as they open for this reader. */
export const Tabs = ({ visit, label, tabs }: { visit: Visit; label: string; tabs: readonly Tab[] }) => (
  <nav aria-label={label} class="tabs">
    <ul>
      {tabs
        .filter(({ needs }) => needs === undefined || visit.may(needs))
        .map(({ href, label: own, here }) => (
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

type DoorProps = { visit: Visit; needs: Permission; href: string; label: string; kind?: "plain" };

/** The way to something that not everybody may do. */
export const Door = ({ visit, needs, href, label, kind }: DoorProps) =>
  visit.may(needs) ? (
    <a class={kind === undefined ? "button" : `button ${kind}`} href={href}>
      {label}
    </a>
  ) : null;

type PressProps = {
  action: string;
  label: string;
  /** Of what, for those who do not see what stands beside it. */
  about?: string;
  version?: number;
  fields?: Readonly<Record<string, string>>;
  kind?: "plain" | "alarm" | "main";
};

/** One button that does one thing, to what was shown at this version. */
export const Press = ({ action, label, about, version, fields = {}, kind = "plain" }: PressProps) => (
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

type FoldProps = { label: Child; open?: boolean; id?: string; tone?: "alarm"; children?: Child };

/** What is not done every day: it stays out of the way until somebody wants it. */
export const Fold = ({ label, open = false, id, tone, children }: FoldProps) => (
  <details class={tone === undefined ? "fold" : `fold fold-${tone}`} open={open} {...(id === undefined ? {} : { id })}>
    <summary>{label}</summary>
    <div class="fold-body">{children}</div>
  </details>
);

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

type Secret = { title: string; text: string; label: string; secret: string; onward: Back };

/** The one page that shows a secret. It is the answer to a form, and so is never found in a history. */
export const secretPage = (visit: Visit, { title, text, label, secret, onward }: Secret): Promise<Response> =>
  deskResponse(
    <Room visit={visit} title={title}>
      <p class="warning">{text}</p>
      <ToCopy id="secret" label={label} text={secret} speech={visit.speech} />
      <p>
        <a class="button" href={onward.href}>
          {onward.label}
        </a>
      </p>
    </Room>,
  );

/** The form was sent a second time: what it made is there, its secret is not shown again. */
export function shownAlready(visit: Visit): Promise<Response> {
  const { title, text } = deskWords[visit.speech.language].shownAlready;
  const above = visit.asked.url.pathname.replace(/\/\w+$/, "");
  return deskResponse(
    <Room visit={visit} title={title} back={{ href: above, label: kitWords[visit.speech.language].back }}>
      <p class="warning">{text}</p>
    </Room>,
    409,
  );
}

type ToCopyProps = { id: string; label: string; text: string; rows?: number; speech: Speech };

/** Text to take elsewhere; the button works where scripts do. */
export const ToCopy = ({ id, label, text, rows, speech }: ToCopyProps) => {
  const words = deskWords[speech.language];
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

const turned = (status: number, code: string): Turned =>
  new Turned({ type: "about:blank", title: code, status, code, request_id: "" });

/** A form that its reader may not send is not shown. */
export function demand({ may }: Visit, permission: Permission): void {
  if (!may(permission)) throw turned(403, "permission.missing");
}

/** What the address names is part of a thing that is there, and is not there itself. */
export const notThere = (code: string): Turned => turned(404, code);
