package org.rialto.store;

import java.util.UUID;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;

/// What a private mailbox keeps of a public folder for its owner's clients. MS-OXCSTOR §3.2.1.
///
/// @param replica the public mailbox that it is of
/// @param changes what was read there, in the form that clients gave it
public record PerUserInformation(GlobalId folder, UUID replica, Binary changes) {
    /// More of one folder, or of all together, is not kept.
    public static final int MOST_BYTES = 4 << 20;
    public static final int MOST_FOLDERS = 10_000;
}
