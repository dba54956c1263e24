import journal from "../migrations/meta/_journal.json";
import { interviewingRoutes } from "#availability/interviewing/routes.ts";
import { overrideRoutes } from "#availability/overrides/routes.ts";
import { scheduleRoutes } from "#availability/schedules/routes.ts";
import { timeOffRoutes } from "#availability/time-off/routes.ts";
import { travelRoutes } from "#availability/travel/routes.ts";
import { bookingRoutes } from "#booking/bookings/routes.ts";
import { diaryRoutes } from "#booking/diary/routes.ts";
import { eventTypeRoutes } from "#booking/event-types/routes.ts";
import { linkRoutes } from "#booking/links/routes.ts";
import { holdRoutes } from "#booking/holds/routes.ts";
import { poolRoutes } from "#booking/pools/routes.ts";
import { prefillRoutes } from "#booking/prefill/routes.ts";
import { requestRoutes } from "#booking/requests/routes.ts";
import { bookingSettingsRoutes } from "#booking/settings/routes.ts";
import { slotRoutes } from "#booking/slots/routes.ts";
import { formRoutes } from "#hiring/forms/routes.ts";
import { jobRoutes } from "#hiring/jobs/routes.ts";
import { questionRoutes } from "#hiring/questions/routes.ts";
import { recruiterRoutes } from "#hiring/recruiters/routes.ts";
import { inboxRoutes } from "#hiring/inbox/routes.ts";
import { loadRoutes } from "#hiring/load/routes.ts";
import { panelRoutes } from "#hiring/panel/routes.ts";
import { panelLinkRoutes } from "#hiring/panel-links/routes.ts";
import { interviewRoutes } from "#hiring/interviews/routes.ts";
import { windowRoutes } from "#hiring/windows/routes.ts";
import { applicationRoutes } from "#hiring/applications/routes.ts";
import { debriefRoutes } from "#hiring/debriefs/routes.ts";
import { scorecardRoutes } from "#hiring/scorecards/routes.ts";
import { hiringSettingsRoutes } from "#hiring/settings/routes.ts";
import { candidateRoutes } from "#hiring/candidates/routes.ts";
import { mergeRoutes } from "#hiring/merges/routes.ts";
import { noteRoutes } from "#hiring/notes/routes.ts";
import { importRoutes } from "#hiring/imports/routes.ts";
import { tagRoutes } from "#hiring/tags/routes.ts";
import { metaRoutes } from "#http/meta/routes.ts";
import type { PageRoute } from "#http/pages.ts";
import type { Route } from "#http/routes.ts";
import { apiKeyRoutes } from "#identity/api-keys/routes.ts";
import { sessionRoutes } from "#identity/sessions/routes.ts";
import { signInRoutes } from "#identity/sign-in/routes.ts";
import { keyRoutes } from "#identity/signing-keys/routes.ts";
import { invitationRoutes } from "#identity/invitations/routes.ts";
import { memberRoutes } from "#identity/members/routes.ts";
import { roleRoutes } from "#identity/roles/routes.ts";
import { teamRoutes } from "#identity/teams/routes.ts";
import { tenantRoutes } from "#identity/tenants/routes.ts";
import { userRoutes } from "#identity/users/routes.ts";
import { eventRoutes } from "#outreach/events/routes.ts";
import { feedDoor, feedRoutes } from "#outreach/feeds/routes.ts";
import { inboundDoor } from "#outreach/inbound/routes.ts";
import { notificationRoutes } from "#outreach/notifications/routes.ts";
import { templateRoutes } from "#outreach/templates/routes.ts";
import { suppressionRoutes } from "#outreach/suppressions/routes.ts";
import { reminderRoutes } from "#outreach/reminders/routes.ts";
import { webhookRoutes } from "#outreach/webhooks/routes.ts";
import { timelineRoutes } from "#outreach/timeline/routes.ts";
import { workflowRoutes } from "#outreach/workflows/routes.ts";
import { accountPages } from "#pages/account/routes.tsx";
import { bookingPages } from "#pages/booking/routes.tsx";
import { cspReports } from "#pages/csp-reports.ts";
import { deskCompanyPages } from "#pages/desk-company/routes.tsx";
import { schedulingDeskPages } from "#pages/desk-scheduling/routes.tsx";
import { devMailPages } from "#pages/dev-mail.tsx";
import { hiringPages } from "#pages/desk-hiring/routes.tsx";
import { embedPages } from "#pages/embed/routes.tsx";
import { devEmbedPage } from "#pages/dev-embed.tsx";
import { homePage } from "#pages/home.tsx";
import { hoursPages } from "#pages/hours/routes.tsx";
import { invitationPages } from "#pages/invitation/routes.tsx";
import { logoPage } from "#pages/logo.ts";
import { managePages } from "#pages/manage/routes.tsx";
import { myPages } from "#pages/my/routes.tsx";
import { panelPages } from "#pages/panel/routes.tsx";
import { referencePages } from "#pages/reference/routes.tsx";
import { securityTxt } from "#pages/security-txt.ts";
import { signInPages } from "#pages/sign-in/routes.tsx";
import { unsubscribePages } from "#pages/unsubscribe.tsx";
import { peoplePages } from "#pages/desk-people/routes.tsx";
import { welcomePages } from "#pages/welcome/routes.tsx";
import { auditRoutes } from "#records/audit/routes.ts";
import { capabilityRoutes } from "#records/capabilities/routes.ts";
import { deadLetterRoutes } from "#records/dead-letters/routes.ts";
import { deliveryRoutes } from "#records/deliveries/routes.ts";
import { eventTypes, reminding } from "./facts.ts";
import { problems } from "./problems.ts";

