CREATE TABLE `webhooks` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`description` text,
	`events` text NOT NULL,
	`active` integer NOT NULL,
	`status` text NOT NULL,
	`api_version` text NOT NULL,
	`secret` text,
	`previous_secret` text,
	`previous_until` integer,
	`verified_at` integer,
	`disabled_at` integer,
	`disabled_reason` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`stretch` integer DEFAULT 0 NOT NULL,
	`told_at` integer,
	`paused_until` integer,
	`wakes_at` integer,
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
CREATE INDEX `webhooks_created` ON `webhooks` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `webhooks_waking` ON `webhooks` (`wakes_at`) WHERE wakes_at is not null;--> statement-breakpoint
CREATE INDEX `webhooks_failing` ON `webhooks` (`failing_since`) WHERE failing_since is not null;--> statement-breakpoint
DROP INDEX `deliveries_due`;--> statement-breakpoint
CREATE INDEX `deliveries_lane` ON `deliveries` (`tenant_id`,`recipient`,`status`,`due_at`) WHERE channel = 'webhook';--> statement-breakpoint
CREATE INDEX `deliveries_log` ON `deliveries` (`tenant_id`,`recipient`,`created_at`,`id`) WHERE channel = 'webhook';--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`channel`,`status`,`due_at`);--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `url` text;--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `response_status` integer;--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `milliseconds` integer;--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `response_text` text;