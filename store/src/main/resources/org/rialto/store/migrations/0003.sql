-- How far a mailbox's counter was when, so that it is known how old a change number is.
CREATE TABLE counter_mark (
    mailbox_id BIGINT NOT NULL,
    marked BIGINT NOT NULL,
    counter BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, marked)
) {WITHOUT_ROWID};
