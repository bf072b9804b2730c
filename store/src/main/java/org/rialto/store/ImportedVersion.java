package org.rialto.store;

import java.time.Instant;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;

/// How a client's replica knows a version of a message or folder that it uploads. MS-OXCFXICS
/// §3.1.5.3.
///
/// @param sourceKey PidTagSourceKey of the object
/// @param modified PidTagLastModificationTime; kept with a folder, a message has it among its
///        properties
/// @param changeKey PidTagChangeKey: the change that made the version
/// @param predecessors PidTagPredecessorChangeList, that change included
public record ImportedVersion(Binary sourceKey, Instant modified, Binary changeKey,
        Binary predecessors) {
    /// Where it is kept: a property of the object, for the server's eyes only.
    public static final PropertyTag STORED = new PropertyTag(0x67FD0102);
}
