ALTER TABLE `decisions` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `hosts` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `why` text;