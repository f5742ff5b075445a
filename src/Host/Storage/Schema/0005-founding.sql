-- The founding is done by two people: each link makes the first holder of one duty.
ALTER TABLE setup_links ADD COLUMN duty TEXT NOT NULL DEFAULT 'administrator';
