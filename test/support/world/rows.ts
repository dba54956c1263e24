import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { interviewers } from "#availability/interviewing/tables.ts";
import { overrides } from "#availability/overrides/tables.ts";
import { schedules } from "#availability/schedules/tables.ts";
import { timeOff } from "#availability/time-off/tables.ts";
import { travel } from "#availability/travel/tables.ts";
import { eventTypeHosts, eventTypePools, eventTypeQuestions, eventTypes } from "#booking/event-types/tables.ts";
import { attendees, bookingAnswers, bookingEvents, bookings } from "#booking/bookings/tables.ts";
import { links } from "#booking/links/tables.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { applicationEvents, applications } from "#hiring/applications/tables.ts";
import { candidateEmails, candidateSkills, candidates } from "#hiring/candidates/tables.ts";
import { eventTypeForms, scorecardForms } from "#hiring/forms/tables.ts";
import { interviews, participants } from "#hiring/interviews/tables.ts";
import { jobSkills, jobStages, jobs } from "#hiring/jobs/tables.ts";
import { notes } from "#hiring/notes/tables.ts";
import { bankQuestions, stageQuestions } from "#hiring/questions/tables.ts";
import { recruiterProfiles } from "#hiring/recruiters/tables.ts";
import { tagAssignments, tags } from "#hiring/tags/tables.ts";
import { apiKeys } from "#identity/api-keys/tables.ts";
import { invitations } from "#identity/invitations/tables.ts";
import { members, roleGrants } from "#identity/members/tables.ts";
import { roles } from "#identity/roles/tables.ts";
import { teamMembers, teams } from "#identity/teams/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import { messageTemplates } from "#outreach/templates/tables.ts";
import { workflows } from "#outreach/workflows/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { afterTurns, type Promised } from "./bookings.ts";
import type { Company } from "./company.ts";

type Rows = { table: SQLiteTable; rows: readonly Record<string, unknown>[] };

/** A company as rows, in an order that every foreign key is content with; booked, it has bookings that stand in books and log. */
export const rowsOf = (made: Company, isBooked: boolean): Rows[] =>
  isBooked
    ? [
        ...houseOf({ ...made, booking: { ...made.booking, seats: afterTurns(made.booking.seats, made.bookings) } }),
        ...rowsOfBookings(made.bookings),
        { table: messageTemplates, rows: made.texts },
        { table: workflows, rows: made.workflows },
        ...rowsOfHiring(made.hiring),
        ...rowsOfKits(made.kits),
      ]
    : houseOf(made);

/** With whom a company talks: beside what it was booked for. */
export const rowsOfTalks = (made: Company["talks"]): Rows[] => [
  ...rowsOfBookings(made.bookings),
  { table: interviews, rows: made.interviews },
  { table: participants, rows: made.participants },
];

/** In the order in which they point at one another. */
const rowsOfKits = (made: Company["kits"]): Rows[] => [
  { table: jobs, rows: made.texts },
  { table: jobStages, rows: made.stages },
  { table: scorecardForms, rows: made.forms },
  { table: eventTypeForms, rows: made.given },
  { table: bankQuestions, rows: made.questions },
  { table: stageQuestions, rows: made.asked },
  { table: recruiterProfiles, rows: made.recruiters },
];

const rowsOfHiring = (made: Company["hiring"]): Rows[] => [
  { table: jobs, rows: made.jobs },
  { table: jobSkills, rows: made.skills },
  { table: jobStages, rows: made.stages },
  { table: candidates, rows: made.candidates },
  { table: candidateEmails, rows: made.emails },
  { table: candidateSkills, rows: made.candidateSkills },
  { table: applications, rows: made.applications },
  { table: applicationEvents, rows: made.events },
  { table: tags, rows: made.tags },
  { table: tagAssignments, rows: made.worn },
  { table: notes, rows: made.notes },
];

/** Bookings as rows, each with its place in the log. */
export const rowsOfBookings = (made: readonly Promised[]): Rows[] => [
  { table: bookings, rows: made.map(({ booking }) => booking) },
  { table: attendees, rows: made.flatMap((one) => one.attendees) },
  { table: bookingAnswers, rows: made.flatMap((one) => one.answers) },
  { table: bookingEvents, rows: made.flatMap((one) => one.events) },
  { table: reservations, rows: made.flatMap((one) => one.hours) },
  { table: links, rows: made.map(({ link }) => link) },
  { table: rescheduleRequests, rows: made.flatMap((one) => one.requests) },
  { table: facts, rows: made.flatMap((one) => one.facts) },
];

function houseOf(made: Company): Rows[] {
  const people = Object.values(made.people);
  return [
    { table: tenants, rows: [made.tenant] },
    { table: users, rows: people.map(({ user }) => user) },
    { table: roles, rows: Object.values(made.roles) },
    { table: members, rows: people.map(({ member }) => member) },
    {
      table: roleGrants,
      rows: people.map(({ member, role }) => ({
        tenantId: member.tenantId,
        memberId: member.id,
        roleId: role.id,
        grantedBy: made.people.owner.member.id,
        grantedAt: member.createdAt,
      })),
    },
    { table: teams, rows: [made.team] },
    { table: teamMembers, rows: made.seats },
    { table: invitations, rows: [made.invitation] },
    { table: apiKeys, rows: Object.values(made.keys).map(({ row }) => row) },
    { table: schedules, rows: Object.values(made.availability.schedules) },
    { table: overrides, rows: [made.availability.override] },
    { table: timeOff, rows: [made.availability.timeOff] },
    { table: travel, rows: [made.availability.travel] },
    { table: interviewers, rows: [made.availability.interviewer] },
    { table: pools, rows: [made.booking.pool] },
    { table: poolMembers, rows: made.booking.seats },
    { table: eventTypes, rows: Object.values(made.booking.eventTypes) },
    { table: eventTypeHosts, rows: made.booking.hosts },
    { table: eventTypePools, rows: made.booking.draws },
    { table: eventTypeQuestions, rows: made.booking.questions },
    { table: links, rows: [made.booking.link] },
  ];
}
