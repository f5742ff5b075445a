-- How a case stands is kept packed alone. What was kept so far may have been written before a case had all that it has now: it is forgotten, and folded from the history when it is next asked for.
UPDATE cases SET packed_state = NULL;
ALTER TABLE cases DROP COLUMN state;

-- Open and overdue cases of a person's units are counted on every visit to the workbench, the newest shown: from the index alone.
DROP INDEX cases_by_due;
CREATE INDEX cases_open ON cases (unit_id, due) WHERE end_state IS NULL;
