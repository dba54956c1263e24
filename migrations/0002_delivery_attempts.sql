CREATE TABLE `delivery_attempts` (
	`delivery_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`outcome` text,
	`adapter` text,
	`provider_id` text,
	`error` text,
	`began_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`delivery_id`, `attempt`),
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delivery_attempts_open` ON `delivery_attempts` (`ended_at`,`began_at`);