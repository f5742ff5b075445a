-- What people published, retired and took up again, each with the reason; the newest row of a procedure says how it stands. Texts that
-- came with the folder of definitions have no row here.
CREATE TABLE publications (
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    version INTEGER NOT NULL,
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (key, at)
);
