import { listEventTypes } from "#booking/event-types/contract.ts";
import { kinds } from "#booking/event-types/tables.ts";
import type { PageAnswer } from "#http/pages.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Any, AnyState, filtersIn, ListRoom, pageIn, sayNone, Seek } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { nameIn, type Person, peopleOf } from "../../kit/people.ts";
import { need } from "../../kit/problem.tsx";
import { sayAll, sayLength } from "../parts.tsx";
import { placeOf, root } from "./load.ts";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

export async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api } = visit;
  const words = eventTypeWords[speech.language];
  const query = filtersIn(visit, ["q", "kind", "active"]);
  const [listed, all] = await Promise.all([
    need(api.call(listEventTypes, { query, page: pageIn(visit, "title.asc") })),
    peopleOf(visit),
  ]);
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.title}
      intro={words.intro}
      make={{ needs: "event_types:write", href: `${root}/new`, label: words.make }}
      filters={
        <>
          <Seek visit={visit} name="q" label={deskWords[speech.language].search} />
          <Any visit={visit} name="kind" label={words.kind} choices={worded(kinds, words.kinds)} />
          <AnyState visit={visit} />
        </>
      }
      page={listed}
      none={sayNone(words, query)}
    >
      <ul class="cards">
        {listed.data.map((one) => (
          <Card visit={visit} one={one} people={all} />
        ))}
      </ul>
    </ListRoom>,
  );
}

const Card = ({ visit: { speech, tenant }, one, people: all }: { visit: Visit; one: Whole; people: Person[] }) => {
  const words = eventTypeWords[speech.language];
  const hosts = one.hosts.map(({ member_id: id }) => nameIn(all, id));
  return (
    <li class="card">
      <h2 dir="auto">
        <a href={placeOf(one.id)}>{one.title}</a>
      </h2>
      <p>
        <span class="badge">{words.kinds[one.kind]}</span>{" "}
        {one.active ? null : <span class="badge">{deskWords[speech.language].inactive}</span>}
      </p>
      <p class="quiet">
        {sayAll(
          speech,
          one.durations.map((minutes) => sayLength(speech, minutes)),
        )}
      </p>
      {hosts.length === 0 ? null : (
        <p class="quiet" dir="auto">
          {sayAll(speech, hosts)}
        </p>
      )}
      <p class="quiet address" dir="ltr">{`/${tenant.slug}/${one.slug}`}</p>
    </li>
  );
};
