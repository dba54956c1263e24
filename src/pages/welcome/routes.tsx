import type { PageRoute } from "#http/pages.ts";
import { createSchedule } from "#availability/schedules/contract.ts";
import { createEventType } from "#booking/event-types/contract.ts";
import { switchSession } from "#identity/sessions/contract.ts";
import { createTenant } from "#identity/tenants/contract.ts";
import { changeMe, listMemberships } from "#identity/users/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { type FieldFault, onceIn, typed } from "../kit/forms.tsx";
import { pageResponse } from "../kit/layout.tsx";
import { forMembers, forPeople, type PersonVisit, type Visit } from "../kit/member.tsx";
import { faultsIn, need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { isNamed } from "./named.ts";
import { slugFrom } from "./slug.ts";
import { CompanyPage, DonePage, EventPage, HoursPage } from "./views.tsx";
import { words } from "./words.ts";

/** From nothing to a link that can be shared, in three forms. Each can be left and come back to: what was made stays made. */
export const welcomePages: readonly PageRoute[] = [
  { method: "get", path: "/welcome", render: forPeople((visit) => showCompany(visit, {}, [])) },
  { method: "post", path: "/welcome", render: forPeople(makeCompany) },
  { method: "get", path: "/welcome/hours", render: forMembers((visit) => showHours(visit, {}, [])) },
  { method: "post", path: "/welcome/hours", render: forMembers(makeHours) },
  { method: "get", path: "/welcome/event", render: forMembers((visit) => showEvent(visit, {}, [])) },
  { method: "post", path: "/welcome/event", render: forMembers(makeEvent) },
  { method: "get", path: "/welcome/done", render: forMembers(showDone) },
];

export type Given = Readonly<Record<string, string | undefined>>;

const showCompany = (visit: PersonVisit, given: Given, faults: FieldFault[], status = 200): Promise<Response> =>
  pageResponse(<CompanyPage visit={visit} given={given} faults={faults} />, { status });

async function makeCompany(visit: PersonVisit): Promise<Response> {
  const { api, asked, speech } = visit;
  const given = {
    name: typed(asked.form, "name"),
    you: typed(asked.form, "you"),
    slug: typed(asked.form, "slug"),
    zone: typed(asked.form, "zone"),
  };
  const slug = given.slug ?? slugFrom(given.name ?? "", "company");
  const made = await api.call(createTenant, {
    body: { name: given.name ?? "", slug, time_zone: given.zone ?? visit.zone, locale: speech.locale },
    headers: onceIn(asked.form),
  });
  if (!made.ok && !(await isOwn(visit, slug, given.name))) {
    const fields = { "/name": "name", "/slug": "slug", "/time_zone": "zone" };
    const own = words[speech.language].refusals;
    const faults = faultsIn(made.problem, fields, kitWords[speech.language].faults, own);
    return showCompany(visit, { ...given, slug }, faults, made.status);
  }
  await need(api.call(switchSession, { body: { tenant: slug } }));
  if (made.ok) await tellOfOneself(visit, given.you, made.body.time_zone);
  return seeOther("/welcome/hours");
}

/** Whoever has never said who and where they are has said so now: candidates meet a name, and no clock is guessed. */
async function tellOfOneself({ api, me }: PersonVisit, you: string | undefined, zone: string): Promise<void> {
  const body = {
    ...(me.time_zone === null ? { time_zone: zone } : {}),
    ...(!isNamed(me) && you !== undefined ? { display_name: you.slice(0, longestName) } : {}),
  };
  if (Object.keys(body).length > 0) await need(api.call(changeMe, { body }));
}

const longestName = 200;

/** A form sent twice has made its company the first time; by the second, the session stands there and the key is another's. */
async function isOwn({ api }: PersonVisit, slug: string, name: string | undefined): Promise<boolean> {
  const { data } = await need(api.call(listMemberships, { page: { limit: 100 } }));
  return data.some(({ tenant }) => tenant.slug === slug && tenant.name === name);
}

const showHours = (visit: Visit, given: Given, faults: FieldFault[], status = 200): Promise<Response> =>
  deskResponse(<HoursPage visit={visit} given={given} faults={faults} />, status);

async function makeHours(visit: Visit): Promise<Response> {
  const { api, asked, speech, member } = visit;
  const given = { hours: typed(asked.form, "hours"), zone: typed(asked.form, "zone") };
  const made = await api.call(createSchedule, {
    body: {
      member_id: member,
      name: words[speech.language].hours.hours,
      hours_text: given.hours ?? "",
      time_zone: given.zone ?? visit.zone,
      is_default: true,
    },
    headers: onceIn(asked.form),
  });
  // Whoever comes back here has hours already, and keeps them.
  if (made.ok || made.problem.code === "schedule.name_taken") return seeOther("/welcome/event");
  const fields = { "/hours_text": "hours", "/rules": "hours", "/time_zone": "zone" };
  return showHours(visit, given, faultsIn(made.problem, fields, kitWords[speech.language].faults), made.status);
}

const showEvent = (visit: Visit, given: Given, faults: FieldFault[], status = 200): Promise<Response> =>
  deskResponse(<EventPage visit={visit} given={given} faults={faults} />, status);

async function makeEvent(visit: Visit): Promise<Response> {
  const { api, asked, speech, member } = visit;
  const given = {
    title: typed(asked.form, "title"),
    minutes: typed(asked.form, "minutes"),
    slug: typed(asked.form, "slug"),
  };
  const slug = given.slug ?? slugFrom(given.title ?? "", "meeting");
  const made = await api.call(createEventType, {
    body: {
      title: given.title ?? "",
      slug,
      kind: "one_on_one",
      durations: [Number(given.minutes)],
      hosts: [{ member_id: member }],
    },
    headers: onceIn(asked.form),
  });
  if (made.ok) return seeOther(`/welcome/done?event=${encodeURIComponent(made.body.slug)}`);
  const fields = { "/title": "title", "/durations": "minutes", "/slug": "slug" };
  const faults = faultsIn(made.problem, fields, kitWords[speech.language].faults);
  return showEvent(visit, { ...given, slug }, faults, made.status);
}

function showDone(visit: Visit): Promise<Response> {
  const event = /^[a-z0-9-]{1,100}$/.exec(visit.asked.url.searchParams.get("event") ?? "")?.[0] ?? "";
  return deskResponse(<DonePage visit={visit} event={event} />);
}
