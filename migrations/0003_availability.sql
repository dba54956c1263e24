CREATE TABLE `interviewers` (
	`tenant_id` text NOT NULL,
	`member_id` text NOT NULL,
	`time_zone` text,
	`default_minutes` integer NOT NULL,
	`before_minutes` integer NOT NULL,
	`after_minutes` integer NOT NULL,
	`notice_minutes` integer NOT NULL,
	`advance_days` integer,
	`limits` text NOT NULL,
	`week_start` integer NOT NULL,
	`paused_until` integer,
	`pause_reason` text,
	`load_weight` integer NOT NULL,
	`specialties` text NOT NULL,
	`profile` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `member_id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `overrides` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`schedule_id` text,
	`first_date` integer NOT NULL,
	`last_date` integer NOT NULL,
	`kind` text NOT NULL,
	`ranges` text NOT NULL,
	`reason` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`schedule_id`) REFERENCES `schedules`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `overrides_member` ON `overrides` (`tenant_id`,`member_id`,`last_date`,`first_date`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `overrides_dates` ON `overrides` (`tenant_id`,`first_date`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `overrides_schedule` ON `overrides` (`tenant_id`,`schedule_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `schedules` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`time_zone` text NOT NULL,
	`is_default` integer NOT NULL,
	`weekly` text NOT NULL,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schedules_name` ON `schedules` (`tenant_id`,`member_id`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `schedules_default` ON `schedules` (`tenant_id`,`member_id`) WHERE is_default = 1 and deleted_at is null;--> statement-breakpoint
CREATE INDEX `schedules_created` ON `schedules` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `time_off` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`first_date` integer,
	`last_date` integer,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`reason` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `time_off_member` ON `time_off` (`tenant_id`,`member_id`,`ends_at`,`starts_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `time_off_starts` ON `time_off` (`tenant_id`,`starts_at`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `travel` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`time_zone` text NOT NULL,
	`note` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `travel_member` ON `travel` (`tenant_id`,`member_id`,`ends_at`,`starts_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `travel_starts` ON `travel` (`tenant_id`,`starts_at`,`id`) WHERE deleted_at is null;