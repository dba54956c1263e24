import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consentOf, guestsOf, mostGuests, utmOf } from "#booking/bookings/invitee.ts";
import { asInstant } from "#kernel/instant.ts";

describe("where an invitee came from", () => {
  it("is said in all five words, without blanks, in the campaign's own case", () => {
    expect(utmOf({ source: " LinkedIn ", medium: "", campaign: null })).toEqual({
      source: "LinkedIn",
      medium: null,
      campaign: null,
      term: null,
      content: null,
    });
  });

  it.each([undefined, null, {}, { source: " ", term: "" }])("is nothing where nothing is said: %j", (given) => {
    expect(utmOf(given)).toBeNull();
  });
});

describe("consent", () => {
  it("is kept in the words that were seen, with the moment it reached us", () => {
    expect(consentOf(" I agree. ", asInstant(Date.UTC(2027, 0, 11, 9)))).toEqual({
      text: "I agree.",
      at: "2027-01-11T09:00:00Z",
    });
  });

  it.each([undefined, null, "", " \n"])("to nothing is none: %j", (text) => {
    expect(consentOf(text, asInstant(0))).toBeNull();
  });
});

const guests = (...emails: string[]) => emails.map((email) => ({ email, name: null }));
const many = (count: number, from = 0) =>
  guests(...Array.from({ length: count }, (_, place) => `g${from + place}@x.example`));
const nobody = { invitee: null, guests: [] };

describe("guests", () => {
  it("are kept as they were named, in their order", () => {
    const named = guests("b@x.example", "a@x.example");
    expect(guestsOf(named, { invitee: "me@x.example", guests: ["c@x.example"] })).toEqual({ ok: true, value: named });
  });

  it("are not the invitee, nobody who is invited already, and nobody twice, in whatever case", () => {
    const named = guests("A@x.example", "me@X.example", "a@x.EXAMPLE", "Old@x.example", "b@x.example");
    expect(guestsOf(named, { invitee: "ME@x.example", guests: ["old@x.example"] })).toEqual({
      ok: false,
      refusal: {
        code: "booking.guest_twice",
        errors: [
          { pointer: "/guests/1/email", code: "booking.guest_twice" },
          { pointer: "/guests/2/email", code: "booking.guest_twice" },
          { pointer: "/guests/3/email", code: "booking.guest_twice" },
        ],
      },
    });
  });

  it("are twenty at most, with those who are invited already", () => {
    const refusal = { code: "booking.guests_too_many", pointer: "/guests", limit: 20 };
    expect(guestsOf(many(mostGuests), nobody).ok).toBe(true);
    expect(guestsOf(many(mostGuests + 1), nobody)).toEqual({ ok: false, refusal });
    const half = many(10).map(({ email }) => email);
    expect(guestsOf(many(10, 10), { invitee: null, guests: half }).ok).toBe(true);
    expect(guestsOf(many(11, 10), { invitee: null, guests: half })).toEqual({ ok: false, refusal });
  });

  it("are taken exactly when everybody's address differs", () => {
    const email = fc.constantFrom("a", "A", "b", "B", "c", "d").map((name) => `${name}@x.example`);
    fc.assert(
      fc.property(fc.array(email, { maxLength: 4 }), fc.option(email), (emails, invitee) => {
        const all = [...emails, ...(invitee === null ? [] : [invitee])].map((one) => one.toLowerCase());
        expect(guestsOf(guests(...emails), { invitee, guests: [] }).ok).toBe(new Set(all).size === all.length);
      }),
    );
  });
});
