-- Cases about a person: 发展党员 and what follows it.
ALTER TABLE cases ADD COLUMN subject TEXT;
CREATE INDEX cases_by_subject ON cases (subject) WHERE subject IS NOT NULL;

-- Where a person stands on a long way: the station ahead, for lists of who may be discussed, who is late, whose time ends.
CREATE TABLE milestones (
    case_id TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    PRIMARY KEY (case_id, name)
);
CREATE INDEX milestones_by_latest ON milestones (latest);
CREATE INDEX milestones_by_earliest ON milestones (earliest);
