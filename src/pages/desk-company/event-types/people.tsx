import { listSchedules } from "#availability/schedules/contract.ts";
import { listPools } from "#booking/pools/contract.ts";
import { named } from "../../kit/choices.ts";
import { Choices, Select } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { type Person, peopleOf } from "../../kit/people.ts";
import { need } from "../../kit/problem.tsx";
import { type Filled, filling, type Sheet, sheetOf } from "../../kit/sheet.ts";
import { hostRowsIn, type Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

export type Cast = {
  people: readonly Person[];
  /** Named hours of those who host already. */
  schedules: readonly { id: string; member: string; name: string }[];
  pools: readonly { id: string; name: string }[];
};

/** Who could give it: everybody here, and the pools. */
export async function castOf(visit: Visit, hosts: readonly string[] = []): Promise<Cast> {
  const { api, may } = visit;
  const [people, pools, schedules] = await Promise.all([
    peopleOf(visit),
    may("pools:read") ? need(api.call(listPools, { page: { limit: 100, order: "name.asc" } })) : undefined,
    may("availability:read") && hosts.length > 0
      ? need(api.call(listSchedules, { query: { member_id: hosts.slice(0, 20).join(",") }, page: { limit: 100 } }))
      : undefined,
  ]);
  return {
    people,
    pools: pools?.data.map(({ id, name }) => ({ id, name })) ?? [],
    schedules: schedules?.data.map(({ id, member_id: member, name }) => ({ id, member, name })) ?? [],
  };
}

/** Hosts and pools as the form that says who gives it, with rows to spare where a kind may have more hosts. */
export function peopleSheet({ kind, hosts, pools }: Pick<Whole, "kind" | "hosts" | "pools">): Sheet {
  const sheet = sheetOf({ pool: pools });
  const rows = kind === "one_on_one" || kind === "group" ? Math.max(1, hosts.length) : hosts.length + 2;
  for (let row = 0; row < rows; row++) {
    const host = hosts[row];
    sheet.set(`host_${row}`, host?.member_id ?? "");
    sheet.set(`schedule_${row}`, host?.schedule_id == null ? "" : `${host.member_id}|${host.schedule_id}`);
  }
  return sheet;
}

type Props = { visit: Visit; filled: Filled; cast: Cast };

export const PeopleFields = ({ visit: { speech }, filled, cast: { people, schedules, pools } }: Props) => {
  const words = eventTypeWords[speech.language];
  const { line, many } = filling(filled, speech);
  const rows = hostRowsIn(filled.sheet);
  return (
    <>
      {rows.map(({ row, member, schedule }) => {
        const own = schedules.filter((one) => one.member === member);
        return (
          <div class="row host">
            <Select
              {...line(`host_${row}`)}
              label={words.hostNumber.replace("#", String(row + 1))}
              value={member}
              choices={[
                { value: "", label: words.nobody },
                ...named(people.filter(({ active, id }) => active || id === member)),
              ]}
              required={false}
            />
            {own.length === 0 ? null : (
              <Select
                {...line(`schedule_${row}`)}
                label={words.schedule.replace("#", String(row + 1))}
                value={schedule}
                choices={[
                  { value: "", label: words.usual },
                  ...own.map(({ id, name }) => ({ value: `${member}|${id}`, label: name })),
                ]}
                required={false}
              />
            )}
          </div>
        );
      })}
      {pools.length === 0 ? null : (
        <Choices {...many("pool")} kind="checkbox" label={words.pools} hint={words.poolsHint} choices={named(pools)} />
      )}
    </>
  );
};
