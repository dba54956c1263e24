import { getEventType } from "#booking/event-types/contract.ts";
import { idIn } from "../../kit/act.ts";
import { pagesOf, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

/** The one that the address names. */
export const eventTypeOf = (visit: Visit): Promise<Whole> =>
  need(visit.api.call(getEventType, { param: { id: idIn(visit) } }));

export const root = "/desk/event-types";
export const placeOf = (id: string): string => `${root}/${id}`;
export const pages = pagesOf("firm", eventTypeWords);
