-- Who has read which message: a message to a post is read by each of its holders.
CREATE TABLE message_reads (
    person TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (person, message)
);
