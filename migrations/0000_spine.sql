CREATE TABLE `api_keys` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`short_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`previous_short_id` text,
	`previous_secret_hash` text,
	`previous_until` integer,
	`scopes` text NOT NULL,
	`api_version` text NOT NULL,
	`last_used_at` integer,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	`created_by` text NOT NULL,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_short_id` ON `api_keys` (`short_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_previous_short_id` ON `api_keys` (`previous_short_id`);--> statement-breakpoint
CREATE INDEX `api_keys_created` ON `api_keys` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`email` text NOT NULL,
	`role_ids` text NOT NULL,
	`team_ids` text NOT NULL,
	`message` text,
	`locale` text,
	`status` text NOT NULL,
	`link_version` integer DEFAULT 1 NOT NULL,
	`sent_at` integer NOT NULL,
	`sent_count` integer DEFAULT 1 NOT NULL,
	`expires_at` integer NOT NULL,
	`invited_by` text NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`revoked_at` integer,
	`revoked_by` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_pending` ON `invitations` (`tenant_id`,`email`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `invitations_created` ON `invitations` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `members` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`display_name` text NOT NULL,
	`email` text NOT NULL,
	`title` text,
	`company_role` text,
	`status` text NOT NULL,
	`suspended_at` integer,
	`suspended_by` text,
	`suspended_reason` text,
	`deactivated_at` integer,
	`deactivated_by` text,
	`invited_by` text,
	`joined_at` integer NOT NULL,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_user` ON `members` (`tenant_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `members_by_user` ON `members` (`user_id`);--> statement-breakpoint
CREATE INDEX `members_created` ON `members` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `members_name` ON `members` (`tenant_id`,`display_name`,`id`);--> statement-breakpoint
CREATE TABLE `role_grants` (
	`tenant_id` text NOT NULL,
	`member_id` text NOT NULL,
	`role_id` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `member_id`, `role_id`),
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`role_id`) REFERENCES `roles`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grants_role` ON `role_grants` (`tenant_id`,`role_id`);--> statement-breakpoint
CREATE TABLE `roles` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`built_in` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`permissions` text NOT NULL,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roles_key` ON `roles` (`tenant_id`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `roles_name` ON `roles` (`tenant_id`,`name`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`tenant_id` text,
	`seed` text NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`rotated_at` integer NOT NULL,
	`rotated_for` text NOT NULL,
	`method` text NOT NULL,
	`ip` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	`idle_until` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`ended_how` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`code_hash` text NOT NULL,
	`link_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_ins_email` ON `sign_ins` (`email`,`created_at`);--> statement-breakpoint
CREATE INDEX `sign_ins_expires` ON `sign_ins` (`expires_at`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`ordinal` integer NOT NULL,
	`public_jwk` text NOT NULL,
	`sealed_private_jwk` text NOT NULL,
	`created_at` integer NOT NULL,
	`active_from` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signing_keys_ordinal` ON `signing_keys` (`ordinal`);--> statement-breakpoint
CREATE TABLE `team_members` (
	`tenant_id` text NOT NULL,
	`team_id` text NOT NULL,
	`member_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `team_id`, `member_id`),
	FOREIGN KEY (`tenant_id`,`team_id`) REFERENCES `teams`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`member_id`) REFERENCES `members`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `team_members_member` ON `team_members` (`tenant_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `teams` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`parent_id` text,
	`name` text NOT NULL,
	`description` text,
	`metadata` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`,`parent_id`) REFERENCES `teams`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (`tenant_id`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `teams_created` ON `teams` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`organization_name` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text NOT NULL,
	`status` text NOT NULL,
	`domain` text,
	`email` text,
	`phone` text,
	`website` text,
	`address` text NOT NULL,
	`description` text,
	`branding` text NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text NOT NULL,
	`region` text,
	`demo_ends_at` integer,
	`demo_features` text NOT NULL,
	`demo_notes` text,
	`outside_access` text NOT NULL,
	`metadata` text NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_slug` ON `tenants` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_domain` ON `tenants` (`domain`);--> statement-breakpoint
CREATE INDEX `tenants_created` ON `tenants` (`created_at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`scopes` text NOT NULL,
	`token_type` text,
	`sealed_access_token` text,
	`sealed_refresh_token` text,
	`sealed_id_token` text,
	`expires_at` integer,
	`refresh_expires_at` integer,
	`session_state` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_subject` ON `identities` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `identities_user` ON `identities` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`email_verified_at` integer,
	`given_name` text,
	`family_name` text,
	`display_name` text,
	`phone` text,
	`image_url` text,
	`time_zone` text,
	`locale` text,
	`status` text NOT NULL,
	`require_second_factor` integer DEFAULT false NOT NULL,
	`suspended_at` integer,
	`suspended_by` text,
	`last_login_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`deleted_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`fingerprint` text NOT NULL,
	`status` integer NOT NULL,
	`body` text,
	`headers` text NOT NULL,
	`entity` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decisions_at` ON `decisions` (`at`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text,
	`channel` text NOT NULL,
	`template` text NOT NULL,
	`subject_id` text NOT NULL,
	`ordinal` integer DEFAULT 1 NOT NULL,
	`recipient` text NOT NULL,
	`status` text NOT NULL,
	`adapter` text,
	`provider_id` text,
	`error` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer,
	`sent_at` integer,
	`fact_id` text,
	`request_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deliveries_tenant` ON `deliveries` (`tenant_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `deliveries_subject` ON `deliveries` (`tenant_id`,`subject_id`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`tenant_id` text NOT NULL,
	`id` text NOT NULL,
	`fact_id` text NOT NULL,
	`fact_type` text NOT NULL,
	`reason` text NOT NULL,
	`status` text DEFAULT 'waiting' NOT NULL,
	`buried_at` integer NOT NULL,
	`replayed_at` integer,
	`replayed_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`tenant_id`, `id`),
	FOREIGN KEY (`tenant_id`,`fact_id`) REFERENCES `facts`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dead_letters_waiting` ON `dead_letters` (`tenant_id`,`fact_id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE TABLE `fact_bodies` (
	`tenant_id` text NOT NULL,
	`fact_id` text NOT NULL,
	`before` text,
	`after` text,
	`ip` text,
	`user_agent` text,
	PRIMARY KEY(`tenant_id`, `fact_id`),
	FOREIGN KEY (`tenant_id`,`fact_id`) REFERENCES `facts`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`tenant_id` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`action` text NOT NULL,
	`entity_type` text NOT NULL,
	`entity_id` text NOT NULL,
	`version` integer NOT NULL,
	`actor` text NOT NULL,
	`session_id` text,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `facts_id` ON `facts` (`tenant_id`,`id`);--> statement-breakpoint
CREATE INDEX `facts_entity` ON `facts` (`tenant_id`,`entity_id`,`seq`);--> statement-breakpoint
CREATE INDEX `facts_actor` ON `facts` (`tenant_id`,`actor`,`seq`);--> statement-breakpoint
CREATE INDEX `facts_action` ON `facts` (`tenant_id`,`action`,`seq`);--> statement-breakpoint
CREATE INDEX `facts_at` ON `facts` (`tenant_id`,`at`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`tenant_id` text NOT NULL,
	`fact_id` text NOT NULL,
	`listener` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `fact_id`, `listener`),
	FOREIGN KEY (`tenant_id`,`fact_id`) REFERENCES `facts`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`tenant_id` text NOT NULL,
	`fact_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`rings` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`tenant_id`, `fact_id`),
	FOREIGN KEY (`tenant_id`,`fact_id`) REFERENCES `facts`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);