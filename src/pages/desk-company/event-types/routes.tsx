import {
  changeEventType,
  createEventType,
  deleteEventType,
  duplicateEventType,
  setEventTypeHosts,
} from "#booking/event-types/contract.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { ifMatchIn, Once, onceIn, Version } from "../../kit/forms.tsx";
import { forMembers, type Visit } from "../../kit/member.tsx";
import { kitWords } from "../../kit/words.ts";
import { clashPage, isClash } from "../clash.tsx";
import { Confirm, demand, faultsOf, type Filled, nameIn, Room } from "../parts.tsx";
import { type Sheet, sheetOf } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { Basics, Durations, Places, WholeForm } from "./form.tsx";
import { list } from "./list.tsx";
import { eventTypeOf, placeOf, root } from "./load.ts";
import { castOf, PeopleFields, peopleSheet } from "./people.tsx";
import { questionPages } from "./questions.tsx";
import { newIn, patchIn, peopleIn, sheetOfEventType } from "./reading.ts";
import { show } from "./show.tsx";
import { eventTypeWords } from "./words.ts";

export const eventTypePages: readonly PageRoute[] = [
  { method: "get", path: root, render: forMembers(list) },
  { method: "get", path: `${root}/new`, render: forMembers((visit) => fresh(visit)) },
  { method: "post", path: `${root}/new`, render: forMembers(make) },
  { method: "get", path: `${root}/{id}`, render: forMembers((visit) => show(visit)) },
  { method: "get", path: `${root}/{id}/edit`, render: forMembers((visit) => edit(visit)) },
  { method: "post", path: `${root}/{id}/edit`, render: forMembers(change) },
  { method: "get", path: `${root}/{id}/people`, render: forMembers((visit) => people(visit)) },
  { method: "post", path: `${root}/{id}/people`, render: forMembers(seat) },
  { method: "post", path: `${root}/{id}/on`, render: forMembers(switched(true)) },
  { method: "post", path: `${root}/{id}/off`, render: forMembers(switched(false)) },
  { method: "post", path: `${root}/{id}/copy`, render: forMembers(duplicate) },
  { method: "get", path: `${root}/{id}/delete`, render: forMembers((visit) => sure(visit)) },
  { method: "post", path: `${root}/{id}/delete`, render: forMembers(remove) },
  ...questionPages,
];

async function fresh(visit: Visit, typed?: Filled): Promise<Response> {
  const { speech, member } = visit;
  demand(visit, "event_types:write");
  const words = eventTypeWords[speech.language];
  const cast = await castOf(visit);
  // Whoever makes it is the likeliest to give it.
  const own = peopleSheet({ kind: "collective", hosts: [{ member_id: member, schedule_id: null }], pools: [] });
  for (const [name, value] of sheetOf({ kind: "one_on_one", durations: "30", location: "video" }))
    own.append(name, value);
  const filled = typed ?? { sheet: own };
  return deskResponse(
    <Room visit={visit} title={words.make} back={{ href: root, label: words.all }} faults={filled.faults}>
      <p class="quiet">{words.makeIntro}</p>
      <form method="post" class="sheet">
        <Once nonce={visit.nonce} />
        <fieldset class="group">
          <legend>{words.groups.basics}</legend>
          <Basics visit={visit} filled={filled} />
          <Durations visit={visit} filled={filled} />
        </fieldset>
        <fieldset class="group">
          <legend>{words.hostsTitle}</legend>
          <PeopleFields visit={visit} filled={filled} cast={cast} />
        </fieldset>
        <Places visit={visit} filled={filled} />
        <Buttons visit={visit} back={root} />
      </form>
    </Room>,
    filled.status,
  );
}

const Buttons = ({ visit: { speech }, back }: { visit: Visit; back: string }) => (
  <div class="actions">
    <button type="submit">{kitWords[speech.language].save}</button>
    <a class="button plain" href={back}>
      {kitWords[speech.language].cancel}
    </a>
  </div>
);

async function make(visit: Visit): Promise<PageAnswer> {
  const { api, speech, asked } = visit;
  const { body, fields } = newIn(asked.form);
  const answer = await api.call(createEventType, { body, headers: onceIn(asked.form) });
  if (answer.ok) return seeOther(`${placeOf(answer.body.id)}?said=made`);
  return fresh(visit, refusedWith(visit, answer, fields, speech));
}

const refusedWith = (
  { asked }: Visit,
  answer: Parameters<typeof faultsOf>[0],
  fields: Readonly<Record<string, string>>,
  speech: Visit["speech"],
): Filled => ({
  sheet: asked.form,
  faults: faultsOf(answer, speech, fields, eventTypeWords[speech.language].refusals),
  status: answer.status,
});

async function edit(visit: Visit, typed?: Filled): Promise<Response> {
  demand(visit, "event_types:write");
  const words = eventTypeWords[visit.speech.language];
  const { kept, version } = await eventTypeOf(visit);
  const filled = typed ?? { sheet: sheetOfEventType(kept) };
  return deskResponse(
    <Room
      visit={visit}
      title={words.change}
      back={{ href: placeOf(kept.id), label: kept.title }}
      faults={filled.faults}
    >
      <form method="post" class="sheet">
        <Version version={versionOf(typed, version)} />
        <WholeForm visit={visit} filled={filled} />
        <Buttons visit={visit} back={placeOf(kept.id)} />
      </form>
    </Room>,
    filled.status,
  );
}

