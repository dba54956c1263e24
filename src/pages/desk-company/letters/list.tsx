import { getLetters, listMessageTemplates } from "#outreach/templates/contract.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Select } from "../../kit/forms.tsx";
import { languages, ownNames } from "../../kit/language.ts";
import { Filters } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Room } from "../../kit/room.tsx";
import { SayingTabs } from "./tabs.tsx";
import { type Letter, letterPath, namesOf, type Own, partsOf, type Which, ways, whichOf } from "./which.ts";
import { type LetterWords, letterWords } from "./words.ts";

/** Every letter of one language and way, by what it is about; the company's own texts are marked. */
export async function list(visit: Visit): Promise<Response> {
  const { api, speech } = visit;
  const words = letterWords[speech.language];
  const which = whichOf(visit);
  const [{ letters }, own] = await Promise.all([
    need(api.call(getLetters, { query: { locale: which.words, channel: which.by } })),
    need(api.call(listMessageTemplates, { query: { locale: which.words, channel: which.by }, page: { limit: 100 } })),
  ]);
  const sent = letters.filter(({ channels }) => channels.includes(which.by));
  const categories = (["booking", "reminder", "request"] as const).filter((one) =>
    sent.some(({ category }) => category === one),
  );
  return deskResponse(
    <Room visit={visit} title={words.title} tabs={<SayingTabs visit={visit} here="letters" />}>
      <p class="quiet">{words.intro}</p>
      <Filters visit={visit}>
        <Select name="words" label={words.language} value={which.words} choices={worded(languages, ownNames)} />
        <Select name="by" label={words.channel} value={which.by} choices={worded(ways, words.channels)} />
      </Filters>
      {categories.map((category) => (
        <Category
          title={words.categories[category]}
          letters={sent.filter((one) => one.category === category)}
          own={own.data}
          which={which}
          words={words}
        />
      ))}
    </Room>,
  );
}

type CategoryProps = {
  title: string;
  letters: readonly Letter[];
  own: readonly Own[];
  which: Which;
  words: LetterWords;
};

const Category = ({ title, letters, own, which, words }: CategoryProps) => {
  const events = [...new Set(letters.map(({ key }) => partsOf(key).event))];
  return (
    <section>
      <h2>{title}</h2>
      <dl class="letters">
        {events.map((event) => {
          const ofEvent = letters.filter(({ key }) => partsOf(key).event === event);
          const name = namesOf(ofEvent[0]?.key ?? event, words).event;
          return (
            <div>
              <dt>{name}</dt>
              {ofEvent.map(({ key }) => {
                const said = own.find((one) => one.key === key);
                return (
                  <dd>
                    <a href={letterPath(key, which)}>
                      <span class="unseen">{name}: </span>
                      {namesOf(key, words).audience}
                    </a>{" "}
                    {said === undefined ? null : <span class="badge">{said.active ? words.own : words.ownOff}</span>}
                  </dd>
                );
              })}
            </div>
          );
        })}
      </dl>
    </section>
  );
};
