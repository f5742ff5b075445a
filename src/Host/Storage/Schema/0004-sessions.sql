-- One-time links with which people choose their own password, what accounts' owners and auditors are told, sessions as rows, what a token may do.
CREATE TABLE activation_links (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
    hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    made_by TEXT,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE account_notices (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    read_at BIGINT
);

CREATE INDEX account_notices_person ON account_notices (person_id, at);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    started_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    is_remembered BOOLEAN NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT
);

CREATE INDEX sessions_account ON sessions (account_id, started_at);

ALTER TABLE program_tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read act register settings publish audit';
ALTER TABLE program_tokens ADD COLUMN last_used_from TEXT;

-- Guesses by whom and from where, so that every host slows them down; earlier passwords; the second factor.
CREATE TABLE sign_in_limits (
    key TEXT NOT NULL PRIMARY KEY,
    subject TEXT,
    failures INTEGER NOT NULL,
    since BIGINT NOT NULL,
    locked_until BIGINT
);

CREATE INDEX sign_in_limits_subject ON sign_in_limits (subject);
CREATE INDEX sign_in_limits_since ON sign_in_limits (since);

CREATE TABLE password_history (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    hash TEXT NOT NULL,
    ended_at BIGINT NOT NULL
);

CREATE INDEX password_history_account ON password_history (account_id, ended_at);

ALTER TABLE accounts ADD COLUMN authenticator_key TEXT;
ALTER TABLE accounts ADD COLUMN authenticator_pending TEXT;
ALTER TABLE accounts ADD COLUMN authenticator_step BIGINT NOT NULL DEFAULT 0;

CREATE TABLE recovery_codes (
    hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    used_at BIGINT
);

CREATE INDEX recovery_codes_account ON recovery_codes (account_id);

-- What several hosts on one database share: the keys of cookies, what tells that they share their folders, verifications under way.
CREATE TABLE host_keys (
    name TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL
);

CREATE TABLE host_marks (
    name TEXT NOT NULL PRIMARY KEY,
    mark TEXT NOT NULL
);

CREATE TABLE verify_jobs (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL
);