/** A form that comes back keeps the version it was made from. */
const versionOf = (typed: Filled | undefined, version: number): number =>
  Number(typed?.sheet.get("version") ?? version);

async function change(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const { kept, version } = await eventTypeOf(visit);
  const { body, fields } = patchIn(asked.form, kept);
  const answer = await api.call(changeEventType, { param: { id: kept.id }, body, headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther(`${placeOf(kept.id)}?said=saved`);
  if (!isClash(answer)) return edit(visit, refusedWith(visit, answer, fields, speech));
  return clashPage({
    visit,
    action: `${placeOf(kept.id)}/edit`,
    back: placeOf(kept.id),
    theirs: sheetOfEventType(kept),
    version,
    labels: labelsOf(visit),
  });
}

function labelsOf({ speech }: Visit): Record<string, string> {
  const { fields, details, periods, limitCount, limitMinutes } = eventTypeWords[speech.language];
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

async function people(visit: Visit, typed?: Filled): Promise<Response> {
  demand(visit, "event_types:write");
  const words = eventTypeWords[visit.speech.language];
  const { kept, version } = await eventTypeOf(visit);
  const cast = await castOf(
    visit,
    kept.hosts.map(({ member_id: id }) => id),
  );
  const filled = typed ?? { sheet: peopleSheet(kept) };
  return deskResponse(
    <Room
      visit={visit}
      title={words.hostsTitle}
      back={{ href: placeOf(kept.id), label: kept.title }}
      faults={filled.faults}
    >
      <p>
        <span class="badge">{words.kinds[kept.kind]}</span> {words.kindHints[kept.kind]}
      </p>
      <p class="quiet">{words.hostsIntro}</p>
      <form method="post" class="sheet">
        <Version version={versionOf(typed, version)} />
        <PeopleFields visit={visit} filled={filled} cast={cast} />
        <Buttons visit={visit} back={placeOf(kept.id)} />
      </form>
    </Room>,
    filled.status,
  );
}

async function seat(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const { kept, version } = await eventTypeOf(visit);
  const { hosts, pools, fields } = peopleIn(asked.form);
  const answer = await api.call(setEventTypeHosts, {
    param: { id: kept.id },
    body: { hosts, pools },
    headers: ifMatchIn(asked.form),
  });
  if (answer.ok) return seeOther(`${placeOf(kept.id)}?said=saved`);
  if (!isClash(answer)) return people(visit, refusedWith(visit, answer, fields, speech));
  const words = eventTypeWords[speech.language];
  const cast = await castOf(
    visit,
    kept.hosts.map(({ member_id: id }) => id),
  );
  // Ids say nothing to people: the clash is shown by names, and sent by ids.
  const named = (sheet: Sheet) => namesIn(sheet, cast);
  return clashPage({
    visit,
    action: `${placeOf(kept.id)}/people`,
    back: placeOf(kept.id),
    theirs: peopleSheet(kept),
    say: named,
    version,
    labels: {
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, row) => [`host_${row}`, words.hostNumber.replace("#", String(row + 1))]),
      ),
      pool: words.pools,
    },
  });
}

const namesIn = (sheet: Sheet, { people: all, pools }: Awaited<ReturnType<typeof castOf>>): Sheet =>
  new URLSearchParams(
    [...sheet].map(([name, value]) => [
      name,
      name === "pool" ? (pools.find(({ id }) => id === value)?.name ?? value) : value === "" ? "" : nameIn(all, value),
    ]),
  );

function switched(active: boolean) {
  return async (visit: Visit): Promise<PageAnswer> => {
    const { api, asked, speech } = visit;
    const id = asked.param["id"] ?? "";
    const answer = await api.call(changeEventType, { param: { id }, body: { active }, headers: ifMatchIn(asked.form) });
    if (answer.ok) return seeOther(`${placeOf(id)}?said=${active ? "on" : "off"}`);
    const { faults = [], status } = refusedWith(visit, answer, {}, speech);
    return show(visit, { sheet: sheetOf({}), faults, status: status ?? 409 });
  };
}

async function duplicate(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const { form, param } = asked;
  const answer = await api.call(duplicateEventType, {
    param: { id: param["id"] ?? "" },
    body: { slug: form.get("slug")?.trim() ?? "", title: form.get("title") ?? "" },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(`${placeOf(answer.body.id)}?said=copied`);
  return show(visit, refusedWith(visit, answer, { "/slug": "slug", "/title": "title" }, speech));
}

async function sure(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  demand(visit, "event_types:write");
  const words = eventTypeWords[visit.speech.language];
  const shared = sharedWords[visit.speech.language];
  const { kept, version } = await eventTypeOf(visit);
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${shared.remove}: ${kept.title}`}
      action={`${placeOf(kept.id)}/delete`}
      back={placeOf(kept.id)}
      button={words.delete}
      version={version}
      faults={faults}
    >
      <p>{words.deleteText}</p>
      <p>{shared.certain}</p>
    </Confirm>,
    status,
  );
}

async function remove(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const param = { id: asked.param["id"] ?? "" };
  const answer = await api.call(deleteEventType, { param, headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther(`${root}?said=deleted`);
  return sure(visit, faultsOf(answer, speech, {}), answer.status);
}
