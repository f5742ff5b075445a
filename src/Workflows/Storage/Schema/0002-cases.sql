-- Cases, their history, and the narrow tables that inboxes, searches and the clock read.
CREATE TABLE definitions (
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    calls TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (key, version)
);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    procedure TEXT NOT NULL,
    version INTEGER NOT NULL,
    unit_id TEXT NOT NULL,
    title TEXT NOT NULL,
    started_by TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    end_state TEXT,
    place TEXT NOT NULL,
    due TEXT,
    seq INTEGER NOT NULL,
    head {blob} NOT NULL,
    state TEXT,
    only_key TEXT
);
CREATE INDEX cases_by_unit ON cases (unit_id, opened_on);
CREATE INDEX cases_by_due ON cases (due) WHERE end_state IS NULL;
CREATE UNIQUE INDEX cases_only_one ON cases (only_key) WHERE only_key IS NOT NULL;

-- One row a move. (case_id, seq) is the lock: two moves on one version of a case cannot both be written.
CREATE TABLE history (
    case_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    move_id {blob} NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    move TEXT NOT NULL,
    events TEXT NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE UNIQUE INDEX history_by_move ON history (case_id, move_id);
CREATE INDEX history_by_time ON history (at);
CREATE INDEX history_by_person ON history (person, at);

CREATE TABLE history_rules (
    rule TEXT NOT NULL,
    case_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (rule, case_id, seq)
);

CREATE TABLE work_items (
    case_id TEXT NOT NULL,
    id TEXT NOT NULL,
    to_key TEXT NOT NULL,
    path TEXT NOT NULL,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    since TEXT NOT NULL,
    due TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    PRIMARY KEY (case_id, id)
);
CREATE INDEX work_items_by_key ON work_items (to_key, due, since);

CREATE TABLE deadlines (
    case_id TEXT NOT NULL,
    key TEXT NOT NULL,
    wake TEXT NOT NULL,
    PRIMARY KEY (case_id, key)
);
CREATE INDEX deadlines_by_wake ON deadlines (wake);

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    to_key TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX messages_by_key ON messages (to_key, at);

CREATE TABLE attachment_uses (
    hash TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (hash, case_id)
);

CREATE TABLE drafts (
    case_id TEXT NOT NULL,
    item TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (case_id, item, person)
);

CREATE TABLE case_numbers (
    procedure TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (procedure, year)
);

-- Decisions on settings, and what the clock remembers between two wakings.
CREATE TABLE setting_decisions (
    key TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (key, decided_at)
);

CREATE TABLE remembered (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
