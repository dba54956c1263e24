DROP INDEX `attendees_member`;--> statement-breakpoint
ALTER TABLE `attendees` ADD `starts_at` integer;--> statement-breakpoint
CREATE INDEX `attendees_member` ON `attendees` (`tenant_id`,`member_id`,`starts_at`,`booking_id`) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX `bookings_waiting` ON `bookings` (`tenant_id`,`starts_at`,`id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `bookings_link` ON `bookings` (`tenant_id`,`link_id`,`starts_at`) WHERE link_id is not null;--> statement-breakpoint
UPDATE `attendees` SET `starts_at` = (SELECT b.starts_at FROM bookings b WHERE b.tenant_id = attendees.tenant_id AND b.id = attendees.booking_id)
WHERE member_id IS NOT NULL;--> statement-breakpoint
-- Whoever moves a booking moves it in its hosts' agendas, without having to think of it.
CREATE TRIGGER attendees_follow_booking AFTER UPDATE OF starts_at ON bookings
WHEN NEW.starts_at <> OLD.starts_at
BEGIN
  UPDATE attendees SET starts_at = NEW.starts_at
  WHERE tenant_id = NEW.tenant_id AND booking_id = NEW.id AND member_id IS NOT NULL;
END;
