-- The register: who is who on a day. Days are yyyy-MM-dd; until_day is the first day no longer in force.
CREATE TABLE units (
    id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id TEXT,
    PRIMARY KEY (id, from_day)
);

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    born TEXT,
    sex TEXT NOT NULL,
    ethnicity TEXT NOT NULL,
    education TEXT NOT NULL,
    position TEXT NOT NULL
);

CREATE TABLE memberships (
    person_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (person_id, unit_id, stage, from_day)
);

CREATE TABLE disciplines (
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (person_id, kind, from_day)
);

CREATE TABLE absences (
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (person_id, kind, from_day)
);

CREATE TABLE posts (
    person_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    role TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (person_id, unit_id, role, from_day)
);

CREATE TABLE terms (
    unit_id TEXT NOT NULL,
    elected_on TEXT NOT NULL,
    years INTEGER NOT NULL,
    case_id TEXT,
    PRIMARY KEY (unit_id, elected_on)
);

CREATE TABLE term_shifts (
    unit_id TEXT NOT NULL,
    elected_on TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    months INTEGER NOT NULL,
    case_id TEXT,
    PRIMARY KEY (unit_id, elected_on, decided_on)
);

-- One row; every change of the register adds one, so that each host sees when its snapshot is old.
CREATE TABLE register_version (
    version BIGINT NOT NULL
);

INSERT INTO register_version (version) VALUES (1);
