import { changeInterviewing, replaceInterviewing } from "#availability/interviewing/contract.ts";
import { createOverride, deleteOverride, replaceOverride } from "#availability/overrides/contract.ts";
import { changeSchedule, replaceSchedule } from "#availability/schedules/contract.ts";
import { changeTimeOff, createTimeOff, deleteTimeOff } from "#availability/time-off/contract.ts";
import { changeTravel, createTravel, deleteTravel } from "#availability/travel/contract.ts";
import type { OpDef } from "#http/op.ts";
import { open, type Place, seal } from "#platform/seal.ts";
import { seeOther } from "../kit/answers.ts";
import type { Hours } from "./owner.ts";

/** What can be put back: the request that does it. */
const ops = {
  replaceSchedule,
  changeSchedule,
  createOverride,
  replaceOverride,
  deleteOverride,
  createTimeOff,
  changeTimeOff,
  deleteTimeOff,
  createTravel,
  changeTravel,
  deleteTravel,
  changeInterviewing,
  replaceInterviewing,
} satisfies Record<string, OpDef>;

export type Undo = {
  op: keyof typeof ops;
  param?: Record<string, string>;
  body?: unknown;
  /** The version that was just made: whoever came after is not undone. */
  version?: number;
};

const versionTag = (version: number): { "If-Match": string } => ({ "If-Match": `"${version}"` });

/** Reasons for being away travel in it, so nobody can read it, and nobody can make one for somebody else's hand. */
const placeOf = ({ visit, member }: Hours): Place => ({
  tenant: visit.tenant.id,
  table: "hours",
  column: "undo",
  row: `${visit.member} ${member}`,
});

/** After a change: back to the page, which says what was done and how to take it back. */
export async function savedTo(hours: Hours, path: string, said: string, undo?: Undo): Promise<Response> {
  const { visit, base } = hours;
  const url = new URL(base + path, visit.asked.url);
  url.searchParams.set("said", said);
  const back = url.pathname.slice(base.length) + (url.searchParams.get("schedule") === null ? "" : scheduleIn(url));
  if (undo !== undefined) {
    const sealed = await seal(visit.person.config, placeOf(hours), JSON.stringify({ ...undo, back }));
    url.searchParams.set("undo", sealed);
  }
  return seeOther(url.pathname + url.search);
}

const scheduleIn = (url: URL): string => `?schedule=${url.searchParams.get("schedule") ?? ""}`;

/** Takes the last change back, unless somebody has changed it again. */
export async function takeBack(hours: Hours): Promise<Response> {
  const { visit } = hours;
  const sealed = visit.asked.form.get("undo") ?? "";
  const text = await open(visit.person.config, placeOf(hours), sealed).catch(() => undefined);
  if (text === undefined) return savedTo(hours, "", "undone_late");
  // We sealed it ourselves.
  const { op, param, body, version, back } = JSON.parse(text) as Undo & { back: string };
  const answer = await visit.api.call<OpDef>(ops[op], {
    ...(param === undefined ? {} : { param }),
    ...(body === undefined ? {} : { body }),
    headers: version === undefined ? { "Idempotency-Key": await nameOf(sealed) } : versionTag(version),
  });
  return savedTo(hours, back, answer.ok ? "undone" : "undone_late");
}

/** However often the button is pressed, what was taken away comes back once. */
const nameOf = async (sealed: string): Promise<string> => `undo-${sealed.slice(-64)}`;
