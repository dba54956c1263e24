import { describe, expect, it } from "vitest";
import {
  blinds,
  cardAfter,
  type CardVerb,
  complete,
  contentOf,
  countsOf,
  dueOf,
  type Duty,
  emptyCard,
  isOpenByItself,
  isOwed,
  isTrainee,
  judgeable,
  mayJudge,
  type Reading,
  readingOf,
} from "#hiring/scorecards/rules.ts";
import { mintId } from "#kernel/ids.ts";
import { after, asInstant, hour } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 12));
const [me, other] = [mintId("member", now), mintId("member", now)];

const duty = (is: Partial<Duty> = {}): Duty => ({
  participantId: mintId("participant", now),
  interviewId: mintId("interview", now),
  memberId: me,
  card: "required",
  submittedAt: null,
  attended: null,
  bookingStatus: "confirmed",
  isTraining: false,
  endsAt: now,
  ...is,
});

describe("a card is owed", () => {
  it.each<[string, Partial<Duty>, boolean]>([
    ["while it has not come", {}, true],
    ["of an interview that has no time yet", { bookingStatus: null, endsAt: null }, true],
    ["by somebody who is held a place", { bookingStatus: "pending" }, true],
    ["though nobody insists on it", { card: "optional" }, true],
    ["by a trainee", { isTraining: true }, true],
    ["no more when it is in", { submittedAt: now }, false],
    ["by nobody who was not there", { attended: false }, false],
    ["of no interview that was called off", { bookingStatus: "canceled" }, false],
    ["of none that was declined", { bookingStatus: "declined" }, false],
    ["of none that nobody said yes to", { bookingStatus: "expired" }, false],
    ["of none to which somebody did not come", { bookingStatus: "no_show" }, false],
  ])("%s", (_, is, owed) => {
    expect(isOwed(duty(is))).toBe(owed);
  });

  it("and counted for the debrief where it is required and no trainee's", () => {
    const duties = [
      duty(),
      duty({ submittedAt: now }),
      duty({ card: "optional" }),
      duty({ isTraining: true }),
      duty({ isTraining: true, submittedAt: now }),
      duty({ attended: false }),
      // In though they are said not to have been there.
      duty({ attended: false, submittedAt: now }),
    ];
    expect(countsOf(duties)).toEqual({ required: 3, submitted: 2, missing: 1 });
    expect(countsOf([])).toEqual({ required: 0, submitted: 0, missing: 0 });
  });

  it("so many hours after its interview, and at no time while that has none", () => {
    expect(dueOf(now, { cardDueHours: 24 })).toBe(after(now, 24 * hour));
    expect(dueOf(null, { cardDueHours: 24 })).toBeNull();
  });
});

const [staff, decider, author, looker, both] = [
  new Set(["scorecards:read"]),
  new Set(["decisions:write"]),
  new Set(["scorecards:write_own"]),
  new Set(["applications:read"]),
  new Set(["scorecards:read", "decisions:write", "scorecards:write_own"]),
];

type Case = [who: string, permissions: ReadonlySet<string>, own: Duty[], closed: Reading, open: Reading];

const cases: Case[] = [
  ["who may look at cards and sits nowhere", staff, [], "status", "contents"],
  ["a decider", decider, [], "status", "contents"],
  ["an interviewer of other candidates", author, [], "counts", "counts"],
  ["who may see applications only", looker, [], "counts", "counts"],
  ["a panelist who owes", author, [duty()], "counts", "counts"],
  ["an administrator who owes", both, [duty()], "counts", "counts"],
  ["a recruiter who owes for a later interview", both, [duty({ submittedAt: now }), duty()], "counts", "counts"],
  ["a panelist who has judged", author, [duty({ submittedAt: now })], "contents", "contents"],
  ["an administrator who has judged", both, [duty({ submittedAt: now })], "contents", "contents"],
  ["a panelist who may and need not, and has not", author, [duty({ card: "optional" })], "counts", "counts"],
  ["an administrator who may and need not", both, [duty({ card: "optional" })], "counts", "contents"],
  ["a trainee who owes", author, [duty({ isTraining: true })], "counts", "counts"],
  ["a panelist who was not there", author, [duty({ attended: false })], "counts", "counts"],
  ["a recruiter whose interview was called off", both, [duty({ bookingStatus: "canceled" })], "status", "contents"],
  ["who judged once and may write no cards any more", looker, [duty({ submittedAt: now })], "counts", "counts"],
];

