-- 更正: rows of the register that were wrong from the beginning, as they stood, with who took them out, when and why.
CREATE TABLE register_voids (
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    what TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    content TEXT NOT NULL,
    voided_at BIGINT NOT NULL,
    voided_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    ground TEXT NOT NULL,
    PRIMARY KEY (kind, person_id, unit_id, what, from_day, voided_at)
);
CREATE INDEX register_voids_by_person ON register_voids (person_id);
CREATE INDEX register_voids_by_unit ON register_voids (unit_id);
