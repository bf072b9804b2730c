package org.rialto.mapi;

/// A PtypServerId value: either an object of this server or bytes that only another server
/// understands. MS-OXCDATA §2.11.1.4.
public sealed interface ServerId {
    /// An object of this server. For a folder, the message id is zero; `instance` numbers the rows
    /// of a multivalue-instance table and is zero elsewhere.
    record Ours(FolderId folder, MessageId message, int instance) implements ServerId {}

    record Foreign(Binary value) implements ServerId {}
}
