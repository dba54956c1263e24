import { bookingFacts, limitFacts } from "#booking/bookings/facts.ts";
import { giveBackHours } from "#booking/bookings/reactions.ts";
import { diaryFacts } from "#booking/diary/facts.ts";
import { eventTypeFacts } from "#booking/event-types/facts.ts";
import { linkFacts } from "#booking/links/facts.ts";
import { holdFacts } from "#booking/holds/facts.ts";
import { poolFacts } from "#booking/pools/facts.ts";
import { requestFacts } from "#booking/requests/facts.ts";
import { bookingSettingsFacts } from "#booking/settings/facts.ts";
import { candidateFacts } from "#hiring/candidates/facts.ts";
import { noteFacts } from "#hiring/notes/facts.ts";
import { tagFacts } from "#hiring/tags/facts.ts";
import { importFacts } from "#hiring/imports/facts.ts";
import { interviewingFacts } from "#availability/interviewing/facts.ts";
import { overrideFacts } from "#availability/overrides/facts.ts";
import { scheduleFacts } from "#availability/schedules/facts.ts";
import { timeOffFacts } from "#availability/time-off/facts.ts";
import { travelFacts } from "#availability/travel/facts.ts";
import { formFacts } from "#hiring/forms/facts.ts";
import { jobFacts } from "#hiring/jobs/facts.ts";
import { questionFacts } from "#hiring/questions/facts.ts";
import { copyKitsOfTemplate } from "#hiring/questions/reactions.ts";
import { recruiterFacts } from "#hiring/recruiters/facts.ts";
import { interviewFacts } from "#hiring/interviews/facts.ts";
import { replaceDecliners } from "#hiring/panel/reactions.ts";
import { panelLinkFacts } from "#hiring/panel-links/facts.ts";
import { endWithApplication, followBookings, joinCandidates } from "#hiring/interviews/reactions.ts";
import { applicationFacts } from "#hiring/applications/facts.ts";
import { debriefFacts } from "#hiring/debriefs/facts.ts";
import { scorecardFacts } from "#hiring/scorecards/facts.ts";
import { hiringSettingsFacts } from "#hiring/settings/facts.ts";
import { apiKeyFacts } from "#identity/api-keys/facts.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { invitationFacts } from "#identity/invitations/facts.ts";
import { invitationMail } from "#identity/invitations/mail.ts";
import { mailInvitations } from "#identity/invitations/reactions.ts";
import { memberFacts } from "#identity/members/facts.ts";
import { roleFacts } from "#identity/roles/facts.ts";
import { sessionFacts } from "#identity/sessions/facts.ts";
import { teamFacts } from "#identity/teams/facts.ts";
import { tenantFacts } from "#identity/tenants/facts.ts";
import { userFacts } from "#identity/users/facts.ts";
import type { FactKind } from "#kernel/fact.ts";
import { shortAbout } from "#outreach/letters/client.ts";
import { asideTemplates, tellCandidates } from "#outreach/letters/aside.ts";
import { letterAbout, letterTemplates } from "#outreach/letters/mail.ts";
import { tellOfBookings } from "#outreach/letters/reactions.ts";
import { feedFacts } from "#outreach/feeds/facts.ts";
import { notificationFacts } from "#outreach/notifications/facts.ts";
import { notifyOrganizers } from "#outreach/notifications/organizers.ts";
import { notifyHosts } from "#outreach/notifications/reactions.ts";
import { templateFacts } from "#outreach/templates/facts.ts";
import { testMail, testTemplate } from "#outreach/templates/client.ts";
import { suppressionFacts } from "#outreach/suppressions/facts.ts";
import { reminderFacts } from "#outreach/reminders/facts.ts";
import {
  catchUpBookings,
  moveReminders,
  noteInProduct,
  planReminders,
  tellEndpoint,
} from "#outreach/reminders/reactions.ts";
import { type ReminderDesk, reminderMail, reminderTemplate, type Say } from "#outreach/reminders/send.ts";
import { isBookingLetter, isLetterKey } from "#outreach/templates/rules.ts";
import { workflowFacts } from "#outreach/workflows/facts.ts";
import { beginWorkflows } from "#outreach/workflows/reactions.ts";
import { webhookFacts } from "#outreach/webhooks/facts.ts";
import { disabledMail, disabledTemplate, failingMail, failingTemplate } from "#outreach/webhooks/mail.ts";
import { mailWebhookDisabled, tellWebhooks } from "#outreach/webhooks/reactions.ts";
import type { PostOffice, Templates } from "#platform/deliveries/send.ts";
import type { Hearing } from "#platform/facts/hear.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { auditFacts } from "#records/audit/facts.ts";
import { deadLetterFacts } from "#records/dead-letters/facts.ts";
import { deliveryFacts } from "#records/deliveries/facts.ts";

