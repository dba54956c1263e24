// Longer than other files on purpose: one table of every refusal, read from top to bottom as the error catalogue.
import type { InterviewingCode } from "#availability/interviewing/rules.ts";
import type { OverrideCode } from "#availability/overrides/rules.ts";
import type { OwnerCode } from "#availability/owner.ts";
import type { ScheduleCode } from "#availability/schedules/rules.ts";
import type { TimeOffCode } from "#availability/time-off/rules.ts";
import type { TravelCode } from "#availability/travel/rules.ts";
import type { BookingCode } from "#booking/bookings/rules.ts";
import type { DiaryCode } from "#booking/diary/rules.ts";
import type { EventTypeCode } from "#booking/event-types/rules.ts";
import type { HoldCode } from "#booking/holds/rules.ts";
import type { LinkCode } from "#booking/links/rules.ts";
import type { PrefillCode } from "#booking/prefill/rules.ts";
import type { BookingSettingsCode } from "#booking/settings/rules.ts";
import type { PoolCode } from "#booking/pools/rules.ts";
import type { RequestCode } from "#booking/requests/rules.ts";
import type { SlotsCode } from "#booking/slots/rules.ts";
import type { CandidateCode } from "#hiring/candidates/rules.ts";
import type { MergeCode } from "#hiring/merges/rules.ts";
import type { NoteCode } from "#hiring/notes/rules.ts";
import type { TagCode } from "#hiring/tags/rules.ts";
import type { ApplicationCode } from "#hiring/applications/rules.ts";
import type { FormCode } from "#hiring/forms/rules.ts";
import type { JobCode } from "#hiring/jobs/rules.ts";
import type { QuestionCode } from "#hiring/questions/rules.ts";
import type { RecruiterCode } from "#hiring/recruiters/rules.ts";
import type { DebriefCode } from "#hiring/debriefs/rules.ts";
import type { ScorecardCode } from "#hiring/scorecards/rules.ts";
import type { ImportCode } from "#hiring/imports/rules.ts";
import type { InterviewCode } from "#hiring/interviews/rules.ts";
import type { PanelLinkCode } from "#hiring/panel-links/rules.ts";
import type { Problem } from "#http/problem.ts";
import type { HttpCode } from "#http/refusals.ts";
import type { ApiKeyCode } from "#identity/api-keys/rules.ts";
import type { InvitationCode } from "#identity/invitations/rules.ts";
import type { MemberCode } from "#identity/members/rules.ts";
import type { RoleCode } from "#identity/roles/rules.ts";
import type { SessionCode } from "#identity/sessions/rules.ts";
import type { SignInCode } from "#identity/sign-in/rules.ts";
import type { TeamCode } from "#identity/teams/rules.ts";
import type { TenantCode } from "#identity/tenants/rules.ts";
import type { UserCode } from "#identity/users/rules.ts";
import type { EventCode } from "#outreach/events/rules.ts";
import type { FeedCode } from "#outreach/feeds/rules.ts";
import type { InboundCode } from "#outreach/inbound/rules.ts";
import type { NotificationCode } from "#outreach/notifications/rules.ts";
import type { TemplateCode } from "#outreach/templates/rules.ts";
import type { SuppressionCode } from "#outreach/suppressions/rules.ts";
import type { WebhookCode } from "#outreach/webhooks/rules.ts";
import type { WorkflowCode } from "#outreach/workflows/rules.ts";
import type { AuditCode } from "#records/audit/rules.ts";
import type { DeadLetterCode } from "#records/dead-letters/rules.ts";
import type { DeliveryCode } from "#records/deliveries/rules.ts";

/** The refusals of the area `availability`. */
type AvailabilityCode = OwnerCode | ScheduleCode | OverrideCode | TimeOffCode | TravelCode | InterviewingCode;

/** The refusals of the area `hiring`. */
type HiringCode =
  | ApplicationCode
  | CandidateCode
  | DebriefCode
  | FormCode
  | ImportCode
  | InterviewCode
  | JobCode
  | MergeCode
  | NoteCode
  | PanelLinkCode
  | QuestionCode
  | RecruiterCode
  | ScorecardCode
  | TagCode;

/** The refusals of the area `outreach`. */
type OutreachCode =
  | EventCode
  | FeedCode
  | InboundCode
  | NotificationCode
  | SuppressionCode
  | TemplateCode
  | WebhookCode
  | WorkflowCode;

/** The refusals of the area `records`. */
type RecordsCode = AuditCode | DeadLetterCode | DeliveryCode;

/** Every refusal the system can give. The build stops when one has no line here; each line is a page at `/problems/{code}`. */
export type RefusalCode =
  | HttpCode
  | ApiKeyCode
  | InvitationCode
  | MemberCode
  | RoleCode
  | SessionCode
  | SignInCode
  | TeamCode
  | TenantCode
  | UserCode
  | AvailabilityCode
  | DiaryCode
  | EventTypeCode
  | PoolCode
  | LinkCode
  | PrefillCode
  | BookingSettingsCode
  | RequestCode
  | SlotsCode
  | HoldCode
  | BookingCode
  | HiringCode
  | OutreachCode
  | RecordsCode;

