import type { PageAnswer } from "#http/pages.ts";
import type * as z from "zod";
import { type AuditEvent, exportAuditEvents, getAuditEvent, listAuditEvents } from "#records/audit/contract.ts";
import { idIn, refused } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { filtersIn, ListRoom, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Moment, Press, Room } from "../kit/room.tsx";
import { dayTyped } from "../kit/sheet.ts";
import { wordsFor } from "./room.tsx";

function queryIn(visit: Visit) {
  const { from, until, ...same } = filtersIn(visit, ["type", "actor", "entity_id", "from", "until"]);
  const at_after = dayTyped(from, visit.zone);
  const at_before = dayTyped(until, visit.zone, 1);
  return {
    ...same,
    ...(at_after === undefined ? {} : { at_after }),
    ...(at_before === undefined ? {} : { at_before }),
  };
}

/** Everything that was ever done here, newest first. */
export async function showAudit(visit: Visit): Promise<Response> {
  const said = wordsFor(visit).audit;
  const answer = await visit.api.call(listAuditEvents, {
    query: queryIn(visit),
    page: pageIn(visit, undefined, 50),
  });
  const fields = { "/query/type": "type", "/query/actor": "actor", "/query/entity_id": "entity_id" };
  const faults = answer.ok ? [] : refused(visit, answer, fields).faults;
  const events = answer.ok ? answer.body : { data: [], next_cursor: null };
  const seek = { visit, faults, dir: "ltr" as const };
  return deskResponse(
    <ListRoom
      visit={visit}
      title={said.title}
      faults={faults}
      intro={said.text}
      filters={
        <>
          <Seek {...seek} name="type" label={said.type} />
          <Seek {...seek} name="actor" label={said.actor} />
          <Seek {...seek} name="entity_id" label={said.entity} />
          <Seek {...seek} name="from" label={said.from} type="date" />
          <Seek {...seek} name="until" label={said.until} type="date" />
        </>
      }
      page={events}
      none={said.none}
      below={
        <div class="actions">
          <Press action={`/desk/audit${visit.asked.url.search}`} label={said.take} />
        </div>
      }
    >
      <Table label={said.title} head={[said.when, said.what, said.who, said.about]}>
        {events.data.map((event) => (
          <Line visit={visit} event={event} />
        ))}
      </Table>
    </ListRoom>,
    answer.status,
  );
}

const Line = ({ visit, event }: { visit: Visit; event: z.output<typeof AuditEvent> }) => (
  <tr>
    <td>
      <Moment visit={visit} at={event.at} />
    </td>
    <th scope="row">
      <a href={`/desk/audit/${event.id}`}>
        <code>{event.type}</code>
      </a>
    </th>
    <td>
      <code>{event.actor}</code>
    </td>
    <td>
      <code>{event.entity_id}</code>
    </td>
  </tr>
);

/** A copy as a file; that it was taken is itself an event. */
export async function takeCopy(visit: Visit): Promise<PageAnswer> {
  const taken = await need(visit.api.call(exportAuditEvents, { body: queryIn(visit) }));
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
  const event = await need(visit.api.call(getAuditEvent, { param: { id: idIn(visit) } }));
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
