-- When a message was changed (PidTagLastModificationTime), and when only what is no change of it was:
-- its read state, IMAP's marks and keywords. 0: its properties say the one, and there was none of
-- the other. Both are here because a change of state bits writes no properties.
ALTER TABLE message ADD COLUMN modified BIGINT NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN committed BIGINT NOT NULL DEFAULT 0;