describe("of the others' cards", () => {
  it.each(cases)("%s", (_, permissions, own, closed, open) => {
    const duties = [...own, duty({ memberId: other }), duty({ memberId: other, submittedAt: now })];
    const reader = { member: me, permissions };
    expect(readingOf(reader, duties, { isOpen: false })).toBe(closed);
    expect(readingOf(reader, duties, { isOpen: true })).toBe(open);
  });

  it("a key reads as whoever sits nowhere, whoever else owes", () => {
    const duties = [duty(), duty({ memberId: other, submittedAt: now })];
    expect(readingOf({ member: null, permissions: both }, duties, { isOpen: false })).toBe("status");
    expect(readingOf({ member: null, permissions: both }, duties, { isOpen: true })).toBe("contents");
    expect(readingOf({ member: null, permissions: author }, duties, { isOpen: true })).toBe("counts");
  });

  it("somebody's own duty closes their eyes alone, and an optional one only until the cards lie open", () => {
    expect(blinds(duty(), true)).toBe(true);
    expect(blinds(duty({ card: "optional" }), false)).toBe(true);
    expect(blinds(duty({ card: "optional" }), true)).toBe(false);
    expect(blinds(duty({ submittedAt: now }), false)).toBe(false);
  });

  it("those of an interview without an application lie open when all that count are in", () => {
    expect(isOpenByItself([])).toBe(false);
    expect(isOpenByItself([duty({ card: "optional", submittedAt: now })])).toBe(false);
    expect(isOpenByItself([duty({ submittedAt: now }), duty()])).toBe(false);
    expect(isOpenByItself([duty({ submittedAt: now }), duty({ isTraining: true })])).toBe(true);
  });
});

const codeOf = (of: ReturnType<typeof judgeable>) => (of.ok ? "judged" : of.refusal.code);

describe("an interview", () => {
  const held = { canceledAt: null, bookingStatus: "confirmed", actualStart: null, actualEnd: null } as const;

  it.each([
    ["before it begins", { startsAt: after(now, 1) }, "scorecard.too_early"],
    ["at the moment it begins", { startsAt: now }, "judged"],
    ["begun early", { startsAt: after(now, hour), actualStart: now }, "judged"],
    ["without a time", { startsAt: null, bookingStatus: null }, "scorecard.too_early"],
    ["that nobody has said yes to", { startsAt: after(now, -hour), bookingStatus: "pending" }, "scorecard.too_early"],
    ["that is over", { startsAt: after(now, -hour), bookingStatus: "completed" }, "judged"],
    ["to which somebody did not come", { startsAt: now, bookingStatus: "no_show" }, "scorecard.not_held"],
    ["whose booking was canceled", { startsAt: now, bookingStatus: "canceled" }, "scorecard.not_held"],
    ["that was called off", { startsAt: now, canceledAt: now }, "scorecard.not_held"],
  ] as const)("%s is judged, or not", (_, is, verdict) => {
    expect(codeOf(judgeable({ ...held, ...is }, now))).toBe(verdict);
  });

  it("is judged by those of whom a card is asked, and as a whole by whoever leads or organizes it", () => {
    const panelist = { role: "panelist", card: "required" } as const;
    expect(mayJudge("panelist", panelist, false).ok).toBe(true);
    expect(mayJudge("panelist", { role: "shadow", card: "optional" }, false).ok).toBe(true);
    expect(mayJudge("panelist", { role: "observer", card: "none" }, true).ok).toBe(false);
    expect(mayJudge("panelist", undefined, true).ok).toBe(false);
    expect(mayJudge("overall", undefined, true).ok).toBe(true);
    expect(mayJudge("overall", { role: "lead", card: "none" }, false).ok).toBe(true);
    expect(mayJudge("overall", panelist, false).ok).toBe(false);
    expect(mayJudge("overall", undefined, false).ok).toBe(false);
  });

  it("is judged apart by whoever learns in it, by their part or by how they stand in the pool", () => {
    expect(isTrainee("panelist", null)).toBe(false);
    expect(isTrainee("panelist", "qualified")).toBe(false);
    expect(isTrainee("panelist", "paused")).toBe(false);
    for (const role of ["shadow", "reverse_shadow"] as const) expect(isTrainee(role, "qualified")).toBe(true);
    for (const standing of ["trainee", "shadow", "reverse_shadow"] as const)
      expect(isTrainee("panelist", standing)).toBe(true);
  });
});

