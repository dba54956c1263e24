// What the forms of a booking's page do.
import {
  addGuests,
  cancelBooking,
  changeBooking,
  completeBooking,
  confirmBooking,
  declineBooking,
  markNoShow,
  reassignBooking,
  removeGuest,
} from "#booking/bookings/contract.ts";
import {
  acceptRescheduleRequest,
  createRescheduleRequest,
  declineRescheduleRequest,
  withdrawRescheduleRequest,
} from "#booking/requests/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { idIn, once, onceStanding, standing } from "../kit/act.ts";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { windowsIn, windowsTyped } from "../kit/when.tsx";
import { type Act, among, missing, reasonIn, unread } from "./acts.ts";
import { places } from "./booking-forms.tsx";
import { given } from "./parts.tsx";
import { startIn, unreadTime } from "./times.tsx";

const requestIn = (visit: Visit) => ({ id: idIn(visit, "request") });

export const bookingActs: Readonly<Record<string, Act>> = {
  "/confirm": { send: (visit) => visit.api.call(confirmBooking, standing(visit)), said: "confirmed" },
  "/decline": {
    send: (visit) => visit.api.call(declineBooking, { ...standing(visit), body: reasonIn(visit) }),
    said: "declined",
  },
  "/cancel": {
    send: (visit) => visit.api.call(cancelBooking, { ...standing(visit), body: reasonIn(visit) }),
    said: "canceled",
  },
  "/complete": { send: (visit) => visit.api.call(completeBooking, standing(visit)), said: "completed" },
  "/no-show": {
    send: (visit) => {
      const who = among(["invitee", "host", "both"], visit.asked.form.get("who")) ?? "invitee";
      return visit.api.call(markNoShow, { ...standing(visit), body: { who } });
    },
    said: "noShow",
  },
  "/reassign": {
    send: (visit) => {
      const { form } = visit.asked;
      return visit.api.call(reassignBooking, {
        ...once(visit),
        body: given({ from: typed(form, "from"), to: typed(form, "to") }),
      });
    },
    said: "replaced",
  },
  "/guests": {
    send: (visit) => {
      const { form } = visit.asked;
      const guest = { email: typed(form, "email") ?? "", name: typed(form, "guest") ?? null };
      return visit.api.call(addGuests, { ...onceStanding(visit), body: { guests: [guest] } });
    },
    said: "guest",
  },
  "/guests/{guest}/remove": {
    send: (visit) => {
      const param = { id: idIn(visit), attendee_id: idIn(visit, "guest") };
      return visit.api.call(removeGuest, { param, headers: ifMatchIn(visit.asked.form) });
    },
    said: "guest",
  },
  "/place": { send: changePlace, said: "saved" },
  "/ask": { send: ask, said: "requested", mark: "#wishes" },
  "/requests/{request}/accept": { send: accept, said: "moved" },
  "/requests/{request}/decline": {
    send: (visit) => {
      const body = { reply: typed(visit.asked.form, "reply") ?? null };
      return visit.api.call(declineRescheduleRequest, { param: requestIn(visit), body });
    },
    said: "saved",
  },
  "/requests/{request}/withdraw": {
    send: (visit) => visit.api.call(withdrawRescheduleRequest, { param: requestIn(visit) }),
    said: "saved",
  },
};

async function changePlace(visit: Visit) {
  const { form } = visit.asked;
  const kind = among(places, form.get("place"));
  if (kind === undefined) return missing(visit, "place");
  const body = { location: { kind, details: typed(form, "details") ?? null } };
  return visit.api.call(changeBooking, { ...standing(visit), body });
}

async function ask(visit: Visit) {
  const { form } = visit.asked;
  const { windows, faults } = windowsIn(windowsTyped(form, 3), visit);
  if (faults.length > 0) return unread(faults);
  return visit.api.call(createRescheduleRequest, {
    ...once(visit),
    body: {
      reason: typed(form, "why") ?? null,
      windows: windows.map(({ from, until }) => ({ from: toWire(from), until: toWire(until) })),
    },
  });
}

async function accept(visit: Visit) {
  const start = startIn(visit);
  if (start === undefined) return unreadTime(visit);
  const headers = onceIn(visit.asked.form);
  return visit.api.call(acceptRescheduleRequest, { param: requestIn(visit), body: { starts_at: start }, headers });
}
