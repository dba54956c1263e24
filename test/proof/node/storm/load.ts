// What people do during a storm: book, hold and confirm, cancel, move, hand over, approve; all of it over each other.
import { invitee } from "../office.ts";
import { type Asking, bodyIn, type Intent, settle } from "./asking.ts";
import { type Company, type Kind, type Offered, tokenFor } from "./company.ts";

type Standing = { id: string; kind: Kind };

export type Client = Asking & {
  company: Company;
  number: number;
  /** Bookings that somebody was told of and that nobody was told to be over; all clients lay hands on all of them. */
  standing: Standing[];
  /** How many intents this client has had. */
  intents: number;
};

type Deed = (client: Client) => Promise<void>;

/** How often each is done, of a hundred. */
const deeds: readonly [share: number, deed: Deed][] = [
  [17, bookAs("single")],
  [13, bookAs("panel")],
  [14, bookAs("pooled")],
  [10, bookAs("group")],
  [6, bookWithToken],
  [9, holdAsStranger],
  [6, holdAsStaff],
  [4, bookAndDecide],
  [10, cancel],
  [8, move],
  [3, handOver],
];

/** Does one thing after the other until it is over. */
export async function live(client: Client): Promise<void> {
  const total = deeds.reduce((sum, [share]) => sum + share, 0);
  while (!client.isOver()) {
    let left = client.roll(total);
    const [, deed] = deeds.find(([share]) => (left -= share) < 0) ?? [];
    await deed?.(client);
  }
}

const one = <T>({ roll }: Asking, list: readonly T[]): T => {
  const [item] = list.slice(roll(list.length));
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
};

function nextKey(client: Client): string {
  return `${client.number}.${client.intents++}.storm`;
}

/** The same credential and network for every retry of one intent: a key is its principal's. */
const byStaff = ({ company, intents }: Client, path: string, key: string, body: Intent["body"]): Intent => ({
  key,
  path,
  body,
  credential: company.keys[intents % company.keys.length],
  trace: null,
  isKept: true,
});

const networkOf = ({ number, intents }: Client): string => `10.${number}.${intents & 255}.7`;

const byStranger = (client: Client, what: "holds" | "bookings", key: string, body: Intent["body"]): Intent => ({
  key,
  path: `/v1/public/${client.company.slug}/${what}`,
  body,
  network: networkOf(client),
  trace: null,
  isKept: what === "bookings",
});

const granted = (client: Client, answer: Awaited<ReturnType<typeof settle>>, kind: Kind): string | undefined => {
  if (answer?.status !== 201) return undefined;
  const id = String(bodyIn(answer)?.["id"]);
  client.standing.push({ id, kind });
  return id;
};

function bookAs(kind: Kind): Deed {
  return async (client) => {
    const { id } = one(client, client.company.offers[kind]);
    const key = nextKey(client);
    const body = { event_type_id: id, starts_at: one(client, client.company.starts), invitee: invitee(key) };
    const intent = { ...byStaff(client, "/v1/bookings", key, body), trace: { made: body.invitee.email } };
    granted(client, await settle(client, intent), kind);
  };
}

/** An hour that was offered a moment ago. */
async function offeredHour(
  client: Client,
  kinds: readonly Kind[],
): Promise<{ type: Offered; token: string } | undefined> {
  const type = one(client, client.company.offers[one(client, kinds)]);
  const start = one(client, client.company.starts);
  const token = await tokenFor(client.call, client.company, type, start, networkOf(client));
  return token === undefined ? undefined : { type, token };
}

async function bookWithToken(client: Client): Promise<void> {
  const hour = await offeredHour(client, ["single", "panel", "pooled", "group"]);
  if (hour === undefined) return;
  const key = nextKey(client);
  const body = { slot_token: hour.token, invitee: invitee(key) };
  const intent = { ...byStranger(client, "bookings", key, body), trace: { made: body.invitee.email } };
  granted(client, await settle(client, intent), hour.type.kind);
}

