CREATE TABLE `reminder_catch_ups` (
	`tenant_id` text NOT NULL,
	`workflow_id` text NOT NULL,
	`fact_id` text NOT NULL,
	`place_at` integer,
	`place_id` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `workflow_id`),
	FOREIGN KEY (`tenant_id`,`workflow_id`) REFERENCES `workflows`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reminder_catch_ups_next` ON `reminder_catch_ups` (`updated_at`);