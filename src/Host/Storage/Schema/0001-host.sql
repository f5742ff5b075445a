-- Accounts, tokens for programs, set-up links and attachments. Moments are microseconds since 1970 UTC.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    security_stamp TEXT NOT NULL,
    concurrency_stamp TEXT NOT NULL,
    access_failed_count INTEGER NOT NULL,
    lockout_end BIGINT,
    must_change_password BOOLEAN NOT NULL,
    is_disabled BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_signed_in_at BIGINT
);

CREATE UNIQUE INDEX accounts_person ON accounts (person_id);

CREATE TABLE program_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT
);

CREATE INDEX program_tokens_account ON program_tokens (account_id);

CREATE TABLE setup_links (
    hash TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE TABLE attachments (
    hash TEXT NOT NULL,
    uploader TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    PRIMARY KEY (hash, uploader)
);
