// What can be booked during a storm: few people and few hours, so that everybody wants the same.
import type { Bundle } from "../../../../scripts/start-bundle.ts";
import { bodyOf, type Call } from "../calls.ts";
import { drawn, type Offer, offer, type Office, openOffice } from "../office.ts";

export type Kind = "single" | "panel" | "pooled" | "group" | "asked";
export type Offered = Offer & { kind: Kind };

export type Company = Office & {
  offers: Readonly<Record<Kind, readonly Offered[]>>;
  /** The hours that everybody wants, from the day after tomorrow on. */
  starts: readonly string[];
};

const hour = 3_600_000;
const hostCount = 12;
const hours = 24;

/** Each host has an event type of their own; panels and pools overlap, so that every booking stands in others' way. */
export async function foundCompany(bundle: Bundle, call: Call): Promise<Company> {
  const office = await openOffice(bundle, call, { hosts: hostCount, keys: 30 });
  const [credential] = office.keys;
  const { hosts } = office;
  const from = Math.ceil(Date.now() / hour) * hour + 48 * hour;
  const pools = [
    await drawn(call, credential, hosts.slice(0, 5), "rotate"),
    await drawn(call, credential, hosts.slice(3, 9), "least_recent"),
  ];
  const made = async (kind: Kind, type: Parameters<typeof offer>[2], who: readonly string[], more = {}) => {
    const words = { durations: [60], ...more };
    return { ...(await offer(call, credential, type, who, words)), kind };
  };
  const offers = {
    single: [
      await made("single", "one_on_one", hosts.slice(0, 1)),
      await made("single", "one_on_one", hosts.slice(4, 5), { buffer_before_minutes: 10, buffer_after_minutes: 15 }),
      await made("single", "one_on_one", hosts.slice(8, 9), { limits: [{ per: "day", count: 12 }] }),
    ],
    panel: [
      await made("panel", "collective", hosts.slice(0, 3)),
      await made("panel", "collective", hosts.slice(2, 6)),
      await made("panel", "collective", [...hosts.slice(5, 7), ...hosts.slice(0, 2)]),
    ],
    pooled: [
      await made("pooled", "round_robin", [], { pools: pools.slice(0, 1) }),
      await made("pooled", "round_robin", [], { pools: pools.slice(1) }),
      await made("pooled", "round_robin", hosts.slice(9, 10), { pools }),
    ],
    group: [
      await made("group", "group", hosts.slice(10, 11), { capacity: 4 }),
      await made("group", "group", hosts.slice(4, 5), { capacity: 3 }),
    ],
    asked: [
      await made("asked", "one_on_one", hosts.slice(11, 12), { confirmation_required: true }),
      await made("asked", "round_robin", [], { confirmation_required: true, pools: pools.slice(0, 1) }),
    ],
  };
  return { ...office, offers, starts: Array.from({ length: hours }, (_, at) => wire(from + at * hour)) };
}

const wire = (at: number): string => new Date(at).toISOString().replace(".000", "");

type Slots = { offers: { slots: { starts_at: string; slot_token: string }[] }[] };

/** The token that a stranger is given for one of these hours; undefined when it is not offered just now. */
export async function tokenFor(
  call: Call,
  { slug }: Company,
  type: Offered,
  start: string,
  network: string,
): Promise<string | undefined> {
  const query = `starts_after=${start}&starts_before=${wire(Date.parse(start) + 60_000)}`;
  const told = await call("GET", `/v1/public/${slug}/event-types/${type.slug}/slots?${query}`, { network });
  if (told.status !== 200) return undefined;
  return (bodyOf(told, 200) as Slots).offers[0]?.slots[0]?.slot_token;
}
