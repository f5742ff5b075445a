-- The kept state of a case knows in which order its steps were left now. What was kept in the older shape is forgotten, and folded from
-- the history when it is next asked for.
UPDATE cases SET packed_state = NULL;
