-- The message store. Every primary key leads with mailbox_id, but for the blobs, which mailboxes
-- share. Times are FILETIME intervals (100 ns since 1601), GUIDs their 36-character text.

CREATE TABLE store_counter (
    name VARCHAR(40) NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (name)
) {WITHOUT_ROWID};

CREATE TABLE mailbox (
    mailbox_id BIGINT NOT NULL,
    guid VARCHAR(36) NOT NULL,
    kind INTEGER NOT NULL,
    display_name {TEXT} NOT NULL,
    replica_guid VARCHAR(36) NOT NULL,
    counter BIGINT NOT NULL,
    uid_validity BIGINT NOT NULL,
    quota_warning BIGINT NOT NULL,
    quota_send BIGINT NOT NULL,
    quota_receive BIGINT NOT NULL,
    quota_recoverable BIGINT NOT NULL,
    content_size BIGINT NOT NULL,
    message_count BIGINT NOT NULL,
    recoverable_size BIGINT NOT NULL,
    created BIGINT NOT NULL,
    deleting INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mailbox_id)
) {WITHOUT_ROWID};
CREATE UNIQUE INDEX mailbox_guid ON mailbox (guid);

CREATE TABLE replica (
    mailbox_id BIGINT NOT NULL,
    replica_id INTEGER NOT NULL,
    guid VARCHAR(36) NOT NULL,
    PRIMARY KEY (mailbox_id, replica_id)
) {WITHOUT_ROWID};

CREATE TABLE named_property (
    mailbox_id BIGINT NOT NULL,
    property_id INTEGER NOT NULL,
    property_set VARCHAR(36) NOT NULL,
    lid BIGINT NOT NULL,
    name {TEXT} NOT NULL,
    PRIMARY KEY (mailbox_id, property_id)
) {WITHOUT_ROWID};
CREATE UNIQUE INDEX named_property_name ON named_property (mailbox_id, property_set, lid, name);

CREATE TABLE folder (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    folder_type INTEGER NOT NULL,
    special VARCHAR(40),
    next_uid BIGINT NOT NULL,
    recent_uid BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    contents_change_number BIGINT NOT NULL,
    purged_change_number BIGINT NOT NULL,
    content_count BIGINT NOT NULL,
    unread_count BIGINT NOT NULL,
    associated_count BIGINT NOT NULL,
    marked_deleted_count BIGINT NOT NULL,
    content_size BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    created BIGINT NOT NULL,
    uid_validity BIGINT NOT NULL,
    subscribed INTEGER NOT NULL,
    name {TEXT} NOT NULL,
    name_key {TEXT} NOT NULL,
    container_class {TEXT},
    properties {BLOB} NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id)
) {WITHOUT_ROWID};
CREATE UNIQUE INDEX folder_name ON folder (mailbox_id, parent_id, name_key);

CREATE TABLE permission (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    principal VARCHAR(36) NOT NULL,
    rights INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, principal)
) {WITHOUT_ROWID};
CREATE INDEX permission_principal ON permission (principal, mailbox_id);

CREATE TABLE folder_keyword (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    name {TEXT} NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, number)
) {WITHOUT_ROWID};

CREATE TABLE dangling_subscription (
    mailbox_id BIGINT NOT NULL,
    name {TEXT} NOT NULL,
    PRIMARY KEY (mailbox_id, name)
) {WITHOUT_ROWID};

-- Gone folders, for hierarchy synchronisation.
CREATE TABLE folder_tombstone (
    mailbox_id BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, change_number)
) {WITHOUT_ROWID};

-- A message's state: narrow, so that changing 10,000 flags rewrites few pages.
CREATE TABLE message (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    associated INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    keywords BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    content_change_number BIGINT NOT NULL,
    size BIGINT NOT NULL,
    mime_size BIGINT NOT NULL,
    mime_blob BIGINT,
    received BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    -- Which text of the full-text index is the message's; 0 while it has none. Copies share it.
    text_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, uid)
) {WITHOUT_ROWID};
CREATE INDEX message_unindexed ON message (mailbox_id, folder_id, uid) WHERE text_id = 0 AND associated = 0;

-- What a message is made of: wide, written once. Its key is the message id; on SQLite, where the
-- row's number is the cheapest key, mailbox_id * 2^40 + message id.
-- only sqlite
CREATE TABLE message_item (
    message_key INTEGER PRIMARY KEY,
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    origin_folder_id BIGINT NOT NULL,
    creator VARCHAR(36),
    structure BLOB,
    properties BLOB NOT NULL,
    recipients BLOB,
    attachments BLOB
);
-- only postgres
CREATE TABLE message_item (
    message_key BIGINT NOT NULL,
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    origin_folder_id BIGINT NOT NULL,
    creator VARCHAR(36),
    structure BYTEA,
    properties BYTEA NOT NULL,
    recipients BYTEA,
    attachments BYTEA,
    PRIMARY KEY (mailbox_id, message_key)
);
-- both

-- Messages that left a folder, by the change number of their leaving.
CREATE TABLE tombstone (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    change_number BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, change_number, uid)
) {WITHOUT_ROWID};

-- Bytes that mailboxes share. On SQLite they are in segment files: `segment` numbers the file
-- (0: a file of the blob's own), `position` says where in it; on PostgreSQL in blob_chunk.
-- only sqlite
CREATE TABLE blob (
    blob_id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    hash_prefix BIGINT NOT NULL,
    length BIGINT NOT NULL,
    refs BIGINT NOT NULL,
    unreferenced_since BIGINT,
    segment INTEGER NOT NULL,
    position BIGINT NOT NULL
);
-- only postgres
CREATE SEQUENCE blob_ids;
CREATE TABLE blob (
    blob_id BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    hash_prefix BIGINT NOT NULL,
    length BIGINT NOT NULL,
    refs BIGINT NOT NULL,
    unreferenced_since BIGINT,
    PRIMARY KEY (blob_id)
);
CREATE TABLE blob_chunk (
    blob_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (blob_id, number)
);
ALTER TABLE blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
-- both
CREATE INDEX blob_hash ON blob (hash_prefix);
CREATE INDEX blob_unreferenced ON blob (unreferenced_since) WHERE unreferenced_since IS NOT NULL;
