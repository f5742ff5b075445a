-- How a case stands is kept packed alone. What was kept so far may have been written before a case had all that it has now: it is forgotten, and folded from the history when it is next asked for.
UPDATE cases SET packed_state = NULL;
ALTER TABLE cases DROP COLUMN state;
