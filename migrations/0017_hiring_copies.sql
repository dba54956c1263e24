-- A candidate's status is told by their applications and interviews, in the batch that changes those.
CREATE TRIGGER candidates_told_by_new_application AFTER INSERT ON applications
WHEN NEW.candidate_id IS NOT NULL
BEGIN
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = NEW.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
END;
--> statement-breakpoint
CREATE TRIGGER candidates_told_by_application AFTER UPDATE OF status, round, candidate_id, deleted_at ON applications
BEGIN
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = NEW.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = OLD.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
END;
--> statement-breakpoint
CREATE TRIGGER candidates_told_by_new_interview AFTER INSERT ON interviews
WHEN NEW.candidate_id IS NOT NULL
BEGIN
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = NEW.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
END;
--> statement-breakpoint
CREATE TRIGGER candidates_told_by_interview AFTER UPDATE OF booking_status, canceled_at, actual_start, candidate_id, deleted_at ON interviews
BEGIN
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = NEW.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = OLD.candidate_id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
END;
--> statement-breakpoint
CREATE TRIGGER candidates_told_by_word AFTER UPDATE OF said_status ON candidates
BEGIN
  UPDATE candidates SET version = version + 1, status = CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END
  WHERE tenant_id = NEW.tenant_id AND id = NEW.id AND status <> CASE
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'hired' AND a.deleted_at IS NULL) THEN 'accepted'
    WHEN said_status = 'on_hold' THEN 'on_hold'
    WHEN EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.deleted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.deleted_at IS NULL) THEN 'rejected'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND i.booking_status IN ('pending', 'confirmed') AND i.actual_start IS NULL AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL) THEN 'scheduled'
    WHEN EXISTS (SELECT 1 FROM interviews i WHERE i.tenant_id = candidates.tenant_id AND i.candidate_id = candidates.id
      AND (i.actual_start IS NOT NULL OR i.booking_status IN ('completed', 'no_show')) AND i.canceled_at IS NULL
      AND i.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.tenant_id = candidates.tenant_id AND a.candidate_id = candidates.id
      AND a.status = 'active' AND a.round > 0 AND a.deleted_at IS NULL) THEN 'in_progress'
    WHEN said_status = 'contacted' THEN 'contacted'
    ELSE 'new' END;
END;
--> statement-breakpoint
-- Whoever books by an interview's own link books that interview.
CREATE TRIGGER interviews_booked_by_link AFTER INSERT ON bookings
WHEN NEW.link_id IS NOT NULL
BEGIN
  UPDATE interviews SET booking_id = NEW.id, booking_status = NEW.status, starts_at = NEW.starts_at, ends_at = NEW.ends_at,
    version = version + 1, updated_at = NEW.updated_at
  WHERE tenant_id = NEW.tenant_id AND link_id = NEW.link_id AND booking_id IS NULL AND canceled_at IS NULL AND deleted_at IS NULL;
END;
--> statement-breakpoint
-- What a booking says of its interview is the truth; the interview keeps a copy, and its panel a copy of that.
CREATE TRIGGER interviews_follow_booking AFTER UPDATE OF status, starts_at, ends_at ON bookings
WHEN NEW.status <> OLD.status OR NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at
BEGIN
  UPDATE interviews SET booking_status = NEW.status, starts_at = NEW.starts_at, ends_at = NEW.ends_at,
    version = version + 1, updated_at = NEW.updated_at
  WHERE tenant_id = NEW.tenant_id AND booking_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER participants_follow_interview AFTER UPDATE OF booking_status, starts_at, ends_at, canceled_at, deleted_at ON interviews
BEGIN
  UPDATE participants SET starts_at = CASE WHEN NEW.canceled_at IS NULL AND NEW.deleted_at IS NULL AND NEW.booking_status IN ('pending', 'confirmed', 'completed', 'no_show') THEN NEW.starts_at END,
    ends_at = CASE WHEN NEW.canceled_at IS NULL AND NEW.deleted_at IS NULL AND NEW.booking_status IN ('pending', 'confirmed', 'completed', 'no_show') THEN NEW.ends_at END
  WHERE tenant_id = NEW.tenant_id AND interview_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER participants_begin_with_interview AFTER INSERT ON participants
BEGIN
  UPDATE participants SET starts_at = (SELECT CASE WHEN i.canceled_at IS NULL AND i.deleted_at IS NULL AND i.booking_status IN ('pending', 'confirmed', 'completed', 'no_show')
      THEN i.starts_at END FROM interviews i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.interview_id),
    ends_at = (SELECT CASE WHEN i.canceled_at IS NULL AND i.deleted_at IS NULL AND i.booking_status IN ('pending', 'confirmed', 'completed', 'no_show')
      THEN i.ends_at END FROM interviews i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.interview_id)
  WHERE tenant_id = NEW.tenant_id AND id = NEW.id;
END;
--> statement-breakpoint
-- Whose booking has answers for them has no other: a participant's answer is a copy of their attendee's.
CREATE TRIGGER participants_answer_with_attendee AFTER UPDATE OF rsvp ON attendees
WHEN NEW.rsvp <> OLD.rsvp
BEGIN
  UPDATE participants SET rsvp = NEW.rsvp, responded_at = NEW.updated_at
  WHERE tenant_id = NEW.tenant_id AND attendee_id = NEW.id;
END;
--> statement-breakpoint
-- An application moves along its edges and nowhere else, one version at a time, whoever writes.
CREATE TRIGGER applications_move_along_edges BEFORE UPDATE ON applications
WHEN NEW.version <> OLD.version + 1
  OR NOT (NEW.status = OLD.status
    OR (OLD.status = 'active' AND NEW.status IN ('hired', 'rejected', 'withdrawn'))
    OR (OLD.status IN ('hired', 'rejected', 'withdrawn') AND NEW.status = 'active'))
BEGIN SELECT RAISE(ABORT, 'APPLICATION_EDGE'); END;
--> statement-breakpoint
CREATE TRIGGER application_events_never_change BEFORE UPDATE ON application_events
BEGIN SELECT RAISE(ABORT, 'application events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hiring_decisions_never_change BEFORE UPDATE ON hiring_decisions
BEGIN SELECT RAISE(ABORT, 'decisions on applications are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER scorecard_versions_never_change BEFORE UPDATE ON scorecard_versions
BEGIN SELECT RAISE(ABORT, 'versions of a scorecard are append-only'); END;
--> statement-breakpoint
-- A card that was handed in stays so.
CREATE TRIGGER scorecards_stay_submitted BEFORE UPDATE ON scorecards
WHEN OLD.status = 'submitted' AND NEW.status <> 'submitted'
BEGIN SELECT RAISE(ABORT, 'a submitted scorecard stays so'); END;
