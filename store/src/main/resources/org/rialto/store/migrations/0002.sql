-- Search folders: their criteria, how far each folder they look at was looked at, and links to the
-- messages they found. MS-OXCFOLD §2.2.1.4.

-- How many search folders of the mailbox are not stopped.
ALTER TABLE mailbox ADD COLUMN searches BIGINT NOT NULL DEFAULT 0;

CREATE TABLE search_folder (
    mailbox_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    criteria {BLOB} NOT NULL,
    status INTEGER NOT NULL,
    -- Goes up with each step: whoever found something for another version does not write it.
    version BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, search_id)
) {WITHOUT_ROWID};

-- A folder that is looked at has changes not looked at yet when its contents change number is
-- greater than this one: so nothing has to be noted when a message comes.
CREATE TABLE search_progress (
    mailbox_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, search_id, folder_id)
) {WITHOUT_ROWID};

-- A link, with the message's state as of when it was last looked at.
CREATE TABLE search_link (
    mailbox_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    message_uid BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    flags INTEGER NOT NULL,
    keywords BIGINT NOT NULL,
    size BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, search_id, folder_id, message_uid)
) {WITHOUT_ROWID};
CREATE UNIQUE INDEX search_link_uid ON search_link (mailbox_id, search_id, uid);

-- Messages of which only their text can tell, and whose text is not in the full-text index yet.
CREATE TABLE search_pending (
    mailbox_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    message_uid BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, search_id, folder_id, message_uid)
) {WITHOUT_ROWID};
