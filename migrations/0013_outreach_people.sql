CREATE TABLE `calendar_feeds` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`key_version` integer DEFAULT 1 NOT NULL,
	`revoked_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_member` ON `calendar_feeds` (`tenant_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `inbound_events` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`external_id` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`payload_hash` text NOT NULL,
	`delivery_id` text,
	`outcome` text,
	`received_at` integer NOT NULL,
	`processed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_events_external` ON `inbound_events` (`provider`,`external_id`);--> statement-breakpoint
CREATE INDEX `inbound_events_delivery` ON `inbound_events` (`delivery_id`) WHERE delivery_id is not null;--> statement-breakpoint
CREATE INDEX `inbound_events_received` ON `inbound_events` (`received_at`);--> statement-breakpoint
CREATE TABLE `notification_preferences` (
	`tenant_id` text NOT NULL,
	`member_id` text NOT NULL,
	`choices` text NOT NULL,
	`quiet_start` text,
	`quiet_end` text,
	`quiet_zone` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `member_id`),
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`member_id` text NOT NULL,
	`category` text NOT NULL,
	`priority` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`action_url` text,
	`data` text NOT NULL,
	`fact_id` text NOT NULL,
	`triggered_by` text NOT NULL,
	`read_at` integer,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_fact` ON `notifications` (`tenant_id`,`fact_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `notifications_member` ON `notifications` (`tenant_id`,`member_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`tenant_id`,`member_id`,`created_at`,`id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_expiry` ON `notifications` (`expires_at`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`email` text NOT NULL,
	`category` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`delivery_id` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suppressions_email` ON `suppressions` (`tenant_id`,`email`,`category`);--> statement-breakpoint
CREATE INDEX `suppressions_created` ON `suppressions` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `bookings_id` ON `bookings` (`id`);--> statement-breakpoint
CREATE INDEX `deliveries_provider` ON `deliveries` (`provider_id`) WHERE provider_id is not null;