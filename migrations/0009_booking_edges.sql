-- A booking moves along its edges and nowhere else, one version at a time, whoever writes.
CREATE TRIGGER bookings_move_along_edges BEFORE UPDATE ON bookings
WHEN NEW.version <> OLD.version + 1
  OR NEW.sequence NOT IN (OLD.sequence, OLD.sequence + 1)
  OR NOT (NEW.status = OLD.status
    OR (OLD.status = 'pending' AND NEW.status IN ('confirmed', 'declined', 'expired', 'canceled'))
    OR (OLD.status = 'confirmed' AND NEW.status IN ('canceled', 'completed', 'no_show'))
    OR (OLD.status = 'completed' AND NEW.status = 'no_show')
    OR (OLD.status = 'no_show' AND NEW.status = 'completed'))
BEGIN SELECT RAISE(ABORT, 'BOOKING_EDGE'); END;