/** Every door for programs, in reading order. What is not here answers 404. */
export const apiRoutes: readonly Route[] = [
  signInRoutes,
  sessionRoutes,
  userRoutes,
  keyRoutes,
  tenantRoutes,
  memberRoutes,
  roleRoutes,
  invitationRoutes,
  teamRoutes,
  apiKeyRoutes,
  scheduleRoutes,
  overrideRoutes,
  timeOffRoutes,
  travelRoutes,
  interviewingRoutes,
  eventTypeRoutes,
  poolRoutes,
  slotRoutes,
  holdRoutes,
  bookingRoutes,
  requestRoutes,
  linkRoutes,
  prefillRoutes,
  bookingSettingsRoutes,
  recruiterRoutes,
  jobRoutes,
  questionRoutes,
  formRoutes,
  panelLinkRoutes,
  panelRoutes,
  inboxRoutes,
  loadRoutes,
  interviewRoutes,
  windowRoutes,
  applicationRoutes,
  scorecardRoutes,
  debriefRoutes,
  hiringSettingsRoutes,
  candidateRoutes,
  mergeRoutes,
  importRoutes,
  tagRoutes,
  noteRoutes,
  notificationRoutes,
  feedRoutes,
  suppressionRoutes,
  templateRoutes,
  workflowRoutes,
  reminderRoutes(reminding.say),
  timelineRoutes,
  webhookRoutes(eventTypes),
  eventRoutes(eventTypes),
  auditRoutes,
  deliveryRoutes,
  deadLetterRoutes,
  diaryRoutes,
  capabilityRoutes,
  metaRoutes(journal.entries.map(({ tag }) => tag)),
].flatMap((feature) => feature.all);

/** Every door for people. */
export const pageRoutes: readonly PageRoute[] = [
  homePage,
  ...signInPages,
  ...accountPages,
  ...myPages,
  ...hoursPages,
  ...deskCompanyPages(eventTypes),
  ...schedulingDeskPages,
  ...invitationPages,
  ...managePages,
  ...panelPages,
  ...welcomePages,
  ...peoplePages,
  ...unsubscribePages,
  ...hiringPages,
  feedDoor,
  inboundDoor,
  ...referencePages(problems),
  securityTxt,
  cspReports,
  logoPage,
  // In no other build do these exist, nor a word of them.
  ...(DEV_BUILD ? [...devMailPages, devEmbedPage] : []),
  ...embedPages,
  ...bookingPages,
];
