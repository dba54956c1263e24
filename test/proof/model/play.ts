// Each step, done for real and held against the model: what is granted, what is refused and why, and who comes.
import { expect } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  reassignBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import {
  createHold,
  createPublicHold,
  extendHold,
  extendPublicHold,
  releaseHold,
  releasePublicHold,
} from "#booking/holds/contract.ts";
import type { Booking, By, Hold, Kind, Model } from "./model.ts";
import type { Office, Said } from "./office.ts";
import type { Step } from "./steps.ts";

const ada = { name: "Ada Example", email: "ada@guest.example" };
/** The one that is so far from the newest. */
const placeIn = (all: readonly unknown[], back: number): number => all.length - 1 - (back % all.length);

export async function play(step: Step, model: Model, office: Office): Promise<void> {
  switch (step.do) {
    case "hold":
      return hold(step, model, office);
    case "book":
      return book(step, model, office);
    case "race":
      return race(step, model, office);
    case "confirm":
      return confirm(placeIn(model.holds, step.hold), model, office);
    case "release":
      return release(placeIn(model.holds, step.hold), model, office);
    case "extend":
      return extend(placeIn(model.holds, step.hold), model, office);
    case "move":
      return move(placeIn(model.bookings, step.booking), step.at, model, office);
    case "take":
      return take(placeIn(model.bookings, step.booking), placeIn(model.holds, step.hold), model, office);
    case "cancel":
    case "approve":
    case "decline":
      return settle(step.do, placeIn(model.bookings, step.booking), model, office);
    case "reassign":
      return reassign(placeIn(model.bookings, step.booking), model, office);
    case "again":
      return again(step.request, office);
    case "wait":
      return office.turnTo(model.passes(step.minutes));
    case "tick":
      model.expire();
      return office.tick();
    case "evict":
      return office.evict(step.host);
    case "ring":
      await office.ring(step.host);
      return undefined;
    case "deliver":
      return office.deliver(step.some, step.twice);
  }
}

/** What was said, as short as it can be compared: `201 ok` or `409 slot.taken`. */
const short = ({ status, code }: Said): string => `${status} ${code}`;

type Asked = { by: By; kind: Kind; at: number };

async function hold({ by, kind, at }: Asked, model: Model, office: Office): Promise<void> {
  const who = model.whoFor(kind, at);
  const said =
    by === "staff"
      ? await office.call(by, createHold, {
          body: { event_type_id: office.typeOf(kind).id, starts_at: office.wire(at) },
        })
      : await office.call(by, createPublicHold, {
          param: { tenant: office.world.tenant.slug },
          body: { slot_token: await office.slotToken(kind, at) },
        });
  expect(short(said)).toBe(who === null ? "409 slot.taken" : "201 ok");
  if (who === null) return;
  if (by === "staff") expect(office.hostsOf(said.body.member_ids ?? [])).toEqual(who);
  model.hold(by, kind, at, who);
  office.holds.push({ id: said.body.id ?? "", token: said.body.hold_token ?? "" });
}

async function bookIt({ by, kind, at }: Asked, office: Office): Promise<Said> {
  const token = by === "public" ? await office.slotToken(kind, at) : "";
  return by === "staff"
    ? office.call(by, createBooking, {
        body: { event_type_id: office.typeOf(kind).id, starts_at: office.wire(at), invitee: ada },
      })
    : office.call(by, createPublicBooking, {
        param: { tenant: office.world.tenant.slug },
        body: { slot_token: token, invitee: ada },
      });
}

async function book(asked: Asked, model: Model, office: Office): Promise<void> {
  const who = model.whoFor(asked.kind, asked.at);
  const said = await bookIt(asked, office);
  expect(short(said)).toBe(who === null ? "409 slot.taken" : "201 ok");
  if (who !== null) written(model.book(asked.by, asked.kind, asked.at, who), said, office);
}

/** A new booking, as it was told. */
function written(booking: Booking, said: Said, office: Office): void {
  office.bookings.push(said.body.id ?? "");
  expect(said.body.status).toBe(booking.status);
  same(booking, said, office);
}

/** Strangers are not told who comes. */
function same(booking: Booking, { body }: Said, office: Office): void {
  expect([body.version, body.starts_at]).toEqual([booking.version, office.wire(booking.at)]);
  if (body.hosts !== undefined) expect(office.hostsIn(body)).toEqual(booking.hosts);
}

