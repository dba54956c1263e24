import type { Child } from "hono/jsx";
import { Both, type Difference } from "../kit/clash.tsx";
import { Desk, deskResponse } from "../kit/desk.tsx";
import { deskWords } from "../kit/desk-words.ts";
import { Faults, type FieldFault, faultyTitle } from "../kit/forms.tsx";
import { own } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import type { Hours } from "./owner.ts";
import type { HoursWords } from "./words.ts";

export type Tab = keyof HoursWords["tabs"];

const paths: Readonly<Record<Tab, string>> = {
  week: "",
  dates: "/dates",
  away: "/away",
  limits: "/limits",
  why: "/why",
};

export type FrameProps = {
  hours: Hours;
  tab: Tab;
  /** What stands above the tabs is the person; this is the page, where it is not the tab itself. */
  title?: string;
  faults?: readonly FieldFault[];
  /** Instead of what the address says was done. */
  note?: string;
  islands?: readonly string[];
  children?: Child;
};

/** A page about somebody's hours: whose, the way to the others, what was just done and how to take it back. */
export const Frame = ({ hours, tab, title, faults = [], note, islands = [], children }: FrameProps) => {
  const { visit, words, base, name } = hours;
  const heading = name === undefined ? words.mine : words.of(own(name));
  const full = title ?? `${words.tabs[tab]} · ${heading}`;
  return (
    <Desk visit={visit} title={faultyTitle(full, faults, visit.speech)} islands={islands}>
      {name === undefined ? null : (
        <p class="no-print">
          <a href={`/desk/people/${hours.member}`}>{kitWords[visit.speech.language].back}</a>
        </p>
      )}
      <h1>{heading}</h1>
      <nav class="h-tabs no-print" aria-label={words.tabsName}>
        <ul>
          {Object.entries(paths).map(([key, path]) => (
            <li>
              <a href={base + path} {...(key === tab ? { "aria-current": "page" as const } : {})}>
                {words.tabs[key as Tab]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Done hours={hours} {...(note === undefined ? {} : { note })} />
      <Faults faults={faults} speech={visit.speech} />
      {children}
    </Desk>
  );
};

const Done = ({ hours: { visit, words, base }, note }: { hours: Hours; note?: string }) => {
  const { searchParams } = visit.asked.url;
  const said = searchParams.get("said") ?? "";
  const undo = searchParams.get("undo");
  const text = note ?? (Object.hasOwn(words.said, said) ? words.said[said as keyof HoursWords["said"]] : undefined);
  if (text === undefined) return null;
  return (
    <div class="note h-done">
      <p role="status">{text}</p>
      {note !== undefined || undo === null ? null : (
        <form method="post" action={`${base}/undo`}>
          <input type="hidden" name="undo" value={undo} />
          <button type="submit" class="plain">
            {words.undo}
          </button>
        </form>
      )}
    </div>
  );
};

type ClashProps = {
  version: number;
  /** Where theirs is, below the address of the hours. */
  back: string;
  /** What the form's button says when it is only to be looked at again; none where it cannot be. */
  again?: string | undefined;
};

/** Somebody else saved in the meantime: theirs beside yours, and the choice. */
export function clashPage(
  hours: Hours,
  tab: Tab,
  rows: readonly Difference[],
  { version, back, again = "look" }: ClashProps,
): Promise<Response> {
  const { visit, words, base } = hours;
  const { title } = deskWords[visit.speech.language].clash;
  return deskResponse(
    <Frame hours={hours} tab={tab} title={title}>
      <h2 id="clash" tabindex={-1} autofocus>
        {title}
      </h2>
      <Both
        visit={visit}
        rows={rows.filter(({ theirs, yours }) => theirs !== yours)}
        version={version}
        action={visit.asked.url.pathname}
        back={base + back}
        button={{ name: "do", value: "save" }}
      >
        {again === "" ? null : (
          <button type="submit" name="do" value={again} class="plain">
            {words.again}
          </button>
        )}
      </Both>
    </Frame>,
    412,
  );
}

/** Enter in a field saves; without this it would press the first button there is. */
export const SaveFirst = ({ value = "save" }: { value?: string }) => (
  <button type="submit" name="do" value={value} class="unseen" tabindex={-1} aria-hidden="true" />
);
