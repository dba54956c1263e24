CREATE TABLE `attendees` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`booking_id` text NOT NULL,
	`role` text NOT NULL,
	`member_id` text,
	`pool_id` text,
	`assigned_at` integer,
	`name` text,
	`email` text,
	`phone` text,
	`time_zone` text,
	`locale` text,
	`rsvp` text NOT NULL,
	`consent` text,
	`utm` text,
	`referrer` text,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendees_booking` ON `attendees` (`tenant_id`,`booking_id`);--> statement-breakpoint
CREATE INDEX `attendees_member` ON `attendees` (`tenant_id`,`member_id`,`booking_id`) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX `attendees_email` ON `attendees` (`tenant_id`,`email`,`booking_id`) WHERE email is not null;--> statement-breakpoint
CREATE INDEX `attendees_turns` ON `attendees` (`tenant_id`,`pool_id`,`member_id`,`assigned_at`) WHERE assigned_at is not null;--> statement-breakpoint
CREATE TABLE `booking_answers` (
	`tenant_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`question_id` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`type` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `booking_id`, `question_id`),
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`question_id`) REFERENCES `event_type_questions`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `booking_events` (
	`tenant_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`sequence` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`party` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `booking_id`, `version`),
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bookings` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`event_type_id` text,
	`kind` text NOT NULL,
	`txn` text NOT NULL,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`link_id` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`time_zone` text NOT NULL,
	`local_starts_at` text NOT NULL,
	`tz_version` text NOT NULL,
	`share` text,
	`seat_no` integer,
	`location_kind` text NOT NULL,
	`location_details` text,
	`decide_by` integer,
	`ended_by` text,
	`ended_reason` text,
	`no_show` text,
	`rescheduled_count` integer DEFAULT 0 NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`seq` integer NOT NULL,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bookings_starts` ON `bookings` (`tenant_id`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `bookings_seq` ON `bookings` (`tenant_id`,`seq`);--> statement-breakpoint
CREATE INDEX `bookings_event_type` ON `bookings` (`tenant_id`,`event_type_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_created` ON `bookings` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `bookings_undecided` ON `bookings` (`decide_by`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `bookings_standing` ON `bookings` (`ends_at`) WHERE status = 'confirmed';--> statement-breakpoint
CREATE TABLE `links` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`verbs` text NOT NULL,
	`key_version` integer DEFAULT 1 NOT NULL,
	`booking_id` text,
	`event_type_id` text,
	`member_id` text,
	`name` text,
	`max_uses` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`starts_after` integer,
	`starts_before` integer,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	`opened_at` integer,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `links_kind_created` ON `links` (`tenant_id`,`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `links_booking` ON `links` (`tenant_id`,`booking_id`);--> statement-breakpoint
CREATE TABLE `reschedule_requests` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`booking_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_by_actor` text NOT NULL,
	`reason` text,
	`windows` text NOT NULL,
	`status` text NOT NULL,
	`reply` text,
	`settled_at` integer,
	`settled_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reschedule_requests_pending` ON `reschedule_requests` (`tenant_id`,`booking_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `reschedule_requests_booking` ON `reschedule_requests` (`tenant_id`,`booking_id`);--> statement-breakpoint
CREATE INDEX `reschedule_requests_created` ON `reschedule_requests` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `booking_settings` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`public_holds_per_network` integer NOT NULL,
	`public_hold_percent` integer NOT NULL,
	`approval_hours` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
