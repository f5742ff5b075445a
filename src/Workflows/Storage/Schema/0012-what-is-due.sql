-- What is due on an item's or a case's day, where lists show the day: 思想汇报 is not the task beside which it is due.
-- Rows that are there already say nothing until the case moves on.
ALTER TABLE work_items ADD COLUMN due_for TEXT;
ALTER TABLE cases ADD COLUMN due_for TEXT;
