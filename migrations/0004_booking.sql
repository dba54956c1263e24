CREATE TABLE `event_type_hosts` (
	`tenant_id` text NOT NULL,
	`event_type_id` text NOT NULL,
	`member_id` text NOT NULL,
	`position` integer NOT NULL,
	`schedule_id` text,
	PRIMARY KEY(`tenant_id`, `event_type_id`, `member_id`),
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`schedule_id`) REFERENCES `schedules`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_type_hosts_member` ON `event_type_hosts` (`tenant_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `event_type_pools` (
	`tenant_id` text NOT NULL,
	`event_type_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `event_type_id`, `pool_id`),
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`pool_id`) REFERENCES `pools`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_type_pools_pool` ON `event_type_pools` (`tenant_id`,`pool_id`);--> statement-breakpoint
CREATE TABLE `event_type_questions` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`event_type_id` text NOT NULL,
	`position` integer NOT NULL,
	`type` text NOT NULL,
	`label` text NOT NULL,
	`help` text,
	`required` integer NOT NULL,
	`options` text NOT NULL,
	`validation` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_type_questions_position` ON `event_type_questions` (`tenant_id`,`event_type_id`,`position`);--> statement-breakpoint
CREATE TABLE `event_types` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`description` text,
	`kind` text NOT NULL,
	`capacity` integer,
	`durations` text NOT NULL,
	`default_minutes` integer NOT NULL,
	`increment_minutes` integer,
	`offset_minutes` integer NOT NULL,
	`packed` integer NOT NULL,
	`before_minutes` integer NOT NULL,
	`after_minutes` integer NOT NULL,
	`notice_minutes` integer NOT NULL,
	`horizon` text,
	`limits` text NOT NULL,
	`locations` text NOT NULL,
	`default_location` text NOT NULL,
	`confirmation_required` integer NOT NULL,
	`cancellation` text NOT NULL,
	`rescheduling` text NOT NULL,
	`hidden` integer NOT NULL,
	`active` integer NOT NULL,
	`public_page` integer NOT NULL,
	`branding` text NOT NULL,
	`time_zone` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_types_slug` ON `event_types` (`tenant_id`,`slug`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `event_types_created` ON `event_types` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `event_types_title` ON `event_types` (`tenant_id`,`title`,`id`);--> statement-breakpoint
CREATE TABLE `pool_members` (
	`tenant_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`member_id` text NOT NULL,
	`weight` integer NOT NULL,
	`priority` integer NOT NULL,
	`standing` text NOT NULL,
	`starting_count` integer NOT NULL,
	`assigned_count` integer NOT NULL,
	`last_assigned_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `pool_id`, `member_id`),
	FOREIGN KEY (`tenant_id`,`pool_id`) REFERENCES `pools`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pool_members_member` ON `pool_members` (`tenant_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `pools` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`strategy` text NOT NULL,
	`active` integer NOT NULL,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pools_name` ON `pools` (`tenant_id`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `pools_created` ON `pools` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `reservations` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`txn` text NOT NULL,
	`kind` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`before_minutes` integer NOT NULL,
	`after_minutes` integer NOT NULL,
	`event_type_id` text,
	`booking_id` text,
	`share` text,
	`capacity` integer,
	`seat_no` integer,
	`active` integer NOT NULL,
	`lapses_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`event_type_id`) REFERENCES `event_types`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reservations_txn` ON `reservations` (`tenant_id`,`txn`,`member_id`,`starts_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `reservations_seat` ON `reservations` (`tenant_id`,`share`,`seat_no`) WHERE active = 1;--> statement-breakpoint
CREATE INDEX `reservations_member_start` ON `reservations` (`tenant_id`,`member_id`,`starts_at`) WHERE active = 1;--> statement-breakpoint
CREATE INDEX `reservations_own_start` ON `reservations` (`tenant_id`,`member_id`,`event_type_id`,`starts_at`) WHERE active = 1;--> statement-breakpoint
CREATE INDEX `reservations_booking` ON `reservations` (`tenant_id`,`booking_id`);