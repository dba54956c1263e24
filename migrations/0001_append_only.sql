-- The fact log only grows. INSERT OR REPLACE would slip past the first two of each three, because D1 runs with recursive
-- triggers off: the deletion inside a REPLACE fires nothing. So an insert on an existing key is refused as well.
CREATE TRIGGER facts_never_change BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER facts_never_go BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER facts_never_replaced BEFORE INSERT ON facts
WHEN EXISTS (SELECT 1 FROM facts WHERE tenant_id = NEW.tenant_id AND (seq = NEW.seq OR id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
--> statement-breakpoint
-- A body may be emptied (retention, erasure), never rewritten.
CREATE TRIGGER fact_bodies_only_emptied BEFORE UPDATE ON fact_bodies
WHEN NEW.tenant_id <> OLD.tenant_id OR NEW.fact_id <> OLD.fact_id
  OR (NEW.before IS NOT NULL AND NEW.before IS NOT OLD.before) OR (NEW.after IS NOT NULL AND NEW.after IS NOT OLD.after)
  OR (NEW.ip IS NOT NULL AND NEW.ip IS NOT OLD.ip) OR (NEW.user_agent IS NOT NULL AND NEW.user_agent IS NOT OLD.user_agent)
BEGIN SELECT RAISE(ABORT, 'fact bodies are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER fact_bodies_never_go BEFORE DELETE ON fact_bodies
BEGIN SELECT RAISE(ABORT, 'fact bodies are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER fact_bodies_never_replaced BEFORE INSERT ON fact_bodies
WHEN EXISTS (SELECT 1 FROM fact_bodies WHERE tenant_id = NEW.tenant_id AND fact_id = NEW.fact_id)
BEGIN SELECT RAISE(ABORT, 'fact bodies are append-only'); END;
--> statement-breakpoint
-- What was answered stays answered, until a day has passed and the row is swept.
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are made once'); END;
