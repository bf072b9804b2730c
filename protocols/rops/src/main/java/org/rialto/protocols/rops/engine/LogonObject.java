package org.rialto.protocols.rops.engine;

import org.rialto.mailbox.MailboxSession;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.ObjectIds;

/// A session's logon to a mailbox. MS-OXCSTOR §3.2.1.
public final class LogonObject implements ServerObject {
    private final int logonId;
    private final MailboxSession mailboxSession;
    private final ObjectIds ids;

    public LogonObject(int logonId, MailboxSession mailboxSession) {
        this.logonId = logonId;
        this.mailboxSession = mailboxSession;
        this.ids = new ObjectIds(mailboxSession.mailbox().info());
    }

    @Override
    public LogonObject logon() { return this; }

    public int logonId() { return logonId; }

    public MailboxSession mailboxSession() { return mailboxSession; }

    public Mailbox mailbox() { return mailboxSession.mailbox(); }

    /// Whether every right is the actor's.
    public boolean own() { return mailboxSession.own(); }

    public boolean isPrivate() { return ids.mailbox().kind() == MailboxKind.PRIVATE; }

    /// What clients know the mailbox's objects by.
    public ObjectIds ids() { return ids; }
}
