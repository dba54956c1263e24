import type { Child } from "hono/jsx";
import { deskResponse } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import { Version } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import { Room } from "./room.tsx";
import type { Sheet } from "./sheet.ts";

export type Clash = {
  /** Where the form goes, and where whoever gives up goes. */
  action: string;
  back: string;
  /** What stands there now. */
  theirs: Sheet;
  version: number;
  /** The form's fields by name, as they are called. */
  labels: Readonly<Record<string, string>>;
  /** The same sheet in words, where what is sent says nothing to people. */
  say?: (sheet: Sheet) => Sheet;
};

export type Difference = { label: string; theirs: string; yours: string };

const say = (sheet: Sheet, name: string): string => sheet.getAll(name).join(", ").replaceAll("\r\n", "\n");

/** The fields in which two sheets differ. */
export const differences = (labels: Clash["labels"], theirs: Sheet, yours: Sheet): Difference[] =>
  Object.entries(labels)
    .map(([name, label]) => ({ label, theirs: say(theirs, name), yours: say(yours, name) }))
    .filter((row) => row.theirs !== row.yours);

type BothProps = {
  visit: Visit;
  rows: readonly Difference[];
  version: number;
  action: string;
  back: string;
  /** The name and the value of the button that keeps one's own, where the form knows its buttons apart. */
  button?: { name: string; value: string };
  /** Other buttons for what was typed. */
  children?: Child;
};

/** Theirs and yours side by side, and a way to each. */
export const Both = ({ visit, rows, version, action, back, button, children }: BothProps) => {
  const words = deskWords[visit.speech.language].clash;
  const typed = [...visit.asked.form].filter(([name]) => name !== "version" && name !== button?.name);
  return (
    <>
      <p>{rows.length === 0 ? words.same : words.text}</p>
      {rows.length === 0 ? null : <Differences visit={visit} rows={rows} />}
      <form method="post" action={action} class="actions">
        <Version version={version} />
        {typed.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" {...button}>
          {words.keepMine}
        </button>
        {children}
        <a class="button plain" href={back}>
          {words.keepTheirs}
        </a>
      </form>
    </>
  );
};

const Differences = ({ visit, rows }: { visit: Visit; rows: readonly Difference[] }) => {
  const words = deskWords[visit.speech.language].clash;
  const cell = (text: string) => (
    <td class="typed" dir="auto">
      {text || <span class="quiet">{words.empty}</span>}
    </td>
  );
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words.caption}>
      <table>
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.mine}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, theirs, yours }) => (
            <tr>
              <th scope="row">{label}</th>
              {cell(theirs)}
              {cell(yours)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Somebody else has changed it since: both states, where they differ, and whoever typed chooses. */
export function clashPage(visit: Visit, { theirs, labels, say: inWords = (sheet) => sheet, ...rest }: Clash) {
  const rows = differences(labels, inWords(theirs), inWords(visit.asked.form));
  return deskResponse(
    <Room visit={visit} title={deskWords[visit.speech.language].clash.title}>
      <Both visit={visit} rows={rows} {...rest} />
    </Room>,
    412,
  );
}
