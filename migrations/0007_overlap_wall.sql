-- The second wall behind the diaries: no hour of anybody's is taken twice, buffers included. It must never be needed.
-- Seats of one session stand side by side, and a hold that has lapsed blocks nothing. No meeting with its buffers is longer than
-- two days and no buffers together longer than one, so the window of starts finds all that can touch, by the index on active rows.
CREATE TRIGGER reservations_never_overlap BEFORE INSERT ON reservations
WHEN NEW.active = 1 AND EXISTS (
  SELECT 1 FROM reservations b
  WHERE b.tenant_id = NEW.tenant_id AND b.member_id = NEW.member_id AND b.active = 1 AND b.id <> NEW.id
    AND b.starts_at > NEW.starts_at - 172800000 AND b.starts_at < NEW.ends_at + 86400000
    AND b.starts_at - b.before_minutes * 60000 < NEW.ends_at + NEW.after_minutes * 60000
    AND NEW.starts_at - NEW.before_minutes * 60000 < b.ends_at + b.after_minutes * 60000
    AND (NEW.share IS NULL OR b.share IS NULL OR b.share <> NEW.share)
    AND (b.lapses_at IS NULL OR b.lapses_at > NEW.updated_at)
)
BEGIN SELECT RAISE(ABORT, 'OVERLAP'); END;
--> statement-breakpoint
CREATE TRIGGER reservations_never_moved_onto BEFORE UPDATE ON reservations
WHEN NEW.active = 1 AND EXISTS (
  SELECT 1 FROM reservations b
  WHERE b.tenant_id = NEW.tenant_id AND b.member_id = NEW.member_id AND b.active = 1 AND b.id <> NEW.id
    AND b.starts_at > NEW.starts_at - 172800000 AND b.starts_at < NEW.ends_at + 86400000
    AND b.starts_at - b.before_minutes * 60000 < NEW.ends_at + NEW.after_minutes * 60000
    AND NEW.starts_at - NEW.before_minutes * 60000 < b.ends_at + b.after_minutes * 60000
    AND (NEW.share IS NULL OR b.share IS NULL OR b.share <> NEW.share)
    AND (b.lapses_at IS NULL OR b.lapses_at > NEW.updated_at)
)
BEGIN SELECT RAISE(ABORT, 'OVERLAP'); END;
