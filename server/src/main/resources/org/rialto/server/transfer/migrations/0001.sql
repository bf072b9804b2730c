-- How far each source has been imported into each mailbox, so that an import can go on.
CREATE TABLE import_progress (
    mailbox_id BIGINT NOT NULL,
    source VARCHAR(1000) NOT NULL,
    position VARCHAR(1000) NOT NULL,
    PRIMARY KEY (mailbox_id, source)
);