/** Every fact the system announces. A fact that is not here is not announced. */
export const factTypes = {
  ...sessionFacts,
  ...userFacts,
  ...tenantFacts,
  ...memberFacts,
  ...roleFacts,
  ...invitationFacts,
  ...teamFacts,
  ...apiKeyFacts,
  ...scheduleFacts,
  ...overrideFacts,
  ...timeOffFacts,
  ...travelFacts,
  ...interviewingFacts,
  ...eventTypeFacts,
  ...poolFacts,
  ...holdFacts,
  ...linkFacts,
  ...bookingFacts,
  ...limitFacts,
  ...requestFacts,
  ...diaryFacts,
  ...bookingSettingsFacts,
  ...recruiterFacts,
  ...jobFacts,
  ...questionFacts,
  ...formFacts,
  ...interviewFacts,
  ...applicationFacts,
  ...scorecardFacts,
  ...debriefFacts,
  ...panelLinkFacts,
  ...hiringSettingsFacts,
  ...candidateFacts,
  ...tagFacts,
  ...importFacts,
  ...noteFacts,
  ...notificationFacts,
  ...feedFacts,
  ...suppressionFacts,
  ...templateFacts,
  ...webhookFacts,
  ...workflowFacts,
  ...reminderFacts,
  ...auditFacts,
  ...deliveryFacts,
  ...deadLetterFacts,
} as const satisfies Record<string, FactKind>;

/** What there is to hear of, for whoever asks for events. */
export const eventTypes: readonly string[] = Object.keys(factTypes);

/** Everyone who acts on facts. */
export const reactions: readonly Reaction[] = [
  mailInvitations,
  giveBackHours,
  followBookings,
  endWithApplication,
  // Before somebody else is sent: who organizes reads first that one does not come.
  notifyOrganizers,
  replaceDecliners,
  joinCandidates,
  copyKitsOfTemplate,
  notifyHosts,
  tellWebhooks(eventTypes),
  tellOfBookings,
  tellCandidates,
  mailWebhookDisabled,
  beginWorkflows,
  planReminders,
  moveReminders,
  catchUpBookings,
  tellEndpoint,
  noteInProduct,
];

/** How what workflows send is put into words. */
const say: Say = {
  mail: async (scope, { letter, own, booking, address, isTrial = false }) =>
    isLetterKey(letter) && isBookingLetter(letter)
      ? letterAbout(scope, letter, booking, address, own, isTrial ? "found" : "made")
      : null,
  short: async (scope, { letter, own, booking, way, who }) =>
    isLetterKey(letter) && isBookingLetter(letter)
      ? ((await shortAbout(scope, booking, who, { key: letter, way, own })) ?? null)
      : null,
};

export const reminding: ReminderDesk = { openTenant, say };

/** How each mail of a tenant is written. */
export const templates: Templates = {
  invitation: invitationMail,
  ...letterTemplates,
  ...asideTemplates,
  [testTemplate]: testMail,
  [reminderTemplate]: reminderMail(reminding),
  [failingTemplate]: failingMail,
  [disabledTemplate]: disabledMail,
};

/** What may be sent again by whoever finds it unfinished; reminders are taken up by those who claim them. */
export const rewritable: readonly string[] = Object.keys(templates).filter((name) => name !== reminderTemplate);

export const hearing: Hearing = { reactions, openTenant };
export const office: PostOffice = { templates, openTenant };