export const problems: Readonly<Record<RefusalCode, Problem>> = {
  // The edge: what is wrong with a request whatever it is about.
  "api_version.unknown": {
    status: 400,
    title: "There is no such version of the API.",
    explain: "Leave `Interlock-Version` out, or send one that `GET /v1/versions` lists.",
  },
  "body.invalid": {
    status: 422,
    title: "The body does not fit its schema.",
    explain: "`errors` points at every fault; nothing was changed.",
  },
  "body.missing": { status: 400, title: "This request needs a body." },
  "body.too_deep": { status: 400, title: "The JSON is nested too deeply." },
  "body.too_large": { status: 413, title: "The body is too large." },
  "body.unsupported_type": {
    status: 415,
    title: "A body of this type is not taken here.",
    explain: "Send the `Content-Type` that `accepted` names; nearly everywhere that is `application/json`.",
  },
  "change.raced": {
    status: 409,
    title: "Others keep changing this.",
    explain: "The change lost several races in a row and was not made. Try again.",
  },
  "config.unusable": {
    status: 503,
    title: "This installation is not configured.",
    explain: "The operator has to set what `settings` names.",
  },
  "credentials.expired": {
    status: 401,
    title: "The credential has expired.",
    explain: "Refresh the session, or make a new key.",
  },
  "credentials.invalid": {
    status: 401,
    title: "The credential is not valid.",
    explain:
      "Send `Authorization: Bearer …` with the whole key, as it was shown once, or with an access token of this service.",
  },
  "credentials.missing": {
    status: 401,
    title: "This needs a credential.",
    explain: "Send `Authorization: Bearer …` with an API key or an access token.",
  },
  "credentials.revoked": {
    status: 401,
    title: "The credential no longer works.",
    explain: "It was revoked, or the rights it carried have changed. Refresh the session to go on.",
  },
  "credentials.wrong_kind": {
    status: 403,
    title: "This kind of credential cannot do that.",
    explain: "Some operations are for signed-in people only, some need a tenant.",
  },
  "cursor.invalid": {
    status: 400,
    title: "The cursor does not belong to this list.",
    explain: "A cursor is good for the tenant, filters and order it was given for.",
  },
  "expand.unknown": { status: 400, title: "That cannot be expanded here." },
  "fault.unexpected": {
    status: 500,
    title: "Something went wrong on our side.",
    explain: "The request id finds it in our log.",
  },
  "header.invalid": { status: 400, title: "A header cannot be read." },
  "id.invalid": { status: 400, title: "That is not an id of the right kind." },
  "idempotency.key_invalid": {
    status: 400,
    title: "The Idempotency-Key cannot be read.",
    explain: "1 to 255 printable ASCII characters, quoted or bare.",
  },
  "idempotency.key_required": {
    status: 400,
    title: "This takes time of somebody's, and needs an Idempotency-Key.",
    explain: "Send the same key with every retry of one intent: it then happens once, and every retry gets its answer.",
  },
  "idempotency.key_reused": {
    status: 422,
    title: "This Idempotency-Key was used for another request.",
    explain: "Use a new key for a new intent.",
  },
  "idempotency.secret_shown": {
    status: 409,
    title: "This was done before, and its secret was shown then.",
    explain: "Secrets are shown once and not kept. `id` names what was made; rotate it to get a new secret.",
  },
  "json.malformed": { status: 400, title: "The body is not JSON." },
  "method.not_allowed": { status: 405, title: "This path does not take that method." },
  "origin.refused": { status: 403, title: "This form was not sent from our own page." },
  "path.invalid": { status: 400, title: "A part of the path cannot be read." },
  "permission.missing": { status: 403, title: "This needs a permission the credential does not have." },
  "query.invalid": { status: 400, title: "A query parameter cannot be read." },
  "quota.exceeded": {
    status: 429,
    title: "Too many requests.",
    explain: "Wait as many seconds as `Retry-After` says.",
  },
  "route.unknown": { status: 404, title: "There is nothing here." },
  "service.not_ready": {
    status: 503,
    title: "The service cannot work yet.",
    explain: "`missing` names what does not answer.",
  },
  "storage.unavailable": { status: 503, title: "The database cannot be reached for the moment." },
  "version.conflict": {
    status: 412,
    title: "It has changed since you saw it.",
    explain: "Read it again, and send the new ETag.",
  },
  "version.required": {
    status: 428,
    title: "Say which version you have seen.",
    explain: "Send `If-Match` with the ETag of your last read.",
  },

  // Tenants
  "tenant.suspended": {
    status: 403,
    title: "This company's account is suspended.",
    explain: "Only the operator of this installation suspends and restores accounts.",
  },
  "tenant.demo_over": {
    status: 403,
    title: "This company's demo has ended.",
    explain: "The operator of this installation can bring the account back.",
  },
  "tenant.unknown": { status: 404, title: "There is no such company, or you do not belong to it." },
  "tenant.slug_reserved": { status: 422, title: "This slug is one of our own addresses." },
  "tenant.slug_taken": {
    status: 409,
    title: "Another company has this slug.",
    explain: "The slug of an account that was closed stays taken: old links never lead to strangers.",
  },
  "tenant.domain_taken": { status: 409, title: "Another company has this domain." },
  "tenant.not_demo": { status: 409, title: "This account is no demo." },
  "tenant.demo_end_invalid": { status: 422, title: "A demo ends after now and within a year." },

  // Members
  "member.unknown": { status: 404, title: "There is no such member." },
  "member.role_unknown": { status: 422, title: "One of these roles does not exist." },
  "member.last_owner": {
    status: 409,
    title: "The last owner stays.",
    explain: "Make somebody else an owner first, or close the account.",
  },
  "member.beyond_yours": {
    status: 403,
    title: "This person may do more than you.",
    explain: "`permissions` names what they hold and you lack. Somebody who holds it too can do this.",
  },
  "member.not_active": { status: 409, title: "Only an active member can be suspended." },
  "member.not_suspended": { status: 409, title: "This member is not suspended." },
  "member.not_deactivated": { status: 409, title: "This member is not deactivated." },
  "member.already_deactivated": { status: 409, title: "This member is deactivated already." },

  // Roles
  "role.unknown": { status: 404, title: "There is no such role." },
  "role.key_taken": { status: 409, title: "Another role has this key." },
  "role.name_taken": { status: 409, title: "Another role has this name." },
  "role.built_in": {
    status: 409,
    title: "Built-in roles cannot be changed.",
    explain: "Make a role of your own with the permissions you want.",
  },
  "role.beyond_yours": {
    status: 403,
    title: "This role allows more than you may.",
    explain: "`permissions` names what is beyond you. Nobody hands out more than they hold.",
  },
  "role.in_use": {
    status: 409,
    title: "Somebody has this role, or is invited to it.",
    explain: "Give those members and invitations another role first.",
  },

  // Invitations
  "invitation.unknown": { status: 404, title: "There is no such invitation." },
  "invitation.over": {
    status: 410,
    title: "This invitation is no longer good.",
    explain: "It was used, withdrawn, sent again or has expired. Ask for a new one.",
  },
  "invitation.already_member": {
    status: 409,
    title: "This person is a member already.",
    explain: "Somebody suspended or deactivated is brought back among the members, not by an invitation.",
  },
  "invitation.pending": {
    status: 409,
    title: "This address has an open invitation.",
    explain: "Send it again, change it, or revoke it first. `invitation_id` names it.",
  },
  "invitation.settled": { status: 409, title: "This invitation is accepted or revoked." },
  "invitation.role_unknown": { status: 422, title: "One of these roles does not exist." },
  "invitation.team_unknown": { status: 422, title: "One of these teams does not exist." },
  "invitation.sent_enough": { status: 409, title: "This invitation was sent ten times more; that has to do." },
  "invitation.too_often": {
    status: 429,
    title: "This address has got enough invitations for a day.",
    explain: "Wait as many seconds as `Retry-After` says.",
  },
  "invitation.not_yours": {
    status: 403,
    title: "This invitation is for another address.",
    explain: "Sign in with the address it was sent to, and accept it again.",
  },

  // API keys
  "api_key.unknown": { status: 404, title: "There is no such API key." },
  "api_key.beyond_yours": {
    status: 403,
    title: "A key may do no more than you may.",
    explain: "Making one, widening one and being shown the secret of one take all the permissions it carries.",
  },
  "api_key.outlives_yours": { status: 422, title: "A key makes or renews none that ends later than itself." },
  "api_key.revoked": { status: 409, title: "This key was revoked.", explain: "That is final: make a new one." },
  "api_key.expired": { status: 409, title: "This key has expired.", explain: "Make a new one." },

  // Sign-in and sessions
  "sign_in.wrong_code": {
    status: 422,
    title: "That code is not right.",
    explain:
      "`tries_left` says how often it can still be tried. Look for the newest mail: each ask has a code of its own.",
  },
  "sign_in.over": {
    status: 410,
    title: "This sign-in is over.",
    explain: "It was used, ran out after ten minutes, was tried too often or never was. Ask to sign in again.",
  },
  "sign_in.other_browser": {
    status: 403,
    title: "This link was asked for in another browser.",
    explain: "Open it where you asked, type the code there, or ask again here.",
  },
  "session.over": {
    status: 410,
    title: "This session is over.",
    explain: "It was ended, was not used for a week, is thirty days old, or its token was used before. Sign in again.",
  },
  "session.unknown": { status: 404, title: "You have no such session." },

  // People
  "user.suspended": {
    status: 403,
    title: "This account is suspended.",
    explain: "Only the operator of this installation suspends and restores people.",
  },
  "user.last_owner": {
    status: 409,
    title: "You are the only owner of a company.",
    explain: "Make somebody else an owner, or close that company's account, before you close yours.",
  },
  "user.email_taken": { status: 409, title: "Another account has this address." },
  "email_change.wrong_code": {
    status: 422,
    title: "That code is not right.",
    explain: "`tries_left` says how often it can still be tried.",
  },
  "email_change.over": {
    status: 410,
    title: "This change of address is over.",
    explain: "It was made, ran out after ten minutes, was tried too often or never was. Ask again.",
  },
  "identity.unknown": { status: 404, title: "You have no such identity." },

  // Teams
  "team.unknown": { status: 404, title: "There is no such team." },
  "team.name_taken": { status: 409, title: "Another team has this name." },
  "team.parent_unknown": { status: 422, title: "The team above does not exist." },
  "team.circular": { status: 422, title: "A team cannot hang below itself." },
  "team.too_deep": { status: 422, title: "Teams can be nested five levels deep." },
  "team.has_children": {
    status: 409,
    title: "Other teams hang below this one.",
    explain: "Move or delete them first.",
  },
  "team.member_unknown": { status: 404, title: "There is no such member here." },

  // Availability: when people work, and how they are booked
  "availability.not_yours": {
    status: 403,
    title: "These are somebody else's hours.",
    explain: "Everybody keeps their own; `availability:write` is needed for those of others.",
  },
  "availability.member_required": {
    status: 422,
    title: "Say whose hours these are.",
    explain: "A key is nobody, so it has to name a `member_id`; people may leave it out for themselves.",
  },
  "availability.member_unknown": { status: 422, title: "There is no such member." },
  "schedule.unknown": { status: 404, title: "There is no such schedule." },
  "schedule.name_taken": { status: 409, title: "This member has another schedule of that name." },
  "schedule.is_default": {
    status: 409,
    title: "This schedule is the default.",
    explain: "Make another the default first; it takes over. The default goes last.",
  },
  "schedule.hours_unclear": {
    status: 422,
    title: "The hours must be said once.",
    explain: "Send either `rules` or `hours_text`; an empty list of rules is a week without hours.",
  },
  "schedule.hours_unreadable": {
    status: 422,
    title: "These hours cannot be read.",
    explain: "Such as `Mon-Thu 09:00-12:00, 13:00-17:00 Europe/Paris; Fri 09:00-13:00`; `column` says where it fails.",
  },
  "schedule.time_invalid": {
    status: 422,
    title: "That is not a time of day.",
    explain: "From 00:00 to 23:59; 24:00 ends a day.",
  },
  "schedule.range_empty": {
    status: 422,
    title: "This range begins and ends at the same time.",
    explain: "A whole day is 00:00 to 24:00.",
  },
  "schedule.overlap": {
    status: 422,
    title: "Two ranges overlap.",
    explain: "Ranges that run past midnight count too, those of Sunday into Monday included.",
  },
  "schedule.zone_unknown": {
    status: 422,
    title: "There is no such time zone.",
    explain: "Use an IANA name such as Europe/Paris.",
  },
  "schedule.zone_unclear": {
    status: 422,
    title: "Say in one time zone where these hours are.",
    explain: "In `time_zone` or in `hours_text`; when in both, the same.",
  },
  "override.unknown": { status: 404, title: "There is no such override." },
  "override.schedule_unknown": { status: 422, title: "This member has no such schedule." },
  "override.ends_early": { status: 422, title: "The last date is before the first." },
  "override.too_long": {
    status: 422,
    title: "An override covers 366 dates at most.",
    explain: "Record longer absences as time off.",
  },
  "override.ranges_unfit": {
    status: 422,
    title: "These ranges do not fit the kind.",
    explain: "`available` needs at least one range, `unavailable` has none.",
  },
  "override.time_invalid": {
    status: 422,
    title: "That is not a time of day.",
    explain: "From 00:00 to 23:59; 24:00 ends a day.",
  },
  "override.range_empty": {
    status: 422,
    title: "This range begins and ends at the same time.",
    explain: "A whole day is 00:00 to 24:00.",
  },
  "override.ranges_overlap": { status: 422, title: "Two ranges of this override overlap." },
  "override.overlap": {
    status: 409,
    title: "Another override has one of these dates.",
    explain: "A date has one override of a member, and one of each schedule. `override_id` names the other.",
  },
  "time_off.unknown": { status: 404, title: "There is no such time off." },
  "time_off.times_unclear": {
    status: 422,
    title: "Say either dates or instants.",
    explain: "`first_date` and perhaps `last_date`, or `starts_at` and `ends_at`; a null takes one away.",
  },
  "time_off.ends_early": { status: 422, title: "It ends before it begins." },
  "time_off.too_long": { status: 422, title: "Time off covers three years at most." },
  "travel.unknown": { status: 404, title: "There is no such trip." },
  "travel.ends_early": { status: 422, title: "The trip ends before it begins." },
  "travel.zone_unknown": {
    status: 422,
    title: "There is no such time zone.",
    explain: "Use an IANA name such as Europe/Paris.",
  },
  "travel.overlap": {
    status: 409,
    title: "Another trip is at the same time.",
    explain: "Nobody is in two places. `travel_id` names the other; a trip without an end goes on for ever.",
  },
  "interviewing.zone_unknown": {
    status: 422,
    title: "There is no such time zone.",
    explain: "Use an IANA name such as Europe/Paris, or null for the person's own.",
  },

  // Event types
  "event_type.unknown": { status: 404, title: "There is no such event type." },
  "event_type.slug_taken": { status: 409, title: "Another event type has this slug." },
  "event_type.slug_reserved": { status: 422, title: "This slug is one of our own addresses." },
  "event_type.capacity_missing": { status: 422, title: "A group has a number of seats." },
  "event_type.capacity_unfit": { status: 422, title: "Only a group has a number of seats." },
  "event_type.duration_out_of_range": { status: 422, title: "A meeting lasts from five minutes to a day." },
  "event_type.default_duration_unknown": { status: 422, title: "The default is none of the durations." },
  "event_type.increment_out_of_range": { status: 422, title: "From start to start it is five minutes to a day." },
  "event_type.offset_out_of_range": {
    status: 422,
    title: "An offset is less than the step from start to start.",
    explain: "Where no step is said, it is the shortest duration.",
  },
  "event_type.horizon_reversed": { status: 422, title: "The last date lies before the first." },
  "event_type.location_incomplete": {
    status: 422,
    title: "This location needs its details.",
    explain: "An address for `on_site`, an https address for `link`.",
  },
  "event_type.default_location_unknown": { status: 422, title: "The default is none of the locations." },
  "event_type.no_hosts": {
    status: 422,
    title: "Nobody would come.",
    explain: "Name a host, or a pool for a round robin.",
  },
  "event_type.host_count": {
    status: 422,
    title: "This kind has exactly one host.",
    explain: "One on one and groups have one; a collective has all of its hosts, a round robin draws from pools too.",
  },
  "event_type.host_twice": { status: 422, title: "This member is named twice." },
  "event_type.host_unknown": { status: 422, title: "There is no such member." },
  "event_type.schedule_unknown": { status: 422, title: "This host has no such schedule." },
  "event_type.pools_unfit": { status: 422, title: "Only a round robin draws from pools." },
  "event_type.pool_twice": { status: 422, title: "This pool is named twice." },
  "event_type.pool_unknown": { status: 422, title: "There is no such pool." },
  "event_type.pool_empty": {
    status: 422,
    title: "Nobody in this pool can be sent.",
    explain: "It needs a qualified member who is active in the company. A pool that empties later offers nothing.",
  },
  "event_type.question_unknown": {
    status: 422,
    title: "There is no such question here, or it is named twice.",
    explain: "Leave `id` out to ask a new one.",
  },
  "event_type.question_options_missing": { status: 422, title: "There is nothing to choose from." },
  "event_type.question_options_unfit": { status: 422, title: "Only a select has options." },
  "event_type.question_validation_unfit": {
    status: 422,
    title: "This kind of answer cannot be held to that.",
    explain: "Texts have lengths and forms, numbers have bounds, and no least value is above the greatest.",
  },

  // Pools
  "pool.unknown": { status: 404, title: "There is no such pool." },
  "pool.name_taken": { status: 409, title: "Another pool has this name." },
  "pool.in_use": {
    status: 409,
    title: "An event type draws from this pool.",
    explain: "Take it out of those event types first; `GET /v1/event-types?pool_id=…` lists them.",
  },
  "pool.member_unknown": { status: 404, title: "There is no such member here." },

  // Slots
  "slots.range_reversed": { status: 422, title: "The range ends before it begins." },
  "slots.range_too_long": { status: 422, title: "A question asks about 62 days at most." },
  "slots.duration_unknown": {
    status: 422,
    title: "This event type does not last that long.",
    explain: "`durations` names those it has.",
  },
  "slots.member_unknown": { status: 422, title: "There is no such member at work here." },
  "slots.pool_unknown": { status: 422, title: "There is no such pool." },
  "slots.too_many_needed": { status: 422, title: "More are needed than there are to choose from." },

  // Bookings: an hour held, an hour promised, and what becomes of it
  "slot.taken": {
    status: 409,
    title: "This time is taken.",
    explain:
      "`clash` says by what kind of thing, never whose; `alternatives` are the nearest times that are still free. Send a new " +
      "Idempotency-Key with another try: this one keeps its answer.",
  },
  "slot.unavailable": {
    status: 409,
    title: "This time is not offered, or no longer.",
    explain:
      "`reasons` says why, `alternatives` are the nearest times that are free. Send a new Idempotency-Key with another try.",
  },
  "slot_token.invalid": {
    status: 422,
    title: "This is no slot of ours.",
    explain: "Send the `slot_token` of a slot as it was listed, to the company that listed it.",
  },
  "slot_token.expired": {
    status: 410,
    title: "This slot was listed too long ago.",
    explain: "A `slot_token` is good for fifteen minutes. List the slots again, and take a fresh one.",
  },
  "hold.unknown": { status: 404, title: "There is no such hold." },
  "hold.over": {
    status: 410,
    title: "This hold is over.",
    explain: "It ran out or was given back. Hold the time again with a new Idempotency-Key, if it is still free.",
  },
  "hold.extended_before": {
    status: 409,
    title: "This hold was extended before.",
    explain: "Once has to do: book now.",
  },
  "hold.confirmed": {
    status: 409,
    title: "This hold has become a booking.",
    explain: "`booking_id` names it.",
  },
  "hold.too_many": {
    status: 429,
    title: "Too many times are held from this network.",
    explain: "Book or release one of them, or wait as many seconds as `Retry-After` says.",
  },
  "hold_token.invalid": {
    status: 422,
    title: "This is no hold of ours.",
    explain: "Send the `hold_token` as it was given, to the company that gave it.",
  },
  "booking.unknown": { status: 404, title: "There is no such booking." },
  "booking.wrong_status": {
    status: 409,
    title: "A booking of this status cannot do that.",
    explain: "`booking_status` says what it is now. What was canceled, declined or has expired stays so: book anew.",
  },
  "booking.too_early": {
    status: 409,
    title: "It is too early to say that.",
    explain:
      "Nobody has failed to come before the start, and nothing is done before it began. `possible_from` says when.",
  },
  "booking.over": {
    status: 409,
    title: "The time for that has passed.",
    explain:
      "What has begun is not moved; what is over is not confirmed, canceled or handed on. `possible_until` says when that was.",
  },
  "booking.raced": {
    status: 409,
    title: "Others kept getting in between.",
    explain: "Nothing was booked or changed. Try again with a new Idempotency-Key.",
  },
  "booking.too_late": {
    status: 409,
    title: "It is too close to the start for that.",
    explain:
      "`cutoff_minutes` says how long before the start it can still be done. The company itself is not bound by it.",
  },
  "booking.not_allowed": {
    status: 403,
    title: "Only the company can do that.",
    explain: "Invitees do not cancel or move this kind of meeting alone. Write to whoever invited you.",
  },
  "booking.moved_enough": {
    status: 409,
    title: "This booking was moved often enough.",
    explain: "`max` says how often an invitee may. The company itself is not bound by it.",
  },
  "booking.not_moved": {
    status: 409,
    title: "The wall still shows what was promised.",
    explain:
      "Today's zone table means the same instant, or this was put right already; `GET /v1/bookings-moved-by-zones` lists the others.",
  },
  "booking.wall_time_gone": {
    status: 409,
    title: "This wall time does not exist any more.",
    explain: "The clocks skip it then. Agree on another time, and reschedule.",
  },
  "booking.reason_required": { status: 422, title: "Say why." },
  "booking.answer_missing": { status: 422, title: "A question that needs an answer has none." },
  "booking.answer_unknown": {
    status: 422,
    title: "This question is not asked here, or is answered twice.",
    explain: "The event type lists its questions; they may have changed since the form was shown.",
  },
  "booking.answer_unfit": {
    status: 422,
    title: "This answer does not fit its question.",
    explain: "A text, a number, or a list of options for a `multi_select`, within what the question allows.",
  },
  "booking.host_unfit": {
    status: 422,
    title: "One of these people could not be sent.",
    explain:
      "Hosts are named among those of the event type and its pools who are free then. In the place of a host comes an active " +
      "member who does not host the meeting yet; where a pool has sent the host, one whom that pool can send.",
  },
  "booking.host_unclear": {
    status: 422,
    title: "Say whose place is taken, and by whom.",
    explain:
      "Where several people host, `from` names the one who is replaced; where no pool sends another, `to` names who comes.",
  },
  "booking.session_shared": {
    status: 409,
    title: "Others have seats in this session too.",
    explain:
      "All seats of a session are with one host, so that a single seat cannot be given to another. Move the seat instead.",
  },
  "booking.location_unfit": {
    status: 422,
    title: "They cannot meet there.",
    explain:
      "Who books takes a place that the event type lists; details are said for a phone call, and where the candidate is asked. A " +
      "booking is moved to any place that can be found: on site there is an address, and a link is an https link.",
  },
  "booking.other_event_type": {
    status: 422,
    title: "That time is of another event type.",
    explain: "A booking is moved within its event type; book anew for another.",
  },
  "booking.not_yours": {
    status: 403,
    title: "Somebody else hosts this.",
    explain: "Everybody sees to the bookings they host; `bookings:write` is needed for those of others.",
  },
  "booking.guest_unknown": { status: 404, title: "There is no such guest." },
  "booking.guest_twice": {
    status: 422,
    title: "This person is invited already.",
    explain: "A guest is somebody else than the invitee, and is named once, in whatever case the address is written.",
  },
  "booking.guests_too_many": {
    status: 422,
    title: "A booking does not take that many guests.",
    explain: "`limit` says how many one can have.",
  },

  // Links
  "link.unknown": { status: 404, title: "There is no such link." },
  "link.over": {
    status: 410,
    title: "This link has ended.",
    explain: "It was used up, taken back, or has expired. Ask whoever sent it for a new one.",
  },
  "link.verb_missing": {
    status: 403,
    title: "This link does not let you do that.",
    explain: "`verb` is what it lacks. Once a booking is canceled or over, its link only shows it.",
  },
  "link.event_type_missing": {
    status: 422,
    title: "Say which event type.",
    explain: "Several can be booked by this link; it lists them with their ids.",
  },
  "scheduling_link.unknown": { status: 404, title: "There is no such scheduling link." },
  "scheduling_link.revoked": {
    status: 409,
    title: "This link has been taken back.",
    explain: "It stays so; make a new one.",
  },
  "scheduling_link.aim_missing": {
    status: 422,
    title: "Say what can be booked by it.",
    explain: "Name an event type, a member, or both.",
  },
  "scheduling_link.event_type_unknown": { status: 422, title: "There is no such event type." },
  "scheduling_link.event_type_inactive": {
    status: 422,
    title: "This event type is off offer.",
    explain: "Make it active first.",
  },
  "scheduling_link.member_unknown": { status: 422, title: "There is no such member here." },
  "scheduling_link.member_not_host": {
    status: 422,
    title: "This member cannot host this event type.",
    explain: "They must be one of its hosts, or qualified in one of its pools.",
  },
  "scheduling_link.nothing_to_book": {
    status: 422,
    title: "This member has nothing to book.",
    explain: "They must host an active one-on-one event type.",
  },
  "scheduling_link.window_unfit": {
    status: 422,
    title: "The window ends before it begins, or is over.",
  },
  "scheduling_link.expiry_unfit": {
    status: 422,
    title: "A link ends after now, and within a year.",
  },

  // Booking pages elsewhere, and such as know who comes
  "booking_settings.origin_unfit": {
    status: 422,
    title: "This is not an origin that a page can have.",
    explain:
      "`https://`, a name of at least two parts, and a port if need be; `https://*.example.com` is every host below example.com. No path.",
  },
  "prefill.page_missing": {
    status: 409,
    title: "This event type has no public page.",
    explain: "It is not active, or booked by staff and links only: fill in a scheduling link to it instead.",
  },
  "prefill.question_unknown": { status: 422, title: "The page does not ask this." },
  "prefill.expiry_unfit": {
    status: 422,
    title: "A link that is filled in ends after now and within a year.",
  },
  "prefill.too_long": {
    status: 422,
    title: "This is too much for an address.",
    explain: "Leave out the longest answers. `limit` says how many letters there can be when all is sealed.",
  },

  // Reschedule requests
  "reschedule_request.unknown": { status: 404, title: "There is no such request." },
  "reschedule_request.pending": {
    status: 409,
    title: "Something has been asked about this booking already.",
    explain: "It is answered or withdrawn before something else is asked. `reschedule_request_id` names it.",
  },
  "reschedule_request.settled": {
    status: 409,
    title: "This request has its answer.",
    explain: "It was accepted, declined, withdrawn, or closed with its booking. What was settled stays so; ask anew.",
  },
  "reschedule_request.wrong_side": {
    status: 409,
    title: "That is for the other side to say.",
    explain: "Who asked may withdraw; the other side accepts or declines. `asked_by` says who asked.",
  },
  "reschedule_request.window_invalid": {
    status: 422,
    title: "The meeting cannot begin in this window.",
    explain: "A window ends after it begins, after now, and within a year.",
  },
  "reschedule_request.window_unfit": {
    status: 422,
    title: "That is not when they asked to meet.",
    explain: "`windows` are what was asked for; `force` passes over them.",
  },

  // Hiring: jobs, their stages, and who hires
  "job.unknown": { status: 404, title: "There is no such job." },
  "job.slug_taken": { status: 409, title: "Another job has this address." },
  "job.external_id_taken": { status: 409, title: "Another job has this external id." },
  "job.unfinished": {
    status: 422,
    title: "The job has no title yet.",
    explain: "Only a draft may be without one.",
  },
  "job.salary_reversed": { status: 422, title: "The salary's lower end lies above its upper end." },
  "job.skill_twice": {
    status: 422,
    title: "A job asks for each skill once.",
    explain: "Skills are compared in any case of letters and with single spaces.",
  },
  "job.deadline_past": {
    status: 422,
    title: "The deadline of a job that is open lies ahead.",
    explain: "Change the deadline, or take it away, and open the job then.",
  },
  "job.member_unknown": { status: 422, title: "Whoever is named to hire is no member here." },
  "job.team_unknown": { status: 422, title: "The team that is named is none of this company." },
  "job.event_type_unknown": { status: 422, title: "The event type of a stage is none of this company." },
  "job.template_unknown": { status: 422, title: "There is no such job to begin with." },
  "job.stage_unknown": {
    status: 422,
    title: "The job has no such stage.",
    explain: "Leave `id` out to make a new one.",
  },
  "job.stage_twice": { status: 422, title: "A stage stands once on the way, and no two share a name." },
  "job.stage_in_use": {
    status: 409,
    title: "Somebody is being considered at a stage that would be gone.",
    explain: "Move them on first.",
  },
  "job.not_a_draft": { status: 409, title: "This is no draft.", explain: "`PATCH` changes jobs and templates." },
  "job.not_a_job": {
    status: 409,
    title: "Only a job is opened, paused and closed.",
    explain: "Publish a draft, or make a job from a template.",
  },
  "job.no_edge": {
    status: 409,
    title: "The job cannot go there from where it is.",
    explain: "`status_now` says where it is.",
  },
  "job.in_use": {
    status: 409,
    title: "Somebody is being considered for this job.",
    explain: "Close it instead, or decide on every application first.",
  },
  "recruiter_profile.not_yours": {
    status: 403,
    title: "Everybody says for themselves how candidates meet them.",
    explain: "For others, that takes `members:write`.",
  },

  // Hiring: what is asked at a stage, and what was answered
  "bank_question.unknown": { status: 404, title: "There is no such question in the bank." },
  "bank_question.in_use": {
    status: 409,
    title: "A stage asks this question.",
    explain: "Take it out of the stage first, or make it inactive.",
  },
  "stage.unknown": { status: 404, title: "There is no such stage." },
  "stage.question_unknown": { status: 422, title: "A question of the stage is not in the bank." },
  "stage.question_inactive": { status: 422, title: "A question of the stage is not active." },
  "stage.question_twice": { status: 422, title: "A stage asks each question once." },
  "response.unknown": { status: 404, title: "There is no such answer." },
  "response.not_on_panel": {
    status: 403,
    title: "Only who is in an interview writes down what was answered there.",
  },
  "response.not_yours": { status: 403, title: "Everybody changes only what they wrote down themselves." },
  "response.question_unknown": { status: 422, title: "The question that is named is not in the bank." },
  "response.prompt_missing": {
    status: 422,
    title: "It is not said what was asked.",
    explain: "Name a question of the bank, or say the question in `prompt`.",
  },

  // Hiring: forms that scorecards are written on
  "scorecard_form.unknown": { status: 404, title: "There is no such scorecard form." },
  "scorecard_form.name_taken": { status: 409, title: "Another scorecard form has this name." },
  "scorecard_form.in_use": {
    status: 409,
    title: "A stage or an event type is judged on this form.",
    explain: "Choose another form there first, or make this one inactive.",
  },
  "scorecard_form.inactive": {
    status: 409,
    title: "The scorecard form is not active.",
    explain: "Make it active, or choose another one.",
  },
  "scorecard_form.criterion_twice": {
    status: 422,
    title: "A form judges each criterion once.",
    explain: "No two criteria share an id or, in any case of letters, a label.",
  },
  "scorecard_form.labels_off": {
    status: 422,
    title: "Every step of the scale has a label, or none has.",
    explain: "`scale_labels` holds as many as `scale` has steps, or is empty.",
  },

  // Hiring: interviews
  "interview.unknown": { status: 404, title: "There is no such interview." },
  "interview.wrong_state": {
    status: 409,
    title: "The interview is not at a point where this can be done.",
    explain: "`interview_status` is what it is now.",
  },
  "interview.not_yours": { status: 403, title: "This interview is somebody else's." },
  "interview.aim_missing": {
    status: 422,
    title: "An interview is with a candidate, or for an application.",
    explain: "Send `candidate_id` or `application_id`, or make one that is offered to many.",
  },
  "interview.candidate_unknown": { status: 422, title: "There is no such candidate." },
  "interview.candidate_missing": {
    status: 409,
    title: "Nobody is known as its candidate yet.",
    explain: "Join the guest's application to a candidate first.",
  },
  "interview.candidate_other": { status: 422, title: "The application is another candidate's." },
  "interview.application_unknown": { status: 422, title: "There is no such application." },
  "interview.application_closed": {
    status: 409,
    title: "The application is no longer open.",
    explain: "Reopen it first.",
  },
  "interview.job_unknown": { status: 422, title: "There is no such job." },
  "interview.job_other": { status: 422, title: "The application is for another job." },
  "interview.stage_unknown": { status: 422, title: "There is no such stage of this job." },
  "interview.stage_without_event_type": {
    status: 409,
    title: "Nothing is booked at this stage.",
    explain: "Give the stage an event type, or plan the interview with one of its own.",
  },
  "interview.event_type_unknown": { status: 422, title: "There is no such event type." },
  "interview.event_type_missing": {
    status: 409,
    title: "The interview has no event type.",
    explain: "What is booked says who comes, for how long, and by which rules. Change the interview first.",
  },
  "interview.form_unknown": { status: 422, title: "There is no such scorecard form." },
  "interview.member_unknown": { status: 422, title: "There is no such member here." },
  "interview.replaced_unknown": { status: 422, title: "There is no such interview to take the place of." },
  "interview.person_twice": { status: 422, title: "Nobody sits on a panel twice." },
  "interview.lead_twice": { status: 422, title: "One person leads." },
  "interview.role_unfit": {
    status: 409,
    title: "Their part cannot become this one.",
    explain:
      "A part that takes time is not made of one that takes none: take them out of the interview, and add them in their new part.",
  },
  "participant.unknown": { status: 404, title: "There is nobody of this id in the interview." },
  "interview.last_host": {
    status: 409,
    title: "Somebody has to hold the interview.",
    explain: "Add whoever comes instead first, or cancel it.",
  },
  "interview.panel_unfit": {
    status: 409,
    title: "The event type cannot bring this panel.",
    explain:
      "By a link come the event type's own hosts, and one who is named. Book it outright, with the panel you want.",
  },
  "interview.panel_not_held": {
    status: 409,
    title: "They have no hour in this interview.",
    explain: "Only whose time is booked is replaced at that time; whoever looks on is taken out and another added.",
  },
  "panel_link.unknown": { status: 404, title: "There is no such link." },
  "panel_link.over": {
    status: 410,
    title: "This link has ended.",
    explain:
      "It has done what it was for, was taken back, has expired, or the interview has no more need of it. Sign in, or ask whoever sent " +
      "it for a new one.",
  },
  "panel_link.other_purpose": {
    status: 403,
    title: "This link is for something else.",
    explain: "`purpose` says what. Each link does one thing.",
  },
  "interview.windows_unfit": {
    status: 422,
    title: "Windows end after they begin, and not before now.",
    explain: "`errors` points at each.",
  },
  "interview.too_early": { status: 409, title: "It is too early for that." },
  "interview.times_reversed": { status: 422, title: "It ends after it began." },
  "interview.for_many": {
    status: 409,
    title: "This interview is offered to many.",
    explain: "Each of them has an interview of their own, which has the time.",
  },
  "interview.not_for_many": { status: 409, title: "This interview is with one candidate." },
  "interview.invited_already": {
    status: 409,
    title: "Some of them are invited already.",
    explain: "`errors` points at each; nobody was invited.",
  },

  // Hiring: scorecards and what is decided on them
  "scorecard.unknown": { status: 404, title: "There is no such scorecard." },
  "scorecard.sealed": {
    status: 403,
    title: "This card is sealed.",
    explain:
      "Whoever owes a card on the same application reads none of the others' before their own is in. `scorecards:read` shows what cards " +
      "say once the debrief is open. Drafts are their author's alone.",
  },
  "scorecard.not_yours": {
    status: 403,
    title: "This card is not yours to write.",
    explain:
      "Each panelist of whom a card is asked writes their own; whoever leads or organizes, the overall one. A key writes none.",
  },
  "scorecard.too_early": {
    status: 409,
    title: "The interview has not begun.",
    explain: "`begins_at` says when it does, where it has a time.",
  },
  "scorecard.not_held": {
    status: 409,
    title: "The interview was not held.",
    explain: "It was canceled, or somebody did not come: there is nothing to judge.",
  },
  "scorecard.no_candidate": {
    status: 409,
    title: "There is no candidate to judge.",
    explain: "Join the guest's application to a candidate first; of an interview with many, judge each one's own.",
  },
  "scorecard.submitted": {
    status: 409,
    title: "This card was handed in before.",
    explain: "`PATCH /v1/scorecards/{id}` changes it, and keeps what it said.",
  },
  "scorecard.not_submitted": {
    status: 409,
    title: "This card is a draft.",
    explain: "Save it again with `PUT`; only what was handed in is revised.",
  },
  "scorecard.incomplete": {
    status: 422,
    title: "Something is missing on this card.",
    explain: "`errors` points at what its form asks for. Without a form a card has to say anything at all.",
  },
  "scorecard.unfit": {
    status: 422,
    title: "This card does not fit its form.",
    explain:
      "`errors` points at ratings of criteria that the form does not have, or has twice, and at values off its scale.",
  },
  "debrief.already_open": { status: 409, title: "This debrief is open." },
  "debrief.cards_missing": {
    status: 409,
    title: "Required cards are missing.",
    explain:
      "`missing` says how many. With an `override_reason`, which stands in the audit trail, it opens all the same.",
  },
  "decision.debrief_closed": {
    status: 409,
    title: "The debrief is not open.",
    explain: "`POST /v1/applications/{id}/debrief` opens it.",
  },
  "decision.card_owed": {
    status: 409,
    title: "Your own card comes first.",
    explain: "Whoever owes a card on this application decides after handing it in.",
  },
  "decision.sealed": {
    status: 403,
    title: "What was decided here is sealed.",
    explain: "A rationale speaks of cards: whoever may not read those does not read it.",
  },
  "decision.application_over": {
    status: 409,
    title: "The application is over.",
    explain: "`application_status` says how it ended. Reopen it first.",
  },
  "decision.interview_unknown": { status: 422, title: "This application has no such interview." },

  // Hiring: applications
  "application.unknown": { status: 404, title: "There is no such application." },
  "application.exists": {
    status: 409,
    title: "This person is considered for this job already.",
    explain:
      "`application_id` says where, by whichever of their addresses. A guest's is joined to a candidate instead.",
  },
  "application.no_edge": {
    status: 409,
    title: "Nothing leads there from where the application is.",
    explain:
      "`application_status` is where it is. An active one is moved, rejected, withdrawn or hired; one that has ended is opened again. " +
      "A move leads to another stage.",
  },
  "application.stage_unknown": { status: 422, title: "The job has no such stage." },
  "application.job_closed": {
    status: 409,
    title: "Nobody is considered for this job now.",
    explain: "It is not open, or its deadline is past. Staff may also consider people while it is paused.",
  },
  "application.in_future": { status: 422, title: "Nobody has applied yet at that moment." },
  "application.recruiter_unknown": { status: 422, title: "There is no such member." },
  "application.joined": {
    status: 409,
    title: "The guest has been joined to a candidate.",
    explain: "`candidate_id` says to whom.",
  },
  "application.no_guest": { status: 409, title: "The application is a candidate's, not a guest's." },
  "application.email_elsewhere": {
    status: 409,
    title: "The guest's address is another candidate's.",
    explain: "`candidate_id` says whose. If both are one person, merge them first.",
  },

  // Webhooks and the feed of events
  "calendar_feed.unknown": { status: 404, title: "There is no such calendar." },
  "calendar_feed.over": {
    status: 410,
    title: "This address opens no calendar any more.",
    explain: "Whose calendar it was has taken the address back, or made a new one: `POST /v1/me/calendar-feed`.",
  },
  "inbound.provider_unknown": {
    status: 404,
    title: "Nobody is listened to here.",
    explain: "Either no such mail provider is known, or no secret of its callbacks is set (docs/deploy.md).",
  },
  "inbound.signature_invalid": {
    status: 401,
    title: "This is not signed by the mail provider, or not just now.",
    explain: "As Standard Webhooks have it, within five minutes.",
  },
  "notification.unknown": { status: 404, title: "There is no such notification." },
  "notification_preferences.not_optional": {
    status: 422,
    title: "Of this everybody is told.",
    explain: "What concerns the safety of the account cannot be turned off.",
  },
  "notification_preferences.quiet_unfit": { status: 422, title: "Quiet hours that end when they begin are none." },
  // What letters say
  "template.unknown": { status: 404, title: "There is no such text." },
  "template.taken": {
    status: 409,
    title: "The company says something of its own there already.",
    explain: "One text per letter, channel and language: change it, or delete it first.",
  },
  "template.variable_unknown": {
    status: 422,
    title: "This letter has no such variable.",
    explain: "`line` and `column` say where; `GET /v1/letters` lists what can be said in each letter.",
  },
  "template.variable_unfit": {
    status: 422,
    title: "This variable cannot stand there.",
    explain: "A subject is text: links belong into the body.",
  },
  "template.syntax": {
    status: 422,
    title: "The text cannot be read.",
    explain:
      "Templates know `{{ name }}` and `{{#if name}}…{{/if}}`. `line` and `column` say where another thing stands.",
  },
  "template.subject_missing": { status: 422, title: "A mail has a subject." },
  "template.subject_unfit": { status: 422, title: "An SMS has no subject." },
  "template.empty": { status: 422, title: "A text says something." },
  "template.not_mail": {
    status: 409,
    title: "Only mails can be tried out.",
    explain: "What other channels would say is shown by `POST /v1/message-templates/{id}/preview`.",
  },
  "template.no_address": {
    status: 409,
    title: "A test goes to the member who asks for it.",
    explain: "A key has no address: ask signed in.",
  },
  "suppression.unknown": { status: 404, title: "There is no such suppression." },
  "suppression.exists": { status: 409, title: "This address is suppressed for this already." },
  "unsubscribe.unknown": { status: 404, title: "This is no link of ours to unsubscribe by." },
  "unsubscribe.unasked": {
    status: 422,
    title: "Nothing was asked for.",
    explain: "A form with `List-Unsubscribe=One-Click` is, as RFC 8058 has it.",
  },
  "workflow.unknown": { status: 404, title: "There is no such workflow." },
  "workflow.too_many": {
    status: 409,
    title: "A company has no more workflows than this.",
    explain: "`limit` says how many. One workflow can do ten things.",
  },
  "workflow.offset_out_of_range": {
    status: 422,
    title: "This is too near or too far.",
    explain:
      "`min` and `max` say how many minutes there may be. Five before a start are the least that a minute's delay does not spoil.",
  },
  "workflow.action_twice": {
    status: 422,
    title: "Two actions go by the same way to the same people.",
    explain: "Whoever is to be told twice needs a second workflow, with an offset of its own.",
  },
  "workflow.address_unfit": {
    status: 422,
    title: "An action that goes to an address names one, and no other does.",
  },
  "workflow.text_missing": {
    status: 422,
    title: "This action has nothing to say.",
    explain:
      "Only what comes before a start, or asks for a scorecard, has a letter of ours. A mail in own words needs a subject too.",
  },
  "workflow.letter_unknown": {
    status: 422,
    title: "No letter of this name speaks to these people.",
    explain:
      "A workflow sends `reminder.invitee`, `reminder.host` or `reminder.guest`, and `reminder.feedback_due.host` when a card is due.",
  },
  "workflow.recipient_unfit": {
    status: 422,
    title: "A scorecard is asked for of the hosts alone, by mail or in the product.",
    explain: "Whose card is missing is told to nobody but them.",
  },
  "workflow.condition_unknown": { status: 422, title: "A condition names something that does not exist here." },
  "workflow.webhook_unknown": { status: 422, title: "An action names a webhook that does not exist here." },
  "workflow.loop": {
    status: 422,
    title: "This action would write to ourselves.",
    explain:
      "No action can set off a workflow: what is sent is no trigger. A request that comes back to us could be one, so none is made.",
  },
  "webhook.unknown": { status: 404, title: "There is no such webhook." },
  "webhook.url_refused": {
    status: 422,
    title: "We do not send to this address.",
    explain:
      "It must be https on port 443 or 8443, with a public name and without user or password: no number, no name of a private " +
      "network, none of ours. `reason` says which of these it breaks.",
  },
  "webhook.too_many": {
    status: 409,
    title: "A company has no more webhooks than this.",
    explain: "`limit` says how many. One webhook can be told of any number of events.",
  },
  "webhook.unanswered": {
    status: 409,
    title: "The challenge was not answered.",
    explain:
      "The endpoint has ten seconds to answer 2xx with the word it was sent, alone or as `challenge` in JSON. `reason` and " +
      "`response_status` say what came instead; the log of its deliveries shows the first 200 bytes.",
  },
  "webhook.not_active": {
    status: 409,
    title: "Nothing is sent to this webhook now.",
    explain:
      "It is switched off, has not answered its challenge, or was disabled. `POST /v1/webhooks/{id}/verify` helps the latter two.",
  },
  "webhook.nothing_between": { status: 422, title: "These two moments leave nothing between them." },
  "webhook_delivery.unknown": { status: 404, title: "There is no such delivery of this webhook." },
  "webhook_delivery.under_way": {
    status: 409,
    title: "This event is on its way to this webhook.",
    explain: "It waits for its next try, or is being tried. `due_at` of the delivery says when.",
  },
  "webhook_delivery.no_event": {
    status: 409,
    title: "A challenge is not sent again.",
    explain: "Ask for a new one: `POST /v1/webhooks/{id}/verify`.",
  },
  "event.unknown": { status: 404, title: "There is no such event." },
  "event.over": {
    status: 410,
    title: "Events that old are not kept in the feed.",
    explain: "It keeps 30 days. Read your data anew, then go on from the newest event.",
  },
  "event.name_unknown": {
    status: 422,
    title: "There is no event of this name.",
    explain: "`errors` points at each. Name events as `noun.verb`, all of a noun as `noun.*`, all there are as `*`.",
  },

  // Candidates
  "candidate.unknown": { status: 404, title: "There is no such candidate." },
  "candidate.merged": {
    status: 410,
    title: "This candidate turned out to be another one.",
    explain: "`merged_into` says who; all that was known of them is there.",
  },
  "candidate.email_taken": {
    status: 409,
    title: "Another candidate has this address.",
    explain:
      "`candidate_id` says who. Two records of one person are brought together by `POST /v1/candidates/{id}/merge`.",
  },
  "candidate.external_id_taken": { status: 409, title: "Another candidate has this id of yours." },
  "candidate.owner_unknown": { status: 422, title: "The owner is not a member of this company." },
  "candidate.in_process": {
    status: 409,
    title: "This candidate is being considered.",
    explain: "End their open applications and interviews first.",
  },
  "candidate.merge_self": { status: 422, title: "Nobody is merged with themselves." },
  "candidate.merge_unknown": { status: 422, title: "There is no such candidate to merge from." },
  "candidate.merge_open": {
    status: 409,
    title: "Both were considered for one job, and it went further with the one who would go.",
    explain: "`job_ids` says for which. Merge the other way round, or end or reopen one of the two applications first.",
  },

  // Tags and notes
  "import.unknown": { status: 404, title: "There is no such import." },
  "import.not_unicode": {
    status: 422,
    title: "The file is not UTF-8.",
    explain: "Spreadsheets call it CSV UTF-8 when they save.",
  },
  "import.malformed": {
    status: 422,
    title: "The file cannot be read as CSV.",
    explain:
      "`row` says where. A cell that holds a separator, a quote or a line's end stands in quotes; a quote in it is doubled.",
  },
  "import.column_unknown": {
    status: 422,
    title: "The file has a column that means nothing here.",
    explain: "`column` names it, `known` lists those that mean something. Take it out or give it another name.",
  },
  "import.column_twice": { status: 422, title: "Two columns have the same name." },
  "import.column_missing": {
    status: 422,
    title: "A column is missing without which no row could be told from another.",
    explain: "`column` names it: `email` for candidates, `title` for jobs.",
  },
  "import.empty": { status: 422, title: "The file has no rows below its head." },
  "import.too_many_rows": { status: 422, title: "The file has too many rows.", explain: "Send it in several parts." },
  "tag.unknown": { status: 404, title: "There is no such tag." },
  "tag.name_taken": { status: 409, title: "Another tag of this kind has this name." },
  "tag.too_many": {
    status: 409,
    title: "A company has no more tags of a kind than this.",
    explain: "`limit` says how many.",
  },
  "tag.wrong_kind": {
    status: 422,
    title: "This tag is for somebody else.",
    explain: "`kind` says for whom: candidates wear tags of kind `candidate`, members those of kind `interviewer`.",
  },
  "tag.not_assigned": { status: 409, title: "They do not wear this tag." },
  "note.unknown": { status: 404, title: "There is no such note." },
  "note.not_yours": {
    status: 403,
    title: "Somebody else wrote this note.",
    explain:
      "Only its author changes a note, while they may write there; those who may change candidates can delete it.",
  },
  "note.no_author": {
    status: 422,
    title: "A program cannot keep a note to itself.",
    explain: "Nobody could ever read it. Use `team` or `recruiters`.",
  },

  // Records: what happened, what was sent, what could not be finished
  "audit_event.unknown": { status: 404, title: "There is no such event." },
  "delivery.unknown": { status: 404, title: "There is no such delivery." },
  "delivery.not_retryable": {
    status: 409,
    title: "This delivery cannot be sent once more.",
    explain: "Only one that failed, or of which nobody knows whether it arrived, can.",
  },
  "dead_letter.unknown": { status: 404, title: "There is no such dead letter." },
  "dead_letter.closed": { status: 409, title: "This dead letter has been replayed or resolved." },
  "diary.not_missing": {
    status: 409,
    title: "The books have not lost this hour.",
    explain:
      "Only hours that `GET /v1/diaries/{member_id}` lists as missing can be given back so; bookings are canceled instead.",
  },
};

export const problemOf = (code: string): Problem | undefined =>
  Object.hasOwn(problems, code) ? problems[code as RefusalCode] : undefined;