describe("the life of a card", () => {
  const verbs: CardVerb[] = ["save", "submit", "revise"];

  it.each<["none" | "draft" | "submitted", Record<CardVerb, string>]>([
    ["none", { save: "draft", submit: "submitted", revise: "scorecard.not_submitted" }],
    ["draft", { save: "draft", submit: "submitted", revise: "scorecard.not_submitted" }],
    ["submitted", { save: "scorecard.submitted", submit: "scorecard.submitted", revise: "submitted" }],
  ])("from %s goes along its edges, and every other is refused", (from, edges) => {
    for (const verb of verbs) {
      const to = cardAfter(from === "none" ? undefined : { status: from }, verb);
      expect(to.ok ? to.value : to.refusal.code).toBe(edges[verb]);
    }
  });
});

const criterion = (id: string, required: boolean) => ({ id, label: id, description: null, required, weight: 1 });

const rated = (criterion_id: string, value: number | null) => ({ criterion_id, value, comment: null });

const missing = (of: ReturnType<typeof complete>) =>
  of.ok ? [] : of.refusal.errors?.map(({ pointer, detail }) => `${pointer} ${detail ?? ""}`.trim());

describe("what a card says", () => {
  const form = {
    criteria: [criterion("depth", true), criterion("breadth", false)],
    scale: 4,
    recommendationRequired: true,
    commentsRequired: true,
  };

  it("fits its form, in the form's words; all that does not is pointed at", () => {
    const fit = contentOf({ ...emptyCard, ratings: [rated("depth", 4), rated("breadth", null)] }, form);
    expect(fit.ok && fit.value.ratings).toEqual([
      { criterion_id: "depth", label: "depth", value: 4, comment: null },
      { criterion_id: "breadth", label: "breadth", value: null, comment: null },
    ]);
    const ratings = [rated("depth", 5), rated("speed", 1), rated("breadth", 1), rated("breadth", 2)];
    const unfit = contentOf({ ...emptyCard, ratings }, form);
    expect(unfit.ok ? [] : unfit.refusal.errors?.map(({ pointer }) => pointer)).toEqual([
      "/ratings/0/value",
      "/ratings/1/criterion_id",
      "/ratings/3/criterion_id",
    ]);
    expect(contentOf({ ...emptyCard, ratings: [rated("depth", 1)] }, undefined).ok).toBe(false);
  });

  it("is whole when all is said that the form asks for, and anything at all without one", () => {
    const ratings = [{ ...rated("depth", 2), label: "depth" }];
    expect(missing(complete(emptyCard, form))).toEqual(["/ratings depth", "/recommendation", "/comments"]);
    expect(missing(complete({ ...emptyCard, ratings, recommendation: "no", comments: "  " }, form))).toEqual([
      "/comments",
    ]);
    expect(complete({ ...emptyCard, ratings, recommendation: "no", comments: "Said little." }, form).ok).toBe(true);
    expect(missing(complete({ ...emptyCard, strengths: " " }, undefined))).toEqual(["/comments"]);
    expect(complete({ ...emptyCard, rating: 3 }, undefined).ok).toBe(true);
    expect(complete({ ...emptyCard, concerns: "Interrupts." }, undefined).ok).toBe(true);
  });
});
