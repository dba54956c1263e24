CREATE TABLE `application_events` (
	`tenant_id` text NOT NULL,
	`application_id` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`from_stage_id` text,
	`to_stage_id` text,
	`from_status` text,
	`to_status` text NOT NULL,
	`reason` text,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `application_id`, `version`),
	FOREIGN KEY (`tenant_id`,`application_id`) REFERENCES `applications`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `applications` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`job_id` text NOT NULL,
	`candidate_id` text,
	`stage_id` text NOT NULL,
	`round` integer DEFAULT 0 NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`recruiter_id` text,
	`guest_name` text,
	`guest_email` text,
	`guest_phone` text,
	`joined_at` integer,
	`cover_letter` text,
	`resume_url` text,
	`source` text,
	`medium` text,
	`campaign` text,
	`referrer` text,
	`external_id` text,
	`applied_at` integer NOT NULL,
	`ended_at` integer,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`job_id`) REFERENCES `jobs`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`stage_id`) REFERENCES `job_stages`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`recruiter_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_once` ON `applications` (`tenant_id`,`job_id`,`candidate_id`) WHERE candidate_id is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `applications_guest` ON `applications` (`tenant_id`,`job_id`,`guest_email`) WHERE candidate_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `applications_created` ON `applications` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_status` ON `applications` (`tenant_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_job` ON `applications` (`tenant_id`,`job_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_stage` ON `applications` (`tenant_id`,`stage_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_recruiter` ON `applications` (`tenant_id`,`recruiter_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_candidate` ON `applications` (`tenant_id`,`candidate_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_guests` ON `applications` (`tenant_id`,`guest_email`) WHERE guest_email is not null;--> statement-breakpoint
CREATE TABLE `candidate_emails` (
	`tenant_id` text NOT NULL,
	`email` text NOT NULL,
	`candidate_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `email`),
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_emails_candidate` ON `candidate_emails` (`tenant_id`,`candidate_id`);--> statement-breakpoint
CREATE TABLE `candidate_merges` (
	`tenant_id` text NOT NULL,
	`loser_id` text NOT NULL,
	`winner_id` text NOT NULL,
	`before` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `loser_id`),
	FOREIGN KEY (`tenant_id`,`winner_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_merges_winner` ON `candidate_merges` (`tenant_id`,`winner_id`);--> statement-breakpoint
CREATE TABLE `candidate_skills` (
	`tenant_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`skill` text NOT NULL,
	`label` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `candidate_id`, `skill`),
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_skills_skill` ON `candidate_skills` (`tenant_id`,`skill`,`candidate_id`);--> statement-breakpoint
CREATE TABLE `candidates` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text,
	`location` text,
	`time_zone` text,
	`locale` text,
	`current_company` text,
	`current_title` text,
	`years_of_experience` integer,
	`current_pay` text,
	`expected_pay` text,
	`notice_period_days` integer,
	`resume_url` text,
	`status` text DEFAULT 'new' NOT NULL,
	`said_status` text,
	`owner_id` text,
	`source` text,
	`medium` text,
	`campaign` text,
	`linked_user_id` text,
	`consents` text NOT NULL,
	`external_id` text,
	`anonymised_at` integer,
	`merged_into` text,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`owner_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_external` ON `candidates` (`tenant_id`,`external_id`) WHERE external_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `candidates_created` ON `candidates` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `candidates_status` ON `candidates` (`tenant_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `candidates_owner` ON `candidates` (`tenant_id`,`owner_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `debriefs` (
	`tenant_id` text NOT NULL,
	`application_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`override_reason` text,
	`missing` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `application_id`),
	FOREIGN KEY (`tenant_id`,`application_id`) REFERENCES `applications`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `hiring_decisions` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`application_id` text NOT NULL,
	`outcome` text NOT NULL,
	`rationale` text NOT NULL,
	`decided_by` text NOT NULL,
	`interview_id` text,
	`ordinal` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`application_id`) REFERENCES `applications`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hiring_decisions_application` ON `hiring_decisions` (`tenant_id`,`application_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `hiring_decisions_created` ON `hiring_decisions` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `event_type_forms` (
	`tenant_id` text NOT NULL,
	`event_type_id` text NOT NULL,
	`form_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `event_type_id`)
);
--> statement-breakpoint
CREATE TABLE `scorecard_forms` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`scale` integer NOT NULL,
	`scale_labels` text NOT NULL,
	`criteria` text NOT NULL,
	`recommendation_required` integer NOT NULL,
	`comments_required` integer NOT NULL,
	`active` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorecard_forms_name` ON `scorecard_forms` (`tenant_id`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `scorecard_forms_created` ON `scorecard_forms` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `import_rows` (
	`tenant_id` text NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`outcome` text NOT NULL,
	`subject_id` text,
	`faults` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `import_id`, `row`),
	FOREIGN KEY (`tenant_id`,`import_id`) REFERENCES `imports`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_rows_outcome` ON `import_rows` (`tenant_id`,`import_id`,`outcome`,`row`);--> statement-breakpoint
CREATE TABLE `imports` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text,
	`file_key` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`status` text NOT NULL,
	`offset` integer NOT NULL,
	`rows` integer NOT NULL,
	`created` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`failed` integer NOT NULL,
	`problem` text,
	`lease_until` integer,
	`finished_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_created` ON `imports` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `imports_unfinished` ON `imports` (`lease_until`) WHERE status in ('waiting', 'running');--> statement-breakpoint
CREATE TABLE `interviews` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`audience` text NOT NULL,
	`parent_id` text,
	`candidate_id` text,
	`application_id` text,
	`job_id` text,
	`stage_id` text,
	`event_type_id` text,
	`form_id` text,
	`organizer_id` text,
	`mode` text NOT NULL,
	`title` text NOT NULL,
	`description` text,
	`time_zone` text NOT NULL,
	`minutes` integer,
	`location` text,
	`booking_id` text,
	`booking_status` text,
	`starts_at` integer,
	`ends_at` integer,
	`link_id` text,
	`link_sent_at` integer,
	`windows_asked_at` integer,
	`windows_given_at` integer,
	`windows` text NOT NULL,
	`actual_start` integer,
	`actual_end` integer,
	`canceled_at` integer,
	`canceled_by` text,
	`cancel_reason` text,
	`replaces_id` text,
	`swaps` integer DEFAULT 0 NOT NULL,
	`external_id` text,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`application_id`) REFERENCES `applications`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`organizer_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interviews_booking` ON `interviews` (`tenant_id`,`booking_id`) WHERE booking_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `interviews_link` ON `interviews` (`tenant_id`,`link_id`) WHERE link_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `interviews_invitee` ON `interviews` (`tenant_id`,`parent_id`,`candidate_id`) WHERE parent_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `interviews_created` ON `interviews` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `interviews_starts` ON `interviews` (`tenant_id`,`starts_at`,`id`) WHERE starts_at is not null;--> statement-breakpoint
CREATE INDEX `interviews_application` ON `interviews` (`tenant_id`,`application_id`,`created_at`,`id`) WHERE application_id is not null;--> statement-breakpoint
CREATE INDEX `interviews_candidate` ON `interviews` (`tenant_id`,`candidate_id`,`created_at`,`id`) WHERE candidate_id is not null;--> statement-breakpoint
CREATE INDEX `interviews_job` ON `interviews` (`tenant_id`,`job_id`,`created_at`,`id`) WHERE job_id is not null;--> statement-breakpoint
CREATE INDEX `interviews_organizer` ON `interviews` (`tenant_id`,`organizer_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `interviews_waiting` ON `interviews` (`tenant_id`,`created_at`,`id`) WHERE booking_id is null and canceled_at is null and actual_start is null and deleted_at is null;--> statement-breakpoint
CREATE TABLE `participants` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`interview_id` text NOT NULL,
	`role` text NOT NULL,
	`member_id` text,
	`candidate_id` text,
	`pool_id` text,
	`attendee_id` text,
	`rsvp` text NOT NULL,
	`responded_at` integer,
	`decline_reason` text,
	`card` text NOT NULL,
	`card_submitted_at` integer,
	`invited_at` integer,
	`joined_at` integer,
	`left_at` integer,
	`attended` integer,
	`starts_at` integer,
	`ends_at` integer,
	`replaces_id` text,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`interview_id`) REFERENCES `interviews`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_member` ON `participants` (`tenant_id`,`interview_id`,`member_id`) WHERE member_id is not null and removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `participants_candidate` ON `participants` (`tenant_id`,`interview_id`,`candidate_id`) WHERE candidate_id is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX `participants_agenda` ON `participants` (`tenant_id`,`member_id`,`starts_at`) WHERE member_id is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX `participants_due` ON `participants` (`tenant_id`,`ends_at`) WHERE card = 'required' and card_submitted_at is null and removed_at is null and ends_at is not null;--> statement-breakpoint
CREATE INDEX `participants_attendee` ON `participants` (`tenant_id`,`attendee_id`) WHERE attendee_id is not null;--> statement-breakpoint
CREATE INDEX `participants_declined` ON `participants` (`tenant_id`,`starts_at`) WHERE rsvp = 'declined' and removed_at is null;--> statement-breakpoint
CREATE TABLE `job_skills` (
	`tenant_id` text NOT NULL,
	`job_id` text NOT NULL,
	`skill` text NOT NULL,
	`label` text NOT NULL,
	`required` integer NOT NULL,
	`level` text,
	`weight` integer DEFAULT 1 NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `job_id`, `skill`),
	FOREIGN KEY (`tenant_id`,`job_id`) REFERENCES `jobs`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_skills_skill` ON `job_skills` (`tenant_id`,`skill`,`job_id`);--> statement-breakpoint
CREATE TABLE `job_stages` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`job_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`event_type_id` text,
	`form_id` text,
	`instructions` text,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`job_id`) REFERENCES `jobs`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_stages_job` ON `job_stages` (`tenant_id`,`job_id`,`position`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`slug` text,
	`is_public` integer NOT NULL,
	`title` text NOT NULL,
	`description` text,
	`requirements` text,
	`benefits` text,
	`location` text,
	`is_remote` integer NOT NULL,
	`employment_type` text,
	`experience_level` text,
	`salary_min_minor` integer,
	`salary_max_minor` integer,
	`salary_currency` text,
	`salary_per` text,
	`headcount` integer DEFAULT 1 NOT NULL,
	`posted_at` integer,
	`deadline` integer,
	`recruiter_id` text,
	`hiring_manager_id` text,
	`team_id` text,
	`template_id` text,
	`external_id` text,
	`autosaved_at` integer,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`recruiter_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`hiring_manager_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`team_id`) REFERENCES `teams`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_slug` ON `jobs` (`tenant_id`,`slug`) WHERE slug is not null and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_external` ON `jobs` (`tenant_id`,`external_id`) WHERE external_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `jobs_created` ON `jobs` (`tenant_id`,`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_status` ON `jobs` (`tenant_id`,`kind`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_public` ON `jobs` (`tenant_id`,`posted_at`,`id`) WHERE is_public = 1 and status = 'open' and deleted_at is null;--> statement-breakpoint
CREATE TABLE `notes` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`subject_id` text NOT NULL,
	`author_id` text,
	`body` text NOT NULL,
	`visibility` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`author_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_subject` ON `notes` (`tenant_id`,`subject_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `panel_links` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`purpose` text NOT NULL,
	`interview_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`key_version` integer DEFAULT 1 NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`interview_id`) REFERENCES `interviews`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `panel_links_interview` ON `panel_links` (`tenant_id`,`interview_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `bank_questions` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`prompt` text NOT NULL,
	`guidance` text,
	`competency` text,
	`difficulty` text,
	`minutes` integer,
	`active` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bank_questions_created` ON `bank_questions` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `bank_questions_competency` ON `bank_questions` (`tenant_id`,`competency`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `interview_responses` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`interview_id` text NOT NULL,
	`question_id` text,
	`prompt` text NOT NULL,
	`text` text NOT NULL,
	`recorded_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`interview_id`) REFERENCES `interviews`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `interview_responses_interview` ON `interview_responses` (`tenant_id`,`interview_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `stage_questions` (
	`tenant_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`question_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `stage_id`, `question_id`),
	FOREIGN KEY (`tenant_id`,`stage_id`) REFERENCES `job_stages`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`question_id`) REFERENCES `bank_questions`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stage_questions_question` ON `stage_questions` (`tenant_id`,`question_id`);--> statement-breakpoint
CREATE TABLE `recruiter_profiles` (
	`tenant_id` text NOT NULL,
	`member_id` text NOT NULL,
	`headline` text,
	`bio` text,
	`phone` text,
	`website` text,
	`specialties` text NOT NULL,
	`is_public` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `member_id`),
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scorecard_versions` (
	`tenant_id` text NOT NULL,
	`scorecard_id` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`after_others` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `scorecard_id`, `version`),
	FOREIGN KEY (`tenant_id`,`scorecard_id`) REFERENCES `scorecards`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scorecards` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`interview_id` text,
	`application_id` text,
	`candidate_id` text NOT NULL,
	`participant_id` text,
	`author_id` text NOT NULL,
	`form_id` text,
	`form_version` integer,
	`is_training` integer NOT NULL,
	`status` text NOT NULL,
	`content` text NOT NULL,
	`submitted_at` integer,
	`saw_others_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`author_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorecards_interview` ON `scorecards` (`tenant_id`,`interview_id`,`kind`,`author_id`) WHERE interview_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `scorecards_apart` ON `scorecards` (`tenant_id`,`application_id`,`author_id`) WHERE interview_id is null;--> statement-breakpoint
CREATE INDEX `scorecards_application` ON `scorecards` (`tenant_id`,`application_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `scorecards_author` ON `scorecards` (`tenant_id`,`author_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `scorecards_candidate` ON `scorecards` (`tenant_id`,`candidate_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `scorecards_created` ON `scorecards` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `hiring_settings` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`card_due_hours` integer NOT NULL,
	`nudge_every_hours` integer NOT NULL,
	`nudges_at_most` integer NOT NULL,
	`replaces` integer NOT NULL,
	`replace_until_hours` integer NOT NULL,
	`swaps_at_most` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tag_assignments` (
	`tenant_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`assigned_by` text NOT NULL,
	`assigned_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `tag_id`, `subject_id`),
	FOREIGN KEY (`tenant_id`,`tag_id`) REFERENCES `tags`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tag_assignments_subject` ON `tag_assignments` (`tenant_id`,`subject_id`);--> statement-breakpoint
CREATE TABLE `tags` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`colour` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name` ON `tags` (`tenant_id`,`kind`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `tags_created` ON `tags` (`tenant_id`,`kind`,`created_at`,`id`);