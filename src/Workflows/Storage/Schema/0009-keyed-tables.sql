-- Narrow tables that every move writes lie in their key alone where the database offers it: a page fewer each. The rules
-- that spoke are kept by case, as verification reads them, and found by rule through an index.
CREATE TABLE rules_that_spoke (
    case_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (case_id, seq, rule)
) {keyed};
INSERT INTO rules_that_spoke (case_id, seq, rule) SELECT case_id, seq, rule FROM history_rules;
DROP TABLE history_rules;
ALTER TABLE rules_that_spoke RENAME TO history_rules;
CREATE INDEX history_rules_by_rule ON history_rules (rule, case_id, seq);

CREATE TABLE keyed_items (
    case_id TEXT NOT NULL,
    id TEXT NOT NULL,
    to_key TEXT NOT NULL,
    path TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    since TEXT NOT NULL,
    due TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    PRIMARY KEY (case_id, id)
) {keyed};
INSERT INTO keyed_items (case_id, id, to_key, path, part, title, since, due, provisional)
    SELECT case_id, id, to_key, path, part, title, since, due, provisional FROM work_items;
DROP TABLE work_items;
ALTER TABLE keyed_items RENAME TO work_items;
CREATE INDEX work_items_by_key ON work_items (to_key, due, since);

CREATE TABLE keyed_deadlines (
    case_id TEXT NOT NULL,
    key TEXT NOT NULL,
    wake TEXT NOT NULL,
    PRIMARY KEY (case_id, key)
) {keyed};
INSERT INTO keyed_deadlines (case_id, key, wake) SELECT case_id, key, wake FROM deadlines;
DROP TABLE deadlines;
ALTER TABLE keyed_deadlines RENAME TO deadlines;
CREATE INDEX deadlines_by_wake ON deadlines (wake);

CREATE TABLE keyed_milestones (
    case_id TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    PRIMARY KEY (case_id, name)
) {keyed};
INSERT INTO keyed_milestones (case_id, name, title, earliest, latest) SELECT case_id, name, title, earliest, latest FROM milestones;
DROP TABLE milestones;
ALTER TABLE keyed_milestones RENAME TO milestones;
CREATE INDEX milestones_by_latest ON milestones (latest);
CREATE INDEX milestones_by_earliest ON milestones (earliest);

-- What a case has sent is asked for when it is verified.
CREATE INDEX reports_by_case ON reports (from_case);
