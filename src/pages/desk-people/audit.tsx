import type { PageAnswer } from "#http/pages.ts";
import { exportAuditEvents, getAuditEvent, listAuditEvents } from "#records/audit/contract.ts";
import { civilDay } from "#time/dates.ts";
import { toWire } from "#kernel/instant.ts";
import { toInstant } from "#time/zones.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, type FieldFault } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { faultsIn, need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { filtersIn, Moment, More, pageIn, Room, Table, wordsFor } from "./room.tsx";

/** The first instant of a day that was chosen in a form, as the reader's wall has it. */
function dayStart({ zone }: Visit, text: string | undefined, later = 0): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? "") ?? [];
  if (year === undefined || !Number.isFinite(Date.parse(text ?? ""))) return undefined;
  const days = civilDay(Number(year), Number(month), Number(day)) + later;
  return toWire(toInstant(zone, days * 1_440, "earlier"));
}

function queryIn(visit: Visit) {
  const given = filtersIn(visit, ["type", "actor", "entity_id", "from", "until"]);
  const { from, until, ...same } = given;
  const at_after = dayStart(visit, from);
  const at_before = dayStart(visit, until, 1);
  const query = {
    ...same,
    ...(at_after === undefined ? {} : { at_after }),
    ...(at_before === undefined ? {} : { at_before }),
  };
  return { given, query };
}

/** Everything that was ever done here, newest first. */
export async function showAudit(visit: Visit): Promise<Response> {
  const said = wordsFor(visit).audit;
  const { given, query } = queryIn(visit);
  const answer = await visit.api.call(listAuditEvents, { query, page: pageIn(visit, 50) });
  const fields = { "/query/type": "type", "/query/actor": "actor", "/query/entity_id": "entity_id" };
  const faults: FieldFault[] = answer.ok
    ? []
    : faultsIn(answer.problem, fields, kitWords[visit.speech.language].faults);
  const events = answer.ok ? answer.body : { data: [], next_cursor: null };
  const field = (name: string, label: string, type: "text" | "date" = "text") => (
    <Field
      name={name}
      label={label}
      type={type}
      value={given[name] ?? ""}
      faults={faults}
      optional
      speech={visit.speech}
      dir="ltr"
    />
  );
  return deskResponse(
    <Room visit={visit} title={said.title} again={{ faults, form: new URLSearchParams(), status: answer.status }}>
      <p>{said.text}</p>
      <form method="get" class="filters" role="search">
        {field("type", said.type)}
        {field("actor", said.actor)}
        {field("entity_id", said.entity)}
        {field("from", said.from, "date")}
        {field("until", said.until, "date")}
        <button type="submit" class="plain">
          {wordsFor(visit).filter}
        </button>
      </form>
      {events.data.length === 0 ? <p>{said.none}</p> : null}
      {events.data.length === 0 ? null : (
        <Table label={said.title} head={[said.when, said.what, said.who, said.about]}>
          {events.data.map(({ id, at, type, actor, entity_id }) => (
            <tr>
              <td>
                <Moment visit={visit} at={at} />
              </td>
              <th scope="row">
                <a href={`/desk/audit/${id}`}>
                  <code>{type}</code>
                </a>
              </th>
              <td>
                <code>{actor}</code>
              </td>
              <td>
                <code>{entity_id}</code>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <More visit={visit} cursor={events.next_cursor} label={said.older} />
      <form method="post" action={`/desk/audit${visit.asked.url.search}`}>
        <button type="submit" class="plain">
          {said.take}
        </button>
      </form>
    </Room>,
    answer.status,
  );
}

/** A copy as a file; that it was taken is itself an event. */
export async function takeCopy(visit: Visit): Promise<PageAnswer> {
  const taken = await need(visit.api.call(exportAuditEvents, { body: queryIn(visit).query }));
  return new Response(JSON.stringify(taken, null, 2), {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="${taken.id}.json"`,
    },
  });
}

type Body = Record<string, unknown> | null;

/** One event: who did what when, and what was true before and after. */
export async function showEvent(visit: Visit): Promise<Response> {
  const event = await need(visit.api.call(getAuditEvent, { param: { id: visit.asked.param["id"] ?? "" } }));
  const said = wordsFor(visit).audit;
  return deskResponse(
    <Room visit={visit} title={event.type} back={{ href: "/desk/audit", label: said.title }}>
      <dl>
        <dt>{said.when}</dt>
        <dd>
          <Moment visit={visit} at={event.at} />
        </dd>
        <dt>{said.who}</dt>
        <dd>
          <code>{event.actor}</code> {event.ip === null ? null : <span class="quiet">{event.ip}</span>}
        </dd>
        <dt>{said.about}</dt>
        <dd>
          <code>{event.entity_id}</code> (v{event.version})
        </dd>
        <dt>{said.request}</dt>
        <dd>
          <code>{event.request_id}</code>
        </dd>
      </dl>
      <h2>{said.changed}</h2>
      <Changes before={event.before} after={event.after} visit={visit} />
    </Room>,
  );
}

const shown = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value, null, 1));

/** Only what differs: an event bears the whole state on both sides. */
const Changes = ({ before, after, visit }: { before: Body; after: Body; visit: Visit }) => {
  const said = wordsFor(visit).audit;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names.filter((name) => shown(before?.[name]) !== shown(after?.[name]));
  return (
    <Table label={said.changed} head={[said.what, said.before, said.after]}>
      {changed.map((name) => (
        <tr>
          <th scope="row">{name}</th>
          <td dir="auto">
            <code>{shown(before?.[name])}</code>
          </td>
          <td dir="auto">
            <code>{shown(after?.[name])}</code>
          </td>
        </tr>
      ))}
    </Table>
  );
};
