DROP INDEX `role_grants_role`;--> statement-breakpoint
CREATE INDEX `role_grants_role` ON `role_grants` (`tenant_id`,`role_id`,`member_id`);