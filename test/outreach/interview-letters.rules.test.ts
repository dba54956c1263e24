import { describe, expect, it } from "vitest";
import type { Interview } from "#hiring/interviews/tables.ts";
import { after, asInstant, day, hour, minute } from "#kernel/instant.ts";
import { asidePlan, factsToldAside, letterAside, stillTrueAside } from "#outreach/letters/aside-rules.ts";
import { asTold, isOfInterview, ruledAs } from "#outreach/letters/rules.ts";
import { actionKey, askedNext, plansOf, timesSaid, voided, type Found } from "#outreach/reminders/rules.ts";
import type { Reminder } from "#outreach/reminders/tables.ts";
import { isBookingLetter, letterKeys, letters } from "#outreach/templates/rules.ts";
import { fitActions } from "#outreach/workflows/rules.ts";
import { faultsOfTexts, lettersOfWorkflows } from "#outreach/workflows/texts.ts";
import type { ActionWords, Workflow } from "#outreach/workflows/tables.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));

describe("a letter about the booking of an interview", () => {
  const active = { interview: { applicationStatus: "active" } } as const;
  const ended = { interview: { applicationStatus: "withdrawn" } } as const;

  it.each([
    ["booking.created.host", {}, "staff", "booking.created.host"],
    ["booking.created.host", active, "staff", "interview.invited.host"],
    ["booking.created.invitee", active, "staff", "booking.created.invitee"],
    ["booking.reassigned.host_new", active, "staff", "interview.replaced.host_new"],
    ["booking.reassigned.host_old", active, "system", "interview.replaced.host_old"],
    ["booking.canceled.host", active, "staff", "booking.canceled.host"],
    ["booking.canceled.host", ended, "staff", "booking.canceled.host"],
    ["booking.canceled.host", ended, "system", "interview.ended.host"],
    ["booking.canceled.invitee", ended, "system", "interview.ended.invitee"],
    ["booking.canceled.guest", ended, "system", "interview.ended.guest"],
  ] as const)("%s, of %j by %s, is %s, under the rules of the one it stands for", (key, of, party, expected) => {
    expect(asTold(key, of, party)).toBe(expected);
    expect(ruledAs(expected)).toBe(key);
    expect(isOfInterview(expected)).toBe(key !== expected);
  });

  it("speaks to the same people as the one it stands for", () => {
    const standing = letterKeys.filter(isBookingLetter).filter((key) => ruledAs(key) !== key);
    expect(standing).toHaveLength(6);
    for (const key of standing) expect(letters[key].audience).toBe(letters[ruledAs(key)].audience);
  });
});

const fact = (type: string, actor = "mem_a") => ({ type, actor: actor as never });
const keyOf = (interview: Interview | undefined, type: string) =>
  letterAside({ interview, application: undefined }, fact(type));

describe("a letter to whoever is considered", () => {
  const waiting = { canceledAt: null, bookingStatus: null, actualStart: null, actualEnd: null, bookingId: null };
  const asked = { ...waiting, linkSentAt: now, windowsAskedAt: null } as unknown as Interview;

  it("is caused by what asks something of them, or takes it back", () => {
    expect(keyOf(asked, "interview.offered")).toBe("interview.offered.candidate");
    expect(keyOf(asked, "interview.windows_asked")).toBe("interview.windows_asked.candidate");
    expect(keyOf(asked, "interview.canceled")).toBe("interview.canceled.candidate");
    // Who never heard of it hears of no end; with a booking, that booking's letters speak.
    expect(keyOf({ ...asked, linkSentAt: null }, "interview.canceled")).toBeUndefined();
    expect(keyOf({ ...asked, bookingId: "bkg_a" }, "interview.canceled")).toBeUndefined();
    expect(keyOf(undefined, "interview.offered")).toBeUndefined();
  });

  it("receipts what they sent in themselves, and nothing that staff put down", () => {
    const of = { interview: undefined, application: { status: "active" } } as const;
    expect(letterAside(of, fact("application.created", "public"))).toBe("application.received.candidate");
    expect(letterAside(of, fact("application.created"))).toBeUndefined();
    expect(letterAside(of, fact("application.rejected", "public"))).toBeUndefined();
  });

  it("goes out while it is the last of its kind and there is no time yet", () => {
    const isTrue = (interview: Partial<Interview>, at = now) =>
      stillTrueAside(
        "interview.offered.candidate",
        { interview: { ...asked, ...interview }, application: undefined },
        at,
      );
    expect(isTrue({})).toBe(true);
    expect(isTrue({}, after(now, -minute))).toBe(false);
    expect(isTrue({ bookingStatus: "confirmed" })).toBe(false);
    expect(isTrue({ canceledAt: now })).toBe(false);
    const canceled = { interview: { ...asked, canceledAt: now }, application: undefined };
    expect(stillTrueAside("interview.canceled.candidate", canceled, now)).toBe(true);
  });

  it("has every fact in its plan once", () => {
    expect(factsToldAside).toEqual([
      "interview.offered",
      "interview.windows_asked",
      "interview.canceled",
      "application.created",
    ]);
    expect(Object.keys(asidePlan).length).toBeGreaterThan(20);
  });
});

