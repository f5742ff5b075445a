-- What was done to accounts and tokens, when and by whom; rows are added, never changed.
CREATE TABLE account_log (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by_person TEXT,
    action TEXT NOT NULL,
    user_name TEXT NOT NULL,
    person_id TEXT NOT NULL,
    detail TEXT
);

CREATE INDEX account_log_at ON account_log (at);
CREATE INDEX account_log_person ON account_log (person_id, at);
