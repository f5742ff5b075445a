-- What is to be done with a work item: lists ask for what is to be urged (督办), which was known by its part before. The kept state of a
-- case knows it too, and whether the case is suspended or a deadline paused: what was kept in the older shape is forgotten, and folded
-- from the history when it is next asked for.
ALTER TABLE work_items ADD COLUMN kind TEXT NOT NULL DEFAULT 'asked';
UPDATE work_items SET kind = 'urged', part = '' WHERE part = 'overdue';
UPDATE cases SET packed_state = NULL;