describe("asking for a card", () => {
  const mail: ActionWords = { channel: "mail", to: "hosts", address: null, letter: null, text: null };
  const workflow = {
    id: "wfl_a",
    trigger: "feedback_due",
    offsetMinutes: 60,
    actions: [mail],
    active: true,
    deletedAt: null,
  };
  const policy = { nudgeEveryHours: 24, nudgesAtMost: 3 };
  const first = {
    trigger: "feedback_due",
    action: "mail:hosts",
    channel: "mail",
    recipient: "mem_a",
    bookingVersion: 1,
    workflowId: "wfl_a",
    usefulUntil: after(now, day),
  } as unknown as Reminder;

  it("is planned for the hosts of interviews alone", () => {
    const booking = { id: "bkg_a", status: "confirmed", startsAt: now, endsAt: after(now, hour) };
    const people = [{ id: "att_a", role: "host", memberId: "mem_a" }];
    const of = { fact: { id: "fct_a", type: "booking.created", version: 1, at: now }, booking, people, events: [] };
    const plans = (isInterview: boolean) => plansOf(workflow as unknown as Workflow, { ...of, isInterview } as never);
    expect(plans(true)).toMatchObject([{ recipient: "mem_a", dueAt: after(now, 2 * hour), state: "due" }]);
    expect(plans(false)).toEqual([]);
  });

  it("comes again so often and after so long as the company says", () => {
    const second = askedNext(first, workflow, policy, now);
    expect(second).toMatchObject({
      action: "mail:hosts 2",
      dueAt: after(now, day),
      baseAt: after(now, day - hour),
      usefulUntil: after(now, 2 * day),
    });
    const again = { ...first, action: second?.action ?? "" };
    expect([actionKey(again), timesSaid(again), timesSaid(first)]).toEqual(["mail:hosts", 2, 1]);
    expect(askedNext(again, workflow, policy, now)?.action).toBe("mail:hosts 3");
    expect(askedNext({ ...first, action: "mail:hosts 3" }, workflow, policy, now)).toBeNull();
    expect(askedNext({ ...first, trigger: "after_end" }, workflow, policy, now)).toBeNull();
  });

  it("ends with the card, with the company's patience, and with the interview", () => {
    const of = (more: Partial<Found> = {}, reminder: Partial<Reminder> = {}) =>
      voided(
        {
          reminder: { ...first, ...reminder },
          booking: { status: "completed" },
          events: [],
          workflow,
          owes: true,
          policy,
          ...more,
        } as Found,
        now,
      );
    expect(of()).toBeNull();
    expect(of({}, { action: "mail:hosts 3" })).toBeNull();
    expect(of({ owes: false })).toBe("nothing_owed");
    expect(of({}, { action: "mail:hosts 4" })).toBe("asked_enough");
    expect(of({ policy: { ...policy, nudgesAtMost: 0 } })).toBe("asked_enough");
    expect(of({ booking: { status: "no_show" } })).toBe("status_changed");
    expect(of({ owes: false }, { trigger: "after_end" })).toBe("workflow_off");
  });

  it("goes to the hosts, by mail or in the product, in words that know of cards", () => {
    const around = {
      endpoints: new Map([["whk_a", "https://a.example"]]),
      letters: lettersOfWorkflows,
      ours: "https://b.example",
    };
    const faults = (action: ActionWords, trigger: Workflow["trigger"] = "feedback_due") => {
      const fit = fitActions(trigger, [action], around);
      return fit.ok ? [] : (fit.refusal.errors ?? []).map(({ pointer, code }) => [pointer, code]);
    };
    expect(faults(mail)).toEqual([]);
    expect(faults({ channel: "in_app", to: "hosts", letter: null, text: null })).toEqual([]);
    const unfit = "workflow.recipient_unfit";
    expect(faults({ ...mail, to: "invitee" })).toContainEqual(["/actions/0/to", unfit]);
    expect(faults({ ...mail, to: "address", address: "a@b.example" })).toContainEqual(["/actions/0/to", unfit]);
    expect(faults({ channel: "webhook", webhook_id: "whk_a" })).toEqual([["/actions/0/channel", unfit]]);
    expect(faults({ ...mail, letter: "reminder.host" })).toEqual([["/actions/0/letter", "workflow.letter_unknown"]]);
    expect(faults({ ...mail, letter: "reminder.feedback_due.host" }, "before_start")).toEqual([
      ["/actions/0/letter", "workflow.letter_unknown"],
    ]);
    const own = { ...mail, text: { subject: "Card", body: "{{ feedback_link }}" } };
    expect(faultsOfTexts([own], "feedback_due")).toEqual([]);
    expect(faultsOfTexts([own], "after_end")).toMatchObject([{ code: "template.variable_unknown" }]);
  });
});
