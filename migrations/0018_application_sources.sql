ALTER TABLE `applications` ADD `guest_consent` text;--> statement-breakpoint
CREATE INDEX `applications_unjoined` ON `applications` (`tenant_id`,`created_at`,`id`) WHERE candidate_id is null;--> statement-breakpoint
CREATE INDEX `applications_source` ON `applications` (`tenant_id`,`source`,`created_at`,`id`) WHERE source is not null;--> statement-breakpoint
CREATE INDEX `applications_campaign` ON `applications` (`tenant_id`,`campaign`,`created_at`,`id`) WHERE campaign is not null;