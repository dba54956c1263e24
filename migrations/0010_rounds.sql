CREATE INDEX `reservations_touched` ON `reservations` (`updated_at`);--> statement-breakpoint
CREATE INDEX `reservations_lapsing` ON `reservations` (`lapses_at`) WHERE active = 1 and kind = 'hold';--> statement-breakpoint
-- Ids end in random letters: by their ends cron goes its rounds through the members of all companies, a part of them each minute.
CREATE INDEX `members_tail` ON `members` (substr(id, -3));
