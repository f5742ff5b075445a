-- One row with some random text; another one with every change of an account or a token, so that each host sees when what it remembers is old.
CREATE TABLE accounts_mark (
    id INTEGER NOT NULL PRIMARY KEY,
    mark TEXT NOT NULL
);

INSERT INTO accounts_mark (id, mark) VALUES (1, '');
