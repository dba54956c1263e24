import { longest, soughtIn } from "./choosable.ts";
import { deskWords } from "./desk-words.ts";
import { Field } from "./forms.tsx";
import { sayNumber } from "./language.ts";
import type { Visit } from "./member.tsx";

/**
 * Where a list to choose from is longer than anybody reads, one looks for a name first, and finds it at its head. A page that came
 * as the answer to a form shows what was looked for before.
 */
export const LongLists = ({ visit }: { visit: Visit }) => {
  const { asked, speech, lists } = visit;
  if (asked.text !== "" || (!lists.areCut && soughtIn(visit) === "")) return null;
  const words = deskWords[speech.language];
  const kept = [...asked.url.searchParams].filter(([name]) => !["named", "said", "cursor"].includes(name));
  return (
    <form method="get" class="filters long-lists" role="search">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Field
        name="named"
        type="search"
        dir="auto"
        value={soughtIn(visit)}
        required={false}
        label={words.longLists.label}
        hint={words.longLists.hint.replace("#", sayNumber(speech, longest))}
        maxlength={200}
      />
      <button type="submit" class="plain">
        {words.search}
      </button>
    </form>
  );
};
