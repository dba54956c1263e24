import {
  changeEventType,
  createEventType,
  deleteEventType,
  duplicateEventType,
  setEventTypeHosts,
} from "#booking/event-types/contract.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { act, idIn, once, standing } from "../../kit/act.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { onceIn, typed } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { nameIn } from "../../kit/people.ts";
import { demand, Room } from "../../kit/room.tsx";
import { type Filled, type Sheet, sheetOf } from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import { type Thing, thingPages } from "../../kit/thing.tsx";
import { NewForm, WholeForm } from "./form.tsx";
import { list } from "./list.tsx";
import { eventTypeOf, pages, placeOf, root } from "./load.ts";
import { type Cast, castOf, PeopleFields, peopleSheet } from "./people.tsx";
import { questionPages } from "./questions.tsx";
import { newIn, patchIn, peopleIn, sheetOfEventType, type Whole } from "./reading.ts";
import { show } from "./show.tsx";
import { eventTypeWords } from "./words.ts";

const wordsOf = ({ speech }: Visit) => eventTypeWords[speech.language];

const eventType: Thing<Whole, Whole> = {
  root,
  needs: "event_types:write",
  words: wordsOf,
  find: eventTypeOf,
  nameOf: ({ title }) => title,
  sheetOf: (kept, { member }) => (kept === undefined ? freshSheet(member) : sheetOfEventType(kept)),
  form: async (visit, filled, kept) =>
    kept === undefined ? (
      <NewForm visit={visit} filled={filled} cast={await castOf(visit)} />
    ) : (
      <WholeForm visit={visit} filled={filled} />
    ),
  fields: (sheet, kept) => (kept === undefined ? newIn(sheet) : patchIn(sheet, kept)).fields,
  labels: labelsOf,
  make: ({ api, asked: { form } }) => api.call(createEventType, { body: newIn(form).body, headers: onceIn(form) }),
  change: (visit, kept) =>
    visit.api.call(changeEventType, { ...standing(visit), body: patchIn(visit.asked.form, kept).body }),
  end: (visit) => visit.api.call(deleteEventType, standing(visit)),
};

const { get, post } = pages;

export const eventTypePages: readonly PageRoute[] = [
  get(root, list),
  ...thingPages(pages, eventType),
  get(`${root}/{id}`, show),
  get(`${root}/{id}/people`, people),
  post(`${root}/{id}/people`, seat),
  post(`${root}/{id}/on`, switched(true)),
  post(`${root}/{id}/off`, switched(false)),
  post(`${root}/{id}/copy`, duplicate),
  ...questionPages,
];

/** Whoever makes it is the likeliest to give it. */
function freshSheet(member: string): Sheet {
  const own = peopleSheet({ kind: "collective", hosts: [{ member_id: member, schedule_id: null }], pools: [] });
  const usual = sheetOf({ kind: "one_on_one", durations: "30", location: "video" });
  return new URLSearchParams([...own, ...usual]);
}

function labelsOf(visit: Visit): Record<string, string> {
  const { fields, details, periods, limitCount, limitMinutes } = wordsOf(visit);
  const inUnits = ["cancel_cutoff", "move_cutoff"] as const;
  return {
    ...fields,
    ...Object.fromEntries(Object.entries(details).map(([kind, label]) => [`details_${kind}`, label])),
    ...Object.fromEntries(inUnits.map((name) => [`${name}_unit`, fields[name]])),
    ...Object.fromEntries(
      Object.entries(periods).flatMap(([per, label]) => [
        [`limit_${per}_count`, `${label}: ${limitCount}`],
        [`limit_${per}_minutes`, `${label}: ${limitMinutes}`],
      ]),
    ),
  };
}

const castFor = (visit: Visit, { hosts }: Whole): Promise<Cast> =>
  castOf(
    visit,
    hosts.map(({ member_id: id }) => id),
  );

async function people(visit: Visit, again?: Filled): Promise<Response> {
  demand(visit, "event_types:write");
  const words = wordsOf(visit);
  const kept = await eventTypeOf(visit);
  const cast = await castFor(visit, kept);
  const filled = again ?? { sheet: peopleSheet(kept) };
  const back = { href: placeOf(kept.id), label: kept.title };
  return deskResponse(
    <Room visit={visit} title={words.hostsTitle} back={back} faults={filled.faults}>
      <p>
        <span class="badge">{words.kinds[kept.kind]}</span> {words.kindHints[kept.kind]}
      </p>
      <p class="quiet">{words.hostsIntro}</p>
      <SheetForm visit={visit} filled={filled} version={kept.version} back={back.href}>
        <PeopleFields visit={visit} filled={filled} cast={cast} />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

async function seat(visit: Visit): Promise<PageAnswer> {
  const kept = await eventTypeOf(visit);
  const { hosts, pools, fields } = peopleIn(visit.asked.form);
  return act(visit, visit.api.call(setEventTypeHosts, { ...standing(visit), body: { hosts, pools } }), {
    to: `${placeOf(kept.id)}?said=saved`,
    again: people,
    fields,
    async clash() {
      const words = wordsOf(visit);
      const cast = await castFor(visit, kept);
      const rows = Array.from({ length: 12 }, (_, row) => [
        `host_${row}`,
        words.hostNumber.replace("#", String(row + 1)),
      ]);
      return {
        action: `${placeOf(kept.id)}/people`,
        back: placeOf(kept.id),
        theirs: peopleSheet(kept),
        // Ids say nothing to people: it is shown by names, and sent by ids.
        say: (sheet) => namesIn(sheet, cast),
        version: kept.version,
        labels: { ...Object.fromEntries(rows), pool: words.pools },
      };
    },
  });
}

const namesIn = (sheet: Sheet, { people: all, pools }: Cast): Sheet =>
  new URLSearchParams(
    [...sheet].map(([name, value]) => [
      name,
      name === "pool" ? (pools.find(({ id }) => id === value)?.name ?? value) : value === "" ? "" : nameIn(all, value),
    ]),
  );

function switched(active: boolean) {
  return (visit: Visit): Promise<PageAnswer> =>
    act(visit, visit.api.call(changeEventType, { ...standing(visit), body: { active } }), {
      to: `${placeOf(idIn(visit))}?said=${active ? "on" : "off"}`,
      again: show,
    });
}

function duplicate(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const body = { slug: typed(form, "slug") ?? "", title: form.get("title") ?? "" };
  return act(visit, visit.api.call(duplicateEventType, { ...once(visit), body }), {
    to: ({ id }) => `${placeOf(id)}?said=copied`,
    again: show,
    fields: { "/slug": "slug", "/title": "title" },
  });
}
