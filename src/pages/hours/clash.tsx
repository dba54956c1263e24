import { Version } from "../kit/forms.tsx";
import type { HoursWords } from "./words.ts";

export type ClashRow = { label: string; theirs: string; yours: string };

type ClashProps = {
  words: HoursWords;
  rows: readonly ClashRow[];
  /** All that was typed, sent again with the version that stands now. */
  form: URLSearchParams;
  version: number;
  action: string;
  /** What the form's button says when it is only to be looked at again. */
  again?: string;
  /** Where theirs is. */
  leave: string;
};

/** Theirs and yours side by side, when somebody else saved in the meantime. */
export const Clash = ({ words, rows, form, version, action, again, leave }: ClashProps) => {
  const told = rows.filter(({ theirs, yours }) => theirs !== yours);
  const kept = [...form].filter(([name]) => name !== "version" && name !== "do");
  return (
    <div class="h-clash">
      <h2 id="clash" tabindex={-1} autofocus>
        {words.clash.title}
      </h2>
      <p>{words.clash.text}</p>
      <div class="scroll" tabindex={0} role="region" aria-labelledby="clash">
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.clash.theirs}</th>
              <th scope="col">{words.clash.yours}</th>
            </tr>
          </thead>
          <tbody>
            {(told.length === 0 ? rows : told).map(({ label, theirs, yours }) => (
              <tr>
                <th scope="row">{label}</th>
                <td dir="auto" class="h-as-typed">
                  {theirs === "" ? "–" : theirs}
                </td>
                <td dir="auto" class="h-as-typed">
                  {yours === "" ? "–" : yours}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form method="post" action={action}>
        <Version version={version} />
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="actions">
          <button type="submit" name="do" value="save">
            {words.clash.keepMine}
          </button>
          {again === undefined ? null : (
            <button type="submit" name="do" value={again} class="plain">
              {words.clash.again}
            </button>
          )}
          <a class="button plain" href={leave}>
            {words.clash.takeTheirs}
          </a>
        </p>
      </form>
    </div>
  );
};
