import type { Answer } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Room } from "./parts.tsx";
import type { Sheet } from "./sheet.ts";
import { sharedWords } from "./words.ts";

/** Whether it was refused because somebody else has changed it since. */
export const isClash = (answer: Answer<OpDef>): boolean => !answer.ok && answer.problem.code === "version.conflict";

type ClashProps = {
  visit: Visit;
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

const say = (sheet: Sheet, name: string): string => sheet.getAll(name).join(", ").replaceAll("\r\n", "\n");

/** Both states, where they differ; whoever typed chooses. */
export function clashPage({ visit, action, back, version, labels, ...both }: ClashProps): Promise<Response> {
  const { form } = visit.asked;
  const words = sharedWords[visit.speech.language].clash;
  const { say: inWords = (sheet: Sheet) => sheet } = both;
  const [mine, theirs] = [inWords(form), inWords(both.theirs)];
  const names = Object.keys(labels).filter((name) => say(mine, name) !== say(theirs, name));
  return deskResponse(
    <Room visit={visit} title={words.title}>
      <p>{names.length === 0 ? words.same : words.text}</p>
      {names.length === 0 ? null : (
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
              {names.map((name) => (
                <tr>
                  <th scope="row">{labels[name]}</th>
                  <td class="typed" dir="auto">
                    {say(theirs, name) || <span class="quiet">{words.empty}</span>}
                  </td>
                  <td class="typed" dir="auto">
                    {say(mine, name) || <span class="quiet">{words.empty}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form method="post" action={action} class="actions">
        <Version version={version} />
        {[...form]
          .filter(([name]) => name !== "version")
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <button type="submit">{words.keepMine}</button>
        <a class="button plain" href={back}>
          {words.keepTheirs}
        </a>
      </form>
    </Room>,
    412,
  );
}
