-- The rules of folders, by which delivered messages are treated. MS-OXORULE §2.2.1.

-- How many rules the folder has, and a number that goes up with each change to them or to the
-- folder's associated messages (extended rules are such): who knows the rules of a version need not
-- read them again. 0: there was never any of either.
ALTER TABLE folder ADD COLUMN rule_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN rules_version BIGINT NOT NULL DEFAULT 0;

CREATE TABLE rule (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    rule_id BIGINT NOT NULL,
    properties {BLOB} NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, rule_id)
) {WITHOUT_ROWID};

-- Whom a rule has answered while the mailbox is out of office. MS-OXORULE §3.2.1.2.
CREATE TABLE rule_reply (
    mailbox_id BIGINT NOT NULL,
    folder_id BIGINT NOT NULL,
    rule_id BIGINT NOT NULL,
    sender {TEXT} NOT NULL,
    PRIMARY KEY (mailbox_id, folder_id, rule_id, sender)
) {WITHOUT_ROWID};
