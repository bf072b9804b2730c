-- When which of a message's property groups were changed, of messages that were changed at all.
-- MS-OXCFXICS §3.2.5.7; see GroupChanges.
ALTER TABLE message ADD COLUMN group_changes {BLOB};
