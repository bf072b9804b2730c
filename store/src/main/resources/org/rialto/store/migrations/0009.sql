-- Of messages that were changed before it was kept what is changed in them, nothing is known: version
-- 0 of GroupChanges. One that was never changed has the number right behind its id.
-- only sqlite
UPDATE message SET group_changes = X'00'
    WHERE group_changes IS NULL AND content_change_number <> message_id + 1;
-- only postgres
UPDATE message SET group_changes = '\x00'
    WHERE group_changes IS NULL AND content_change_number <> message_id + 1;
-- both

-- Source keys of other replicas under which nothing comes into a folder: of what a client deleted
-- before it was ever uploaded. Hexadecimal; the latest have the highest numbers.
CREATE TABLE deleted_source_key (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    source_key VARCHAR(48) NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, source_key)
) {WITHOUT_ROWID};
CREATE INDEX deleted_source_key_number ON deleted_source_key (mailbox_id, folder_id, number);

-- When the server last took a change of the folder (a client that uploads one says another
-- `modified`), of a message or folder directly in it, and of any folder below it; how many folders
-- came into it or left it; how many messages left it. MS-OXCFOLD §2.2.2.2.1.
ALTER TABLE folder ADD COLUMN committed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN contents_committed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN hierarchy_committed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN hierarchy_changes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN deleted_count BIGINT NOT NULL DEFAULT 0;
-- Where a client's word lies ahead, the time when the folder was made is what the server knows.
-- only sqlite
UPDATE folder SET committed = CASE
    WHEN modified > (CAST(strftime('%s', 'now') AS INTEGER) + 11644473601) * 10000000
    THEN created ELSE modified END;
-- only postgres
UPDATE folder SET committed = CASE
    WHEN modified > (CAST(EXTRACT(EPOCH FROM now()) AS BIGINT) + 11644473601) * 10000000
    THEN created ELSE modified END;
-- both
UPDATE folder SET
    contents_committed = COALESCE((SELECT MAX(message.saved) FROM message
        WHERE message.mailbox_id = folder.mailbox_id AND message.folder_id = folder.folder_id),
        folder.committed),
    hierarchy_committed = latest.committed,
    hierarchy_changes = (SELECT COUNT(*) FROM folder child
        WHERE child.mailbox_id = folder.mailbox_id AND child.parent_id = folder.folder_id)
    FROM (SELECT mailbox_id AS latest_id, MAX(committed) AS committed FROM folder
        GROUP BY mailbox_id) latest
    WHERE latest.latest_id = folder.mailbox_id;
