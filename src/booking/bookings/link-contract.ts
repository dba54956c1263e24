// Booking by a scheduling link.
import * as z from "zod";
import { op } from "#http/op.ts";
import { createPublicBooking } from "./contract.ts";

const atCompany = "tenant.unknown";

export const createLinkBooking = op({
  id: "createLinkBooking",
  method: "post",
  path: "/v1/links/{token}/bookings",
  tag: "Links",
  summary: "Book a meeting by a link",
  description:
    "With a slot that the link offers, or a hold made by it. Of a link that is good once, the first who books has it. " +
    createPublicBooking.description,
  may: "anyone",
  key: "required",
  param: z.object({ token: z.string().min(1).max(300) }),
  body: createPublicBooking.body,
  status: 201,
  answer: createPublicBooking.answer,
  refusals: [
    "link.unknown",
    "link.over",
    "link.verb_missing",
    ...createPublicBooking.refusals.filter((code) => code !== atCompany),
  ],
  example: {
    param: { token: "lnk_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" },
    body: createPublicBooking.example.body,
  },
});
