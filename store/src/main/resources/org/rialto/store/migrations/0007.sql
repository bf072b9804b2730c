-- What each user has read in a folder of a public mailbox, where a read state is each user's own:
-- ids of messages.
CREATE TABLE user_read (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    owner {TEXT} NOT NULL,
    messages {BLOB} NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, owner)
) {WITHOUT_ROWID};

-- What a private mailbox keeps for its owner's clients of public folders: of which replica, and
-- which changes the owner has read there, as they gave it. MS-OXCSTOR §3.2.1.
CREATE TABLE per_user (
    mailbox_id BIGINT NOT NULL,
    folder_guid {TEXT} NOT NULL,
    folder_counter BIGINT NOT NULL,
    replica_guid {TEXT} NOT NULL,
    changes {BLOB} NOT NULL,
    modified BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, folder_guid, folder_counter)
) {WITHOUT_ROWID};
