-- Messages of mailboxes that are submitted and not sent yet. Each has mfSubmitted in its mailbox.
-- state: 0 waits for its time, 1 is left to a client that sends it itself.
CREATE TABLE submission (
    mailbox_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    submitter VARCHAR(36) NOT NULL,
    state INTEGER NOT NULL,
    due_millis BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, message_id)
) {WITHOUT_ROWID};
CREATE INDEX submission_due ON submission (due_millis);