/** Most confirm; some let go, and some never come back. */
async function holdAsStranger(client: Client): Promise<void> {
  const hour = await offeredHour(client, ["single", "panel", "pooled", "group"]);
  if (hour === undefined) return;
  const held = await settle(client, byStranger(client, "holds", nextKey(client), { slot_token: hour.token }));
  const hold = held?.status === 201 ? bodyIn(held) : null;
  if (hold === null || client.roll(5) === 0) return;
  const words = { hold_token: hold["hold_token"] };
  if (client.roll(8) === 0) {
    const path = `/v1/public/${client.company.slug}/holds/${String(hold["id"])}/release`;
    await settle(client, { ...byStranger(client, "holds", nextKey(client), words), path });
    return;
  }
  const key = nextKey(client);
  const body = { ...words, invitee: invitee(key) };
  const intent = { ...byStranger(client, "bookings", key, body), trace: { made: body.invitee.email } };
  granted(client, await settle(client, intent, true), hour.type.kind);
}

async function holdAsStaff(client: Client): Promise<void> {
  const type = one(client, client.company.offers[one(client, ["single", "panel", "pooled"] as const)]);
  const words = { event_type_id: type.id, starts_at: one(client, client.company.starts) };
  const held = await settle(client, byStaff(client, "/v1/holds", nextKey(client), words));
  const hold = held?.status === 201 ? bodyIn(held) : null;
  if (hold === null || client.roll(8) === 0) return;
  if (client.roll(5) === 0) {
    await settle(client, byStaff(client, `/v1/holds/${String(hold["id"])}/release`, nextKey(client), {}));
    return;
  }
  const key = nextKey(client);
  const body = { hold_token: hold["hold_token"], invitee: invitee(key) };
  const intent = { ...byStaff(client, "/v1/bookings", key, body), trace: { made: body.invitee.email } };
  granted(client, await settle(client, intent, true), type.kind);
}

/** A booking that waits for somebody's word, and gets it more often than not. */
async function bookAndDecide(client: Client): Promise<void> {
  const hour = await offeredHour(client, ["asked"]);
  if (hour === undefined) return;
  const key = nextKey(client);
  const body = { slot_token: hour.token, invitee: invitee(key) };
  const intent = { ...byStranger(client, "bookings", key, body), trace: { made: body.invitee.email } };
  const id = granted(client, await settle(client, intent), "asked");
  if (id === undefined || client.roll(6) === 0) return;
  if (client.roll(2) === 0) {
    await settle(client, byStaff(client, `/v1/bookings/${id}/confirm`, nextKey(client), {}));
    return;
  }
  const reason = nextKey(client);
  const said = { ...byStaff(client, `/v1/bookings/${id}/decline`, reason, { reason }), trace: { reason } };
  await settle(client, said);
}

const takenFrom = (client: Client, kinds?: readonly Kind[]): Standing | undefined => {
  const { standing } = client;
  const fit = kinds === undefined ? standing : standing.filter(({ kind }) => kinds.includes(kind));
  return fit.length === 0 ? undefined : one(client, fit);
};

async function cancel(client: Client): Promise<void> {
  const booking = takenFrom(client);
  if (booking === undefined) return;
  const reason = nextKey(client);
  const path = `/v1/bookings/${booking.id}/cancel`;
  await settle(client, { ...byStaff(client, path, reason, { reason }), trace: { reason } });
  const place = client.standing.indexOf(booking);
  // A few stay on the list, and are cancelled and moved by others after they are over.
  if (place !== -1 && client.roll(10) > 0) client.standing.splice(place, 1);
}

async function move(client: Client): Promise<void> {
  const booking = takenFrom(client);
  if (booking === undefined) return;
  const reason = nextKey(client);
  const body = { starts_at: one(client, client.company.starts), reason };
  const path = `/v1/bookings/${booking.id}/reschedule`;
  await settle(client, { ...byStaff(client, path, reason, body), trace: { reason } });
}

async function handOver(client: Client): Promise<void> {
  const booking = takenFrom(client, ["pooled"]);
  if (booking === undefined) return;
  const reason = nextKey(client);
  const path = `/v1/bookings/${booking.id}/reassign`;
  await settle(client, { ...byStaff(client, path, reason, { reason }), trace: { reason } });
}
