import { getInterviewing } from "#availability/interviewing/contract.ts";
import { getMember } from "#identity/members/contract.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { forMembers, type Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { type HoursWords, hoursWords } from "./words.ts";

/** Whose hours a page is about, and the words it says it in. */
export type Hours = {
  visit: Visit;
  member: string;
  /** Nobody's name where they are one's own. */
  name: string | undefined;
  /** Where their days are counted. */
  zone: ZoneId;
  /** The path of all pages about these hours. */
  base: string;
  words: HoursWords;
};

type Show = (hours: Hours) => Promise<PageAnswer>;

/** The same page for one's own hours, and for those of others where one may keep anybody's. */
export function hoursPage(method: PageRoute["method"], path: string, show: Show): PageRoute[] {
  return [
    {
      method,
      path: `/my/hours${path}`,
      render: forMembers(async (visit) => show(await mine(visit)), "hours", hoursWords),
    },
    {
      method,
      path: `/desk/people/{id}/hours${path}`,
      render: forMembers(async (visit) => show(await others(visit)), "hours", hoursWords),
    },
  ];
}

async function mine(visit: Visit): Promise<Hours> {
  if (!visit.may("availability:write_own")) throw shut;
  return about(visit, visit.member, undefined, "/my/hours");
}

async function others(visit: Visit): Promise<Hours> {
  if (!visit.may("availability:write")) throw shut;
  const { id = "" } = visit.asked.param;
  const member = await need(visit.api.call(getMember, { param: { id } }));
  return about(visit, member.id, member.display_name, `/desk/people/${member.id}/hours`);
}

async function about(visit: Visit, member: string, name: string | undefined, base: string): Promise<Hours> {
  const settings = await need(visit.api.call(getInterviewing, { param: { id: member } }));
  const zone = zoneOf(settings.effective_time_zone) ?? visit.zone;
  return { visit, member, name, zone, base, words: hoursWords[visit.speech.language] };
}

/** What hangs from these hours; of somebody else's there is nothing under this address. */
export function ownOf<T extends { member_id: string }>({ member }: Hours, found: T): T {
  if (found.member_id !== member) throw turned(404, "route.unknown");
  return found;
}

/** The last part of an address that names a schedule, a date, a trip. */
export const thingIn = ({ visit }: Hours): string => visit.asked.param["thing"] ?? "";

const turned = (status: number, code: string): Turned =>
  new Turned({ type: "about:blank", title: "", status, code, request_id: "" });

/** An editor that could save nothing is no page for whoever may not write. */
const shut = turned(403, "permission.missing");
