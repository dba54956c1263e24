CREATE TABLE `reminders` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`booking_id` text NOT NULL,
	`booking_version` integer NOT NULL,
	`workflow_id` text NOT NULL,
	`trigger` text NOT NULL,
	`action` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`base_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`useful_until` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`lease_until` integer,
	`attempt` integer DEFAULT 0 NOT NULL,
	`delivery_id` text,
	`sent_at` integer,
	`fact_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`booking_id`) REFERENCES `bookings`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`workflow_id`) REFERENCES `workflows`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_once` ON `reminders` (`tenant_id`,`booking_id`,`booking_version`,`workflow_id`,`action`,`recipient`);--> statement-breakpoint
CREATE INDEX `reminders_booking` ON `reminders` (`tenant_id`,`booking_id`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `reminders_due` ON `reminders` (`due_at`) WHERE state = 'due';--> statement-breakpoint
CREATE INDEX `reminders_leased` ON `reminders` (`lease_until`) WHERE state in ('claimed', 'sending');--> statement-breakpoint
CREATE INDEX `reminders_open` ON `reminders` (`tenant_id`,`workflow_id`) WHERE state = 'due';--> statement-breakpoint
CREATE TABLE `workflows` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`built_in` text,
	`trigger` text NOT NULL,
	`offset_minutes` integer NOT NULL,
	`conditions` text NOT NULL,
	`actions` text NOT NULL,
	`active` integer NOT NULL,
	`metadata` text NOT NULL,
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
CREATE INDEX `workflows_created` ON `workflows` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `workflows_built_in` ON `workflows` (`tenant_id`,`built_in`) WHERE built_in is not null;