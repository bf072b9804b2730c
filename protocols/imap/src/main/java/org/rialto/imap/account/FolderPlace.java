package org.rialto.imap.account;

import org.rialto.store.Folder;
import org.rialto.store.Mailbox;

/// A folder that a name led to.
public record FolderPlace(String name, MailboxRoot root, Folder folder) {
    public Mailbox mailbox() { return root.mailbox(); }

    public long folderId() { return folder.folderId(); }
}
