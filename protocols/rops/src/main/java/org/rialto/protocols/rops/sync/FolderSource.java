package org.rialto.protocols.rops.sync;

import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyBag;

/// A folder as a download takes it from wherever it is, as [MessageSource].
public interface FolderSource {
    /// Its properties. PidTagFolderId, PidTagDisplayName and PidTagComment of a subfolder are
    /// written first (MS-OXCFXICS §2.2.4.3.6).
    PropertyBag properties();

    /// What is not as it should be with the folder, or null.
    default @Nullable ErrorCode warning() { return null; }

    /// Where the content is, if it is not here.
    default @Nullable FolderReplicaInfo replicas() { return null; }

    default Iterator<ListedMessage> associatedMessages() { return Collections.emptyIterator(); }

    default Iterator<ListedMessage> messages() { return Collections.emptyIterator(); }

    default Iterator<FolderSource> subfolders() { return Collections.emptyIterator(); }

    /// A message of a list: its ids for an error to name, a warning where the client may not have
    /// it, and itself where it may. PidTagMid is `messageId`.
    record ListedMessage(@Nullable GlobalId folder, @Nullable GlobalId message, long messageId,
            boolean associated, @Nullable ErrorCode warning, @Nullable MessageSource content) {}
}
