// Everything an interviewer has before them, each part as far as the API lets them see it.
import type * as z from "zod";
import { getBooking } from "#booking/bookings/contract.ts";
import { getApplication } from "#hiring/applications/contract.ts";
import type { Application } from "#hiring/applications/shapes.ts";
import { type Candidate, getCandidate } from "#hiring/candidates/contract.ts";
import { getInterview } from "#hiring/interviews/contract.ts";
import { listCandidateNotes, listInterviewNotes } from "#hiring/notes/contract.ts";
import { getInterviewKit, type InterviewResponse, listInterviewResponses } from "#hiring/questions/contract.ts";
import {
  getOwnScorecard,
  listScorecards,
  listScorecardVersions,
  type Scorecard,
  type ScorecardSheet,
  type ScorecardVersion,
} from "#hiring/scorecards/contract.ts";
import { getMember } from "#identity/members/contract.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { type BookingSeen, besides, type InterviewSeen, seatOf } from "./agenda.ts";
import type { KitSeen } from "./sheet.tsx";

export type CardSeen = z.output<typeof Scorecard>;
export type SheetSeen = z.output<typeof ScorecardSheet>;
export type AnswerSeen = z.output<typeof InterviewResponse>;
export type CardKind = "panelist" | "overall";
export type NoteSeen = { id: string; author_id: string | null; body: string; created_at: string; visibility: string };

export type InterviewDesk = {
  interview: InterviewSeen;
  booking: BookingSeen | undefined;
  candidate: z.output<typeof Candidate> | undefined;
  application: z.output<typeof Application> | undefined;
  kit: KitSeen | undefined;
  kind: CardKind;
  /** Whether both kinds of card are theirs to write: of their own part, and of the whole. */
  judgesWhole: boolean;
  sheet: SheetSeen | undefined;
  versions: z.output<typeof ScorecardVersion>[];
  responses: AnswerSeen[];
  notes: NoteSeen[];
  aboutCandidate: NoteSeen[];
  others: CardSeen[];
  nameOf: (member: string | null) => string | undefined;
};

const many = { limit: 100 };

export async function readDesk(visit: Visit, id: string, wish: CardKind | undefined): Promise<InterviewDesk> {
  const { api, may, member } = visit;
  const param = { id };
  const interview = await need(api.call(getInterview, { param, ...besides(visit) }));
  const seat = seatOf(interview, member);
  const judgesWhole = interview.organizer_id === member || seat?.role === "lead";
  const judgesPart = seat !== undefined && seat.card !== "none";
  const kind = wish ?? (judgesPart || !judgesWhole ? "panelist" : "overall");
  const { candidate_id, application_id, booking_id } = interview;
  const ofCandidate = candidate_id !== null && may("candidates:read") ? { id: candidate_id } : undefined;
  const [booking, candidate, application, kit, sheet, responses, notes, aboutCandidate, cards] = await Promise.all([
    booking_id === null ? undefined : wished(api.call(getBooking, { param: { id: booking_id } })),
    ofCandidate && wished(api.call(getCandidate, { param: ofCandidate })),
    application_id === null ? undefined : wished(api.call(getApplication, { param: { id: application_id } })),
    wished(api.call(getInterviewKit, { param })),
    may("scorecards:write_own") && (judgesPart || judgesWhole)
      ? wished(api.call(getOwnScorecard, { param, query: { kind } }))
      : undefined,
    wished(api.call(listInterviewResponses, { param, page: many })),
    wished(api.call(listInterviewNotes, { param, page: many })),
    ofCandidate && wished(api.call(listCandidateNotes, { param: ofCandidate, page: { limit: 20 } })),
    wished(api.call(listScorecards, { query: { interview_id: id }, page: many })),
  ]);
  const others = (cards?.data ?? []).filter(({ author_id }) => author_id !== member);
  const card = sheet?.card ?? null;
  const [versions, nameOf] = await Promise.all([
    card?.status === "submitted" && card.version > 1
      ? wished(api.call(listScorecardVersions, { param: { id: card.id }, page: { limit: 20, order: "version.desc" } }))
      : undefined,
    namesOf(visit, [
      ...interview.participants.map(({ member_id }) => member_id),
      ...others.map(({ author_id }) => author_id),
      ...(responses?.data ?? []).map(({ recorded_by }) => recorded_by),
      ...[...(notes?.data ?? []), ...(aboutCandidate?.data ?? [])].map(({ author_id }) => author_id),
    ]),
  ]);
  return {
    interview,
    booking,
    candidate,
    application,
    kit,
    kind,
    judgesWhole: judgesWhole && judgesPart,
    sheet,
    versions: (versions?.data ?? []).filter(({ version }) => version !== card?.version),
    responses: responses?.data ?? [],
    notes: notes?.data ?? [],
    aboutCandidate: aboutCandidate?.data ?? [],
    others,
    nameOf,
  };
}

/** Colleagues by name; whoever may not look them up sees what they do, not who they are. */
async function namesOf({ api, may }: Visit, ids: readonly (string | null)[]) {
  const known = new Map<string, string>();
  const wanted = may("members:read") ? [...new Set(ids.filter((id) => id !== null))].slice(0, 40) : [];
  await Promise.all(
    wanted.map(async (id) => {
      const member = await wished(api.call(getMember, { param: { id } }));
      if (member !== undefined) known.set(id, member.display_name);
    }),
  );
  return (id: string | null) => (id === null ? undefined : known.get(id));
}

/** With whom the interview is, by name. */
export const candidateNameOf = ({ interview, application, booking }: InterviewDesk): string | undefined =>
  interview.candidate?.name ?? application?.guest?.name ?? booking?.invitee?.name;