/** Several at once who all want the same: as many get it as there is room, and whoever comes is whom the model sends. */
async function race(
  { kind, at, times }: Omit<Asked, "by"> & { times: number },
  model: Model,
  office: Office,
): Promise<void> {
  const said = await Promise.all(Array.from({ length: times }, () => bookIt({ by: "staff", kind, at }, office)));
  const winners = said.filter(({ status }) => status === 201);
  const expected: string[] = [];
  for (let place = 0; place < times; place++) {
    const who = model.whoFor(kind, at);
    expected.push(who === null ? "409 slot.taken" : "201 ok");
    const winner = who === null ? undefined : winners.find(({ body }) => office.hostsIn(body).join() === who.join());
    if (who === null || winner === undefined) continue;
    winners.splice(winners.indexOf(winner), 1);
    written(model.book("staff", kind, at, who), winner, office);
  }
  expect(said.map(short).toSorted()).toEqual(expected.toSorted());
  expect(winners).toEqual([]);
}

async function confirm(place: number, model: Model, office: Office): Promise<void> {
  const held = model.holds[place] as Hold;
  const isLive = model.isLive(held);
  const { by, kind, at } = held;
  const fresh = held.end === null && !isLive ? model.whoFor(kind, at) : null;
  const body = { hold_token: office.holds[place]?.token ?? "", invitee: ada };
  const said =
    by === "staff"
      ? await office.call(by, createBooking, { body }, isLive)
      : await office.call(by, createPublicBooking, { param: { tenant: office.world.tenant.slug }, body }, isLive);
  if (held.goodUntil <= model.now) return expect(short(said)).toBe("410 hold.over");
  held.decided = true;
  if (held.end === "released") return expect(short(said)).toBe("410 hold.over");
  if (held.end === "confirmed") return expect(short(said)).toBe("409 hold.confirmed");
  if (!isLive && fresh === null) return expect(short(said)).toBe("409 slot.taken");
  expect(short(said)).toBe("201 ok");
  if (isLive) {
    held.end = "confirmed";
    held.booking = model.bookings.length;
  }
  return written(model.book(by, kind, at, fresh ?? held.hosts, isLive ? place : null), said, office);
}

/** Whether what a hold became still has the hold's hour. */
function hasItsHour(held: Hold, place: number, model: Model): boolean {
  const booking = held.booking === null ? undefined : model.bookings[held.booking];
  return booking !== undefined && booking.hold === place && model.stands(booking);
}

async function release(place: number, model: Model, office: Office): Promise<void> {
  const held = model.holds[place] as Hold;
  const { id, token } = office.holds[place] ?? { id: "", token: "" };
  const said =
    held.by === "staff"
      ? await office.call("staff", releaseHold, { param: { id } })
      : await office.call("public", releasePublicHold, {
          param: { tenant: office.world.tenant.slug, id },
          body: { hold_token: token },
        });
  expect(short(said)).toBe(releasing(held, place, model));
  if (held.end === null) held.end = "released";
}

function releasing(held: Hold, place: number, model: Model): string {
  if (held.end === null) return "204 ok";
  if (held.by === "staff") return held.end === "confirmed" ? "409 hold.confirmed" : "404 hold.unknown";
  return hasItsHour(held, place, model) ? "409 hold.confirmed" : "204 ok";
}

async function extend(place: number, model: Model, office: Office): Promise<void> {
  const held = model.holds[place] as Hold;
  const { id, token } = office.holds[place] ?? { id: "", token: "" };
  const said =
    held.by === "staff"
      ? await office.call("staff", extendHold, { param: { id } })
      : await office.call("public", extendPublicHold, {
          param: { tenant: office.world.tenant.slug, id },
          body: { hold_token: token },
        });
  const expected = extending(held, place, model);
  expect(short(said)).toBe(expected);
  if (expected === "200 ok") model.extend(held);
}

function extending(held: Hold, place: number, model: Model): string {
  const lives = held.by === "staff" ? model.now < held.lapsesAt : model.isLive(held);
  if (held.end === null && lives) return held.extended ? "409 hold.extended_before" : "200 ok";
  if (held.by === "staff") return held.end === "confirmed" ? "409 hold.confirmed" : "404 hold.unknown";
  return hasItsHour(held, place, model) ? "409 hold.confirmed" : "410 hold.over";
}

