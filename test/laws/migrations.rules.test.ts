import { describe, expect, it } from "vitest";
import { accepted, rewrittenHistory, unsafeStatements } from "../../scripts/migration-rules.ts";

const rulesIn = (sql: string) => unsafeStatements("0001_x.sql", sql).map(({ rule }) => rule);

describe("a migration that could lose rows is refused", () => {
  it.each([
    ["drop-table", "DROP TABLE bookings;"],
    ["drop-table", "drop\n  table if exists `bookings`;"],
    ["drop-table", "DROP /* only the old one */ TABLE bookings;"],
    ["cascade", "CREATE TABLE a (b TEXT REFERENCES c(id) ON DELETE CASCADE);"],
    ["cascade", "CREATE TABLE a (b TEXT, FOREIGN KEY (b) REFERENCES c(id) ON UPDATE no action ON DELETE set null);"],
    ["cascade", "CREATE TABLE a (b TEXT REFERENCES c(id) ON UPDATE cascade);"],
    ["cascade", "CREATE TABLE a (b TEXT DEFAULT 'x' REFERENCES c(id) ON DELETE SET\nDEFAULT);"],
    ["replace", "INSERT OR REPLACE INTO a VALUES (1);"],
    ["replace", "REPLACE INTO a VALUES (1);"],
    ["replace", "UPDATE OR REPLACE a SET b = 1;"],
    ["replace", "CREATE TABLE a (b TEXT PRIMARY KEY ON CONFLICT REPLACE);"],
    ["rename", "ALTER TABLE `__new_a` RENAME TO `a`;"],
    ["rename", "ALTER TABLE main.a RENAME COLUMN b TO c;"],
    ["rename", "alter table a rename b to c;"],
    ["drop-column", "ALTER TABLE `a` DROP COLUMN `b`;"],
    ["drop-column", "alter table main.a drop b;"],
    ["pragma", "PRAGMA foreign_keys=OFF;"],
    ["pragma", "PRAGMA main.defer_foreign_keys = on;"],
    ["pragma", 'PRAGMA "foreign_keys" = 0;'],
  ])("%s: %s", (rule, sql) => {
    expect(rulesIn(sql)).toEqual([rule]);
  });

  it("and the whole rebuild that a generator writes is refused line by line", () => {
    const rebuild = [
      "PRAGMA foreign_keys=OFF;--> statement-breakpoint",
      "CREATE TABLE `__new_a` (`id` text PRIMARY KEY NOT NULL);--> statement-breakpoint",
      "INSERT INTO `__new_a` SELECT `id` FROM `a`;--> statement-breakpoint",
      "DROP TABLE `a`;--> statement-breakpoint",
      "ALTER TABLE `__new_a` RENAME TO `a`;--> statement-breakpoint",
      "PRAGMA foreign_keys=ON;",
    ].join("\n");
    const found = unsafeStatements("0002_y.sql", rebuild).map(({ line, rule }) => `${line} ${rule}`);
    expect(found).toEqual(["1 pragma", "4 drop-table", "5 rename", "6 pragma"]);
  });
});

describe("words that only look dangerous are let through", () => {
  it.each([
    "-- DROP TABLE a; PRAGMA foreign_keys\nCREATE TABLE a (id TEXT) STRICT;",
    "/* ON DELETE CASCADE\n OR REPLACE */ CREATE TABLE a (id TEXT);",
    "INSERT INTO notes VALUES ('it''s: DROP TABLE a; ON DELETE CASCADE');",
    'CREATE TABLE "drop table" ("on delete cascade" TEXT, [or replace] TEXT, `rename to` TEXT);',
    "CREATE TABLE drop_table_log (replace_into TEXT, cascade_rule TEXT, renamed_to TEXT);",
    "UPDATE a SET b = replace(b, 'x', 'y') WHERE c = 1 OR replace(b, 'x', '') = '';",
    "CREATE TABLE a (b TEXT REFERENCES c(id) ON UPDATE NO ACTION ON DELETE NO ACTION);",
    "CREATE TABLE a (b TEXT REFERENCES c(id) ON DELETE RESTRICT);",
    "ALTER TABLE a ADD COLUMN `rename` TEXT;",
    "DROP INDEX a_by_b; DROP TRIGGER a_guard;",
    "PRAGMA optimize;",
    "CREATE TRIGGER one_owner BEFORE INSERT ON bookings WHEN NEW.active = 1 BEGIN SELECT RAISE(ABORT, 'OVERLAP'); END;",
    "CREATE TRIGGER t BEFORE DELETE ON a BEGIN UPDATE a SET x = 1 WHERE y IN (SELECT b.z FROM b JOIN c ON c.d = b.d); END;",
  ])("%s", (sql) => {
    expect(rulesIn(sql)).toEqual([]);
  });
});

describe("an accepted migration is history", () => {
  const recorded = { "0000_a.sql": "aa", "0001_b.sql": "bb" };
  const a = { file: "0000_a.sql", sha256: "aa" };
  const b = { file: "0001_b.sql", sha256: "bb" };
  const rules = (...present: { file: string; sha256: string }[]) =>
    rewrittenHistory(recorded, present).map(({ file, rule }) => `${file} ${rule}`);

  it("untouched, it is no breach", () => {
    expect(rules(a, b)).toEqual([]);
  });

  it("edited, removed, slipped in before the last, or not recorded: each is one", () => {
    expect(rules(a, { ...b, sha256: "b2" })).toEqual(["0001_b.sql edited"]);
    expect(rules(b)).toEqual(["0000_a.sql removed"]);
    expect(rules(a, { file: "0000_z.sql", sha256: "zz" }, b)).toEqual(["0000_z.sql late"]);
    expect(rules(a, b, { file: "0002_c.sql", sha256: "cc" })).toEqual(["0002_c.sql unrecorded"]);
  });

  it("accepting adds lines and changes none", () => {
    const next = accepted(recorded, [a, { ...b, sha256: "b2" }, { file: "0002_c.sql", sha256: "cc" }]);
    expect(Object.entries(next)).toEqual([...Object.entries(recorded), ["0002_c.sql", "cc"]]);
  });
});
