package org.rialto.protocols.rops.message;

import java.time.Instant;
import java.util.function.Consumer;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.Xid;
import org.rialto.store.ImportedVersion;

/// What a client says of a version of a message that it uploads. MS-OXCFXICS §2.2.3.2.4.2.1.
///
/// @param predecessors its PidTagPredecessorChangeList, with its change key
/// @param failsOnConflict whether a version in conflict with it is a reason to refuse it
/// @param saved hears of it when it was saved
public record MessageImport(Binary sourceKey, Instant modified, Xid changeKey,
        PredecessorChangeList predecessors, boolean failsOnConflict, Consumer<Saved> saved) {
    public MessageImport { predecessors = predecessors.merge(changeKey); }

    /// @param changeNumber of the message now
    /// @param conflict whether another version was in conflict with it, so that what is there now
    ///        is not just what the client has
    /// @param isFirstConflict whether a message that was none became a conflict resolve message
    public record Saved(long messageId, long changeNumber, boolean associated, boolean conflict,
            boolean isFirstConflict) {}

    ImportedVersion version(PredecessorChangeList list) {
        return new ImportedVersion(sourceKey, modified, changeKey.toBinary(), list.encode());
    }
}
