-- What clients that work offline upload. MS-OXCFXICS §3.1.5.3.

-- Ids that were given to clients for objects that they make, and that no object has had yet.
CREATE TABLE local_id (
    mailbox_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    first_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, last_id)
) {WITHOUT_ROWID};

-- Those of them that no object of a folder will ever have.
CREATE TABLE deleted_local_id (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    first_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, last_id)
) {WITHOUT_ROWID};

-- Objects that a client knows by a source key that is not the mailbox's own: hexadecimal.
CREATE TABLE foreign_source_key (
    mailbox_id BIGINT NOT NULL,
    source_key VARCHAR(48) NOT NULL,
    object_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, source_key)
) {WITHOUT_ROWID};
