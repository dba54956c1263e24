CREATE TABLE `candidate_docs` (
	`doc` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`words` text NOT NULL,
	`labels` text NOT NULL,
	FOREIGN KEY (`tenant_id`,`candidate_id`) REFERENCES `candidates`(`tenant_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `candidate_docs_candidate` ON `candidate_docs` (`tenant_id`,`candidate_id`);
--> statement-breakpoint
-- What candidates are found by. Each word and label begins with its tenant, so that one tenant's words are one stretch of the index,
-- and nobody's query meets another's. Positions are not kept: whatever is asked is which records have all of some words.
CREATE VIRTUAL TABLE candidate_search USING fts5(words, labels, content='candidate_docs', content_rowid='doc',
  tokenize="ascii tokenchars '_'", detail=none, columnsize=0);
--> statement-breakpoint
-- What is taken out leaves no trace in older parts of the index.
INSERT INTO candidate_search (candidate_search, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER candidate_docs_found AFTER INSERT ON candidate_docs
BEGIN
  INSERT INTO candidate_search (rowid, words, labels) VALUES (NEW.doc, NEW.words, NEW.labels);
END;
--> statement-breakpoint
CREATE TRIGGER candidate_docs_found_again AFTER UPDATE OF words, labels ON candidate_docs
WHEN NEW.words <> OLD.words OR NEW.labels <> OLD.labels
BEGIN
  INSERT INTO candidate_search (candidate_search, rowid, words, labels) VALUES ('delete', OLD.doc, OLD.words, OLD.labels);
  INSERT INTO candidate_search (rowid, words, labels) VALUES (NEW.doc, NEW.words, NEW.labels);
END;
--> statement-breakpoint
CREATE TRIGGER candidate_docs_lost AFTER DELETE ON candidate_docs
BEGIN
  INSERT INTO candidate_search (candidate_search, rowid, words, labels) VALUES ('delete', OLD.doc, OLD.words, OLD.labels);
END;
--> statement-breakpoint
-- Whoever is added can be found; by which words, the writer says in the same batch.
CREATE TRIGGER candidates_begin_findable AFTER INSERT ON candidates
WHEN NEW.deleted_at IS NULL
BEGIN
  INSERT INTO candidate_docs (tenant_id, candidate_id, words, labels)
  VALUES (NEW.tenant_id, NEW.id, '', substr(NEW.tenant_id, 5) || '_s_' || NEW.status
    || coalesce(' ' || substr(NEW.tenant_id, 5) || '_o_' || substr(NEW.owner_id, 5), '')
    || coalesce((SELECT group_concat(' ' || substr(NEW.tenant_id, 5) || '_t_' || substr(g.tag_id, 5), '') FROM tag_assignments g
      WHERE g.tenant_id = NEW.tenant_id AND g.subject_id = NEW.id), ''));
END;
--> statement-breakpoint
CREATE TRIGGER candidates_keep_labels AFTER UPDATE OF status, owner_id ON candidates
WHEN NEW.status <> OLD.status OR NEW.owner_id IS NOT OLD.owner_id
BEGIN
  UPDATE candidate_docs SET labels = substr(NEW.tenant_id, 5) || '_s_' || NEW.status
    || coalesce(' ' || substr(NEW.tenant_id, 5) || '_o_' || substr(NEW.owner_id, 5), '')
    || coalesce((SELECT group_concat(' ' || substr(NEW.tenant_id, 5) || '_t_' || substr(g.tag_id, 5), '') FROM tag_assignments g
      WHERE g.tenant_id = NEW.tenant_id AND g.subject_id = NEW.id), '')
  WHERE tenant_id = NEW.tenant_id AND candidate_id = NEW.id;
END;
--> statement-breakpoint
-- Whoever is gone is found by nothing, and nothing of theirs stays in the index.
CREATE TRIGGER candidates_end_findable AFTER UPDATE OF deleted_at ON candidates
WHEN NEW.deleted_at IS NOT NULL
BEGIN
  DELETE FROM candidate_docs WHERE tenant_id = NEW.tenant_id AND candidate_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER tags_label_candidates AFTER INSERT ON tag_assignments
BEGIN
  UPDATE candidate_docs SET labels = coalesce((SELECT substr(c.tenant_id, 5) || '_s_' || c.status
    || coalesce(' ' || substr(c.tenant_id, 5) || '_o_' || substr(c.owner_id, 5), '')
    || coalesce((SELECT group_concat(' ' || substr(c.tenant_id, 5) || '_t_' || substr(g.tag_id, 5), '') FROM tag_assignments g
      WHERE g.tenant_id = c.tenant_id AND g.subject_id = c.id), '')
    FROM candidates c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.subject_id), labels)
  WHERE tenant_id = NEW.tenant_id AND candidate_id = NEW.subject_id;
END;
--> statement-breakpoint
CREATE TRIGGER tags_unlabel_candidates AFTER DELETE ON tag_assignments
BEGIN
  UPDATE candidate_docs SET labels = coalesce((SELECT substr(c.tenant_id, 5) || '_s_' || c.status
    || coalesce(' ' || substr(c.tenant_id, 5) || '_o_' || substr(c.owner_id, 5), '')
    || coalesce((SELECT group_concat(' ' || substr(c.tenant_id, 5) || '_t_' || substr(g.tag_id, 5), '') FROM tag_assignments g
      WHERE g.tenant_id = c.tenant_id AND g.subject_id = c.id), '')
    FROM candidates c WHERE c.tenant_id = OLD.tenant_id AND c.id = OLD.subject_id), labels)
  WHERE tenant_id = OLD.tenant_id AND candidate_id = OLD.subject_id;
END;
