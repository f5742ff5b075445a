-- Opening and recovering an account takes two people: the link is one half, a code from whoever approved it is the other.
CREATE TABLE account_grants (
    case_id TEXT NOT NULL PRIMARY KEY,
    link_by TEXT,
    link_at BIGINT,
    code_hash TEXT,
    code_by TEXT,
    code_at BIGINT,
    used_at BIGINT,
    wrong INTEGER NOT NULL DEFAULT 0
);

ALTER TABLE activation_links ADD COLUMN grant_case TEXT;
