package org.rialto.store.backup;

import java.util.List;

/// What a backup holds, or what was restored of it.
///
/// @param warnings what could not be read, by mailbox, in sentences
public record BackupSummary(int mailboxes, long messages, long blobs, List<String> warnings) {}
