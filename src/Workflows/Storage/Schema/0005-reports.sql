-- Reports from one procedure to another: what a case has sent (an outbox, in its own transaction), and which case took it in (in that case's).
CREATE TABLE reports (
    procedure TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    source TEXT NOT NULL,
    trigger_key TEXT NOT NULL,
    from_case TEXT NOT NULL,
    deadline TEXT NOT NULL,
    from_text TEXT NOT NULL,
    facts TEXT NOT NULL,
    reported_on TEXT NOT NULL,
    wake TEXT NOT NULL,
    dropped TEXT,
    PRIMARY KEY (procedure, unit_id, source)
);
CREATE INDEX reports_by_wake ON reports (wake);

-- A source is taken once: the key is the lock.
CREATE TABLE report_takings (
    procedure TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    source TEXT NOT NULL,
    trigger_key TEXT NOT NULL,
    text TEXT NOT NULL,
    found_on TEXT NOT NULL,
    case_id TEXT NOT NULL,
    by_person TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (procedure, unit_id, source)
);
CREATE INDEX report_takings_by_unit ON report_takings (unit_id, taken_at);
CREATE INDEX report_takings_by_case ON report_takings (case_id);
