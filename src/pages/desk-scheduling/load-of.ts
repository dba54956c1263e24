import type * as z from "zod";
import { type InterviewerLoad, listInterviewerLoad } from "#hiring/load/contract.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { allOf } from "../kit/names.ts";
import { given } from "./parts.tsx";

export type Load = z.output<typeof InterviewerLoad>;
type Period = Load["week"];

/** Everybody who interviews, with what they carry around a date. */
export const loadsOn = ({ api }: Visit, on: string, pool?: string): Promise<Load[]> =>
  allOf((page) =>
    wished(
      api.call(listInterviewerLoad, {
        query: { on, ...given({ pool_id: pool }) },
        page: { ...page, order: "name.asc" },
      }),
    ),
  );

/** How much of what they allow is taken, from 0 on; of whoever has no limit, by how many there are. */
export function shareOf({ meetings, minutes, limit }: Period): number {
  const shares = [
    limit.count === null ? 0 : meetings / Math.max(limit.count, 1),
    limit.minutes === null ? 0 : minutes / Math.max(limit.minutes, 1),
  ];
  const share = Math.max(...shares);
  return limit.count === null && limit.minutes === null ? meetings / 1_000 : share;
}

/** Who could come instead, with the least to do first: nobody who is full or rests, nobody who is there already. */
export const leastLoaded = (loads: readonly Load[], besides: ReadonlySet<string | null>, now: string): Load[] =>
  loads
    .filter(({ member_id, week, day, paused_until: rests }) => {
      const isResting = rests !== null && rests > now;
      return !besides.has(member_id) && !week.full && !day.full && !isResting;
    })
    .toSorted((one, other) => shareOf(one.week) - shareOf(other.week) || one.week.minutes - other.week.minutes);
