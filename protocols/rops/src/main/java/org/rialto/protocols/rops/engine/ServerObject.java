package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.message.ObjectSpace;

/// What a client has open on the server and names by a handle. MS-OXCROPS §3.2.1. Used by one
/// thread at a time; closed when its handle, its logon or its session is released.
///
/// Objects that a family's own package makes implement one of the open kinds.
public sealed interface ServerObject permits LogonObject, FolderObject, TableObject, MessageObject,
        AttachmentObject, StreamObject, TransferObject, SubscriptionObject {
    /// The logon that it was opened through.
    LogonObject logon();

    /// Its properties; null for an object that has none.
    default @Nullable PropertyOwner properties() { return null; }

    /// It is to be had by a handle from now on.
    default void opened() {}

    /// Names the objects and values that it keeps.
    default void holds(ObjectSpace.Held held) {}

    /// Gives up what it holds; nothing that was not saved is saved.
    default void close() {}
}
