-- How far every chain had come when a checkpoint was made: a line for each that had moved on since its last one. Rows are only added, and the
-- tree over all of them is what checkpoints sign; each is also written beside its checkpoint, outside of this database.
CREATE TABLE log_leaves (
    position BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    head {blob} NOT NULL,
    number TEXT NOT NULL
);
CREATE INDEX log_leaves_by_chain ON log_leaves (kind, id, seq);

-- The signed text of every checkpoint, who asked for it (or the clock), and the answer of a time stamping authority where there is one.
CREATE TABLE checkpoints (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    note TEXT NOT NULL,
    stamp {blob}
);
