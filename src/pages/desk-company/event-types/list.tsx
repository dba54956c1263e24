import { listEventTypes } from "#booking/event-types/contract.ts";
import { kinds } from "#booking/event-types/tables.ts";
import type { PageAnswer } from "#http/pages.ts";
import { deskResponse } from "../../kit/desk.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../lists.tsx";
import { nameIn, type Person, peopleOf, Room, sayAll, sayLength } from "../parts.tsx";
import { sharedWords } from "../words.ts";
import { placeOf, root } from "./load.ts";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

const filters = ["q", "kind", "active"] as const;

export async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api, may } = visit;
  const words = eventTypeWords[speech.language];
  const shared = sharedWords[speech.language];
  const query = filtersIn(visit, filters);
  const [listed, all] = await Promise.all([
    need(api.call(listEventTypes, { query, page: { ...pageIn(visit), order: "title.asc" } })),
    peopleOf(visit),
  ]);
  const none = Object.keys(query).length === 0 ? words.none : words.noneFit;
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      actions={
        may("event_types:write") ? (
          <a class="button" href={`${root}/new`}>
            {words.make}
          </a>
        ) : undefined
      }
    >
      <p class="quiet">{words.intro}</p>
      <Filters visit={visit}>
        <Seek visit={visit} name="q" label={shared.search} />
        <Any
          visit={visit}
          name="kind"
          label={words.kind}
          choices={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <Any
          visit={visit}
          name="active"
          label={shared.state}
          choices={[
            { value: "true", label: shared.active },
            { value: "false", label: shared.inactive },
          ]}
        />
      </Filters>
      {listed.data.length === 0 ? <p>{none}</p> : null}
      <ul class="cards">
        {listed.data.map((one) => (
          <Card visit={visit} one={one} people={all} />
        ))}
      </ul>
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
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
        {one.active ? null : <span class="badge">{sharedWords[speech.language].inactive}</span>}
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
