-- One record of everything that cases rest on: register, voids, settings, publications, accounts. A row a change, chained as histories are;
-- rows are added, never changed. record_head holds the last one, and is the lock.
CREATE TABLE records (
    seq BIGINT NOT NULL PRIMARY KEY,
    format INTEGER NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    through TEXT NOT NULL,
    about TEXT NOT NULL,
    reason TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before_text TEXT,
    after_text TEXT,
    hash {blob} NOT NULL
);
CREATE INDEX records_by_row ON records (table_name, row_key, seq);
CREATE INDEX records_by_time ON records (at);
CREATE INDEX records_by_person ON records (person, at);

CREATE TABLE record_head (
    id INTEGER NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash {blob}
);
INSERT INTO record_head (id, seq, hash) VALUES (1, 0, NULL);
