-- What happened and how cases stand is kept packed: new rows lie here and their text columns are empty; older rows keep their text. Hashes are over the text, as before.
ALTER TABLE history ADD COLUMN packed {blob};
ALTER TABLE cases ADD COLUMN packed_state {blob};
