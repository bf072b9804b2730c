package org.rialto.protocols.rops.engine;

import org.rialto.store.Mailbox;

/// An open folder: no more than its id, for the store checks rights on every call.
/// MS-OXCFOLD §3.2.1.
public record FolderObject(LogonObject logon, long folderId) implements ServerObject {
    public Mailbox mailbox() { return logon.mailbox(); }

    @Override
    public PropertyOwner properties() { return new FolderProperties(this); }
}