async function move(place: number, at: number, model: Model, office: Office): Promise<void> {
  const booking = model.bookings[place] as Booking;
  const stands = model.stands(booking);
  const who = stands ? model.whoFor(booking.kind, at, booking) : null;
  const param = { id: office.bookings[place] ?? "" };
  const said = await office.call("staff", rescheduleBooking, { param, body: { starts_at: office.wire(at) } });
  if (who === null) return expect(short(said)).toBe(stands ? "409 slot.taken" : "409 booking.wrong_status");
  expect(short(said)).toBe("200 ok");
  model.move(booking, at, who);
  return same(booking, said, office);
}

/** A booking is moved to the time that is held, whoever holds it. */
async function take(place: number, which: number, model: Model, office: Office): Promise<void> {
  const booking = model.bookings[place] as Booking;
  const held = model.holds[which] as Hold;
  const isLive = model.isLive(held);
  const isFit = model.stands(booking) && held.kind === booking.kind && model.now < held.goodUntil;
  const fresh = isFit && held.end === null && !isLive ? model.whoFor(held.kind, held.at, booking) : null;
  const expected = taking(place, which, fresh, model);
  const param = { id: office.bookings[place] ?? "" };
  const body = { hold_token: office.holds[which]?.token ?? "" };
  const said = await office.call("staff", rescheduleBooking, { param, body }, isLive && isFit);
  expect(short(said)).toBe(expected);
  if (isFit) held.decided = true;
  if (expected !== "200 ok") return;
  model.move(booking, held.at, fresh ?? held.hosts);
  if (isLive) {
    Object.assign(held, { end: "confirmed", booking: place });
    booking.hold = which;
  }
  same(booking, said, office);
}

function taking(place: number, which: number, fresh: readonly number[] | null, model: Model): string {
  const booking = model.bookings[place] as Booking;
  const held = model.holds[which] as Hold;
  if (held.goodUntil <= model.now) return "410 hold.over";
  if (held.end === "confirmed") return "409 hold.confirmed";
  if (held.end === "released" && held.decided) return "410 hold.over";
  if (!model.stands(booking)) return "409 booking.wrong_status";
  if (held.kind !== booking.kind) return "422 booking.other_event_type";
  if (held.end === "released") return "410 hold.over";
  return model.isLive(held) || fresh !== null ? "200 ok" : "409 slot.taken";
}

async function reassign(place: number, model: Model, office: Office): Promise<void> {
  const booking = model.bookings[place] as Booking;
  const stands = model.stands(booking);
  const who = stands ? model.whoInstead(booking) : null;
  const param = { id: office.bookings[place] ?? "" };
  const said = await office.call("staff", reassignBooking, { param, body: {} });
  if (who === null) return expect(short(said)).toBe(stands ? "409 slot.taken" : "409 booking.wrong_status");
  expect(short(said)).toBe("200 ok");
  model.move(booking, booking.at, who);
  return same(booking, said, office);
}

const ops = { cancel: cancelBooking, approve: confirmBooking, decline: declineBooking } as const;

async function settle(what: keyof typeof ops, place: number, model: Model, office: Office): Promise<void> {
  const booking = model.bookings[place] as Booking;
  const param = { id: office.bookings[place] ?? "" };
  const may = what === "cancel" ? model.stands(booking) : booking.status === "pending";
  const said =
    what === "approve"
      ? await office.call("staff", confirmBooking, { param })
      : await office.call("staff", ops[what], { param, body: {} });
  expect(short(said)).toBe(may ? "200 ok" : "409 booking.wrong_status");
  if (!may) return;
  if (what === "approve") Object.assign(booking, { status: "confirmed", version: booking.version + 1 });
  else model.end(booking, what === "cancel" ? "canceled" : "declined");
  same(booking, said, office);
}

/** What says when and where something was asked is no part of the answer. */
const words = (body: object | null | undefined) => ({ ...body, request_id: null, instance: null });

async function again(back: number, office: Office): Promise<void> {
  const request = office.asked[placeIn(office.asked, back)];
  if (request === undefined) return;
  const first = office.told.find(({ key }) => key === request.key);
  const said = await office.send(request);
  expect([said.status, words(said.body)]).toEqual([first?.status, words(first?.body)]);
}
