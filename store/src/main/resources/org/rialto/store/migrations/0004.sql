-- Folders that are deleted: out of sight at once, with rows that are still to be cleared. `hard`:
-- the messages go for good rather than to recoverable items.
CREATE TABLE deleted_folder (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    hard INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id)
) {WITHOUT_ROWID};

-- What copies of several units of work have made so far, a row a unit: undone when the copy does
-- not get to its end.
CREATE TABLE unfinished_copy (
    mailbox_id BIGINT NOT NULL,
    copy_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    first_uid BIGINT NOT NULL,
    last_uid BIGINT NOT NULL,
    written BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, copy_id, first_uid)
) {WITHOUT_ROWID};
