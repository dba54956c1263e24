import { getEventType } from "#booking/event-types/contract.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import type { Whole } from "./reading.ts";

/** The one that the address names, and the version it was read at. */
export async function eventTypeOf({ api, asked }: Visit): Promise<{ kept: Whole; version: number }> {
  const kept = await need(api.call(getEventType, { param: { id: asked.param["id"] ?? "" } }));
  return { kept, version: kept.version };
}

export const root = "/desk/event-types";
export const placeOf = (id: string): string => `${root}/${id}`;
