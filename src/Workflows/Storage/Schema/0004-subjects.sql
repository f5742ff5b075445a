-- Cases about a person: 发展党员 and what follows it.
ALTER TABLE cases ADD COLUMN subject TEXT;
CREATE INDEX cases_by_subject ON cases (subject) WHERE subject IS NOT NULL;
