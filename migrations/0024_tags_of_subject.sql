DROP INDEX `tag_assignments_subject`;--> statement-breakpoint
CREATE INDEX `tag_assignments_subject` ON `tag_assignments` (`tenant_id`,`subject_id`,`tag_id`);