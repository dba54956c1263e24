// One line a row, as a table is read: longer lines than elsewhere, and no formatter between them.
/**
 * Every entity of the five documents this product comes from, what it becomes here, and how far that is:
 * id | entity there | capability | entity here | status. What shows it, or why not, stands in `evidence.ts`.
 */
export const rows = `
CLY-01 | Tenant | Isolated customer with own domain and logo | Tenant | native
CLY-02 | User | Sign-in person shared by tenants | User | native
CLY-03 | TenantUser | User's role and standing in one tenant | Membership, RoleGrant | native
CLY-04 | Account | OAuth account at an identity provider | ExternalIdentity | planned
CLY-05 | Session | Server-side sign-in session | AuthSession | native
CLY-06 | VerificationToken | E-mail or sign-in proof token | VerificationCode | native
CLY-07 | Interviewee | Candidate record inside a tenant | Candidate, Application | native
CLY-08 | JobRole | Role being hired for | Job | native
CLY-09 | IntervieweeNote | Staff note about a candidate | Note | native
CLY-10 | UserSettings | Interviewer's scheduling limits and connected apps | Interviewer, CalendarConnection, Integration | native
CLY-11 | Availability | Weekly working window per weekday | AvailabilityRule, AvailabilitySchedule | native
CLY-12 | ExceptionDate | Date blocked or opened | AvailabilityOverride | native
CLY-13 | Booking | Confirmed interview slot with meeting link and feedback | Booking, Interview, ConferenceRoom, Scorecard | native
HOT-01 | companies | Root tenant | Tenant | native
HOT-02 | users | Authentication and authorisation user | User, ExternalIdentity | native
HOT-03 | recruiters | Recruiter profile of a user | Membership, Interviewer | native
HOT-04 | candidates | Candidate profile | Candidate | native
HOT-05 | associates | Contractor profile after placement | Placement | planned
HOT-06 | resumeProfiles | Several CV versions per candidate | ResumeVersion | planned
HOT-07 | videoIntroductions | Candidate's self-introduction video | Attachment | planned
HOT-08 | candidateProfileShares | Shareable profile link | ActionToken | planned
HOT-09 | customers | Client company of an agency | Client | planned
HOT-10 | customerContacts | Contact person at a client | ClientContact | planned
HOT-11 | jobs | Job posting | Job | native
HOT-12 | jobTemplates | Reusable job text | Job | native
HOT-13 | templateShares | Template shared with colleagues | JobShare | planned
HOT-14 | jobDrafts | Autosaved unfinished job | Job | native
HOT-15 | bulkUploadJobs | Tracking of a bulk job upload | ImportBatch | native
HOT-16 | jobSkillRequirements | Skills a job asks for | JobSkill | native
HOT-17 | jobViewAnalytics | Aggregated job view counts | MetricSnapshot | planned
HOT-18 | jobViewSessions | One visitor's viewing session of a job | ActivityEvent | planned
HOT-19 | jobApplicationSources | Where applications come from | Application, MetricSnapshot | native
HOT-20 | applications | Candidate applied to job | Application | native
HOT-21 | applicationHistory | Status changes of an application | ApplicationEvent | native
HOT-22 | applicationFeedback | Feedback on an application without an interview | Scorecard | native
HOT-23 | guestApplications | Application without an account | Application | native
HOT-24 | interviews | Scheduled interview of an application | Interview | native
HOT-25 | interviewQuestions | Interview question bank | QuestionBankItem | native
HOT-26 | interviewResponses | Candidate's response to an interview question | InterviewResponse | native
HOT-27 | interviewFeedback | Overall feedback on an interview | Scorecard | native
HOT-28 | interviewPanelists | Panel members of an interview | Participant | native
HOT-29 | panelistFeedback | One panelist's own feedback | Scorecard | native
HOT-30 | panelActionTokens | Secure link for a panelist to accept, decline or give feedback | ActionToken | native
HOT-31 | rescheduleRequests | Ask to move an interview (named only in the dependency diagram) | RescheduleRequest | native
HOT-32 | codingChallenges | Coding challenge definition | Assessment | planned
HOT-33 | codingSubmissions | Candidate's code and outcome | AssessmentAttempt | planned
HOT-34 | skillAssessments | Skill test definition | Assessment | planned
HOT-35 | assessmentQuestions | Questions of a skill test | QuestionBankItem | planned
HOT-36 | assessmentAttempts | A candidate's sitting | AssessmentAttempt | planned
HOT-37 | assessmentAnswers | Answers of a sitting | AttemptAnswer | planned
HOT-38 | candidateSkillRatings | Rated skill of a candidate | SkillRating | planned
HOT-39 | jobViews | A candidate looked at a job | ActivityEvent | planned
HOT-40 | candidateTags | Tag definition | Tag | native
HOT-41 | candidateTagAssignments | Tag put on a candidate | TagAssignment | native
HOT-42 | savedSearches | Stored search criteria | SavedItem | planned
HOT-43 | savedJobs | Bookmarked job | SavedItem | planned
HOT-44 | recentlyViewedJobs | Recently viewed list | ActivityEvent | planned
HOT-45 | emailTemplates | E-mail template library | MessageTemplate | native
HOT-46 | emailCampaigns | E-mail campaign | Campaign | planned
HOT-47 | campaignRecipients | Recipient of a campaign | CampaignMember | planned
HOT-48 | followUpSequences | Automated follow-up sequence | Campaign | planned
HOT-49 | sequenceSteps | Step of a sequence | CampaignStep | planned
HOT-50 | sequenceEnrollments | Candidate enrolled in a sequence | CampaignMember | planned
HOT-51 | emailUnsubscribes | Opt-out record | Suppression | native
HOT-52 | emailDeliveryEvents | Delivered, opened, bounced events | Delivery | native
HOT-53 | emailWebhookLogs | Raw provider callbacks | InboundEvent | native
HOT-54 | inmailTemplates | LinkedIn message template | MessageTemplate | recorded
HOT-55 | notifications | In-app notification | Notification | native
HOT-56 | notificationDeliveryLogs | Delivery tracking of a notification | Delivery | native
HOT-57 | recruiterNotificationPreferences | Recruiter's notification choices | NotificationPreference | native
HOT-58 | aiNotificationPreferences | Choices for AI-made notices | NotificationPreference | planned
HOT-59 | aiNotificationQueue | Queued AI-made notices | Notification, Reminder | planned
HOT-60 | linkedinProfiles | Cached LinkedIn profile | ExternalProfile | planned
HOT-61 | linkedinInmails | InMail sent to a profile | Interaction, Delivery | planned
HOT-62 | linkedinCreditUsage | Credits spent on InMails | LedgerEntry | planned
HOT-63 | sourcingCampaigns | Sourcing campaign | Campaign | planned
HOT-64 | sourcedCandidates | Candidate found by a sourcing campaign | CampaignMember | planned
HOT-65 | candidateInteractions | Touchpoint log (named only in the dependency diagram) | Interaction | planned
HOT-66 | calendarIntegrations | Connected calendar service | CalendarConnection | planned
HOT-67 | calendarEvents | Synced calendar event tied to an interview | BusyBlock | planned
HOT-68 | schedulingLinks | Shareable scheduling link | SchedulingLink | native
HOT-69 | onboardingProcesses | Onboarding workflow for an associate | ChecklistRun | planned
HOT-70 | onboardingTasks | Task definition for onboarding | ChecklistTemplate | planned
HOT-71 | taskAssignments | Task assigned within a process | Task | planned
HOT-72 | taskReminders | Reminder schedule of an assignment | Reminder | planned
HOT-73 | taskTemplates | Reusable task template | ChecklistTemplate | planned
HOT-74 | biasDetectionLogs | Bias detection events | Finding | planned
HOT-75 | diversityMetrics | Diversity tracking per company | MetricSnapshot | planned
HOT-76 | matchOutcomes | Match result candidate to job | ModelScore | planned
HOT-77 | algorithmPerformance | Metrics of the matching algorithm | MetricSnapshot | planned
HOT-78 | candidateSuccessPredictions | AI forecast of success | ModelScore | planned
HOT-79 | profileCompletionAnalytics | How complete a profile is | MetricSnapshot | planned
HOT-80 | userActivityLogs | User activity trail | ActivityEvent, AuditEvent | planned
HOT-81 | systemHealthMetrics | System health | MetricSnapshot | planned
HOT-82 | profileBadges | Badge definition | Badge | planned
HOT-83 | userBadges | Badge earned | BadgeAward | planned
HOT-84 | userPoints | Points | LedgerEntry | planned
HOT-85 | profileReminders | Nudge to finish a profile | Reminder | planned
HOT-86 | customReports | Saved report | ReportDefinition | planned
HOT-87 | reportSchedules | When a report runs | ReportSchedule | planned
HOT-88 | reportExecutions | Report run history | ReportRun | planned
HOT-89 | systemSettings | Platform-wide settings | Setting | planned
HOT-90 | companySettings | Tenant settings | Setting | planned
HOT-91 | integrationSettings | Third-party integration config | Integration | planned
HOT-92 | environmentVariables | Environment configuration held in the database | Setting | refused
HOT-93 | applicationLogs | Application logs | AuditEvent | planned
HOT-94 | teamMembers | Team membership in a company | TeamMembership, Team | native
HOT-95 | fraudDetectionEvents | Suspected fraud | Finding | planned
MIR-01 | users | User with profile, flags and soft deletion | User, Membership | native
MIR-02 | companies | Tenant: agency or employer, with demo mode | Tenant | native
MIR-03 | roles | Role definition | Role | native
MIR-04 | user_roles | Role given to a user | RoleGrant | native
MIR-05 | positions | Vacancy with requirements and terms | Job, JobSkill | native
MIR-06 | interviews | Interview with plan, actual times, rating and decision | Interview, Scorecard, Decision | native
MIR-07 | meetings | Video meeting for an interview | ConferenceRoom | planned
MIR-08 | meeting_participants | Meeting participant with consent | Participant | planned
MIR-09 | todos | To-do item with effort and visibility | Task | planned
MIR-10 | todo_viewers | Who else may see a to-do | TaskGrant | planned
MIR-11 | todo_attachments | File on a to-do | Attachment | planned
MIR-12 | todo_extension_requests | Ask for a later deadline | TaskExtension | planned
MIR-13 | calendar_connections | Outside calendar account | CalendarConnection | planned
MIR-14 | calendar_integrations | Synced outside event | BusyBlock | planned
MIR-15 | attachments | File on any entity | Attachment | planned
MIR-16 | resumes | CV builder with public page | ResumeVersion, MetricSnapshot | planned
MIR-17 | exams | Exam definition | Assessment | planned
MIR-18 | exam_sessions | Exam sitting with proctoring | AssessmentAttempt, Finding | planned
MIR-19 | mbti_test_sessions | Personality questionnaire sitting | AssessmentAttempt | planned
MIR-20 | notifications | User notification | Notification | native
MIR-21 | refresh_tokens | Refresh token | AuthSession | native
MIR-22 | two_factor_codes | Second-factor code | VerificationCode | planned
MIR-23 | user_settings | Per-user key/value settings | Setting | planned
MIR-24 | video_calls | Video call room | ConferenceRoom | planned
MIR-25 | video_call_participants | Presence and quality in a call | Participant | planned
MIR-26 | messages | Internal messages in threads | Message | planned
MIR-27 | audit_logs | Audit trail | AuditEvent | native
CAF-01 | Organization | Tenant with SSO, SCIM and branding | Tenant | native
CAF-02 | User | User with status, timezone and locale | User | native
CAF-03 | Team | Team in an organisation | Team | native
CAF-04 | TeamMember | User in a team with role | TeamMembership | native
CAF-05 | CalendarConnection | Outside calendar account with sync state | CalendarConnection | planned
CAF-06 | AvailabilitySchedule | Named weekly schedule | AvailabilitySchedule | native
CAF-07 | AvailabilitySlot | Weekday window in a schedule | AvailabilityRule | native
CAF-08 | AvailabilityOverride | Date exception with reason | AvailabilityOverride | native
CAF-09 | EventType | Bookable meeting template | EventType | native
CAF-10 | Booking | Scheduled meeting life cycle | Booking, Interview | native
CAF-11 | Invitee | Outside participant of a booking | Participant, Booking | native
CAF-12 | Question | Form field | FormQuestion | native
CAF-13 | Answer | Answer to a form field | FormAnswer | native
CAF-14 | RoutingForm | Intake form | RoutingForm | planned
CAF-15 | RoutingRule | Condition to event type | RoutingRule | planned
CAF-16 | RoutingSubmission | Submitted intake form | RoutingSubmission | planned
CAF-17 | RoundRobinPool | Host pool with strategy | Pool | native
CAF-18 | RoundRobinAssignment | Pool membership and counters | PoolMember | native
CAF-19 | Workflow | Automation rule | Workflow, MessageTemplate | native
CAF-20 | NotificationLog | Delivery record | Delivery | native
CAF-21 | WebhookSubscription | Outside listener | WebhookSubscription | native
CAF-22 | WebhookDelivery | Webhook attempt log | Delivery | native
CAF-23 | AuditLog | Action trail | AuditEvent | native
CAF-24 | RetentionPolicy | How long to keep what | RetentionPolicy | planned
CAF-25 | DeletionRequest | Scheduled erasure | ErasureRequest | planned
QWA-01 | User | User linked to an outside identity | User, ExternalIdentity | planned
QWA-02 | Workspace | Container owned by a user | Tenant, Membership | native
QWA-03 | Interview | Video or voice interview sent to people | Interview | native
QWA-04 | InterviewInvitee | Person an interview link was sent to | Participant | native
`;
