package org.rialto.protocols.rops.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// A session's logon to a mailbox. MS-OXCSTOR §3.2.1.
public final class LogonObject implements ServerObject {
    private final int logonId;
    private final MailboxSession mailboxSession;
    private final ObjectIds ids;
    private final ClientLocale locale;
    private @Nullable Map<SpecialFolder, Long> specialFolders;
    private @Nullable Runnable spoolerReleased;
    private PerUserHandler.@Nullable Upload perUserUpload;
    private final PerUserReads perUserReads = new PerUserReads();

    public LogonObject(int logonId, MailboxSession mailboxSession, ClientLocale locale) {
        this.logonId = logonId;
        this.locale = locale;
        this.mailboxSession = mailboxSession;
        this.ids = new ObjectIds(mailboxSession.mailbox().info());
    }

    @Override
    public LogonObject logon() { return this; }

    /// The client sends messages that are left to it (RopSetSpooler).
    ///
    /// @param released what ends with the logon
    void becomeSpooler(Runnable released) { spoolerReleased = released; }

    boolean isSpooler() { return spoolerReleased != null; }

    @Override
    public void close() {
        if (spoolerReleased != null) {
            spoolerReleased.run();
        }
    }

    ClientLocale locale() { return locale; }

    /// The language of who works here (PidTagLocaleId, MS-OXCSTOR §2.2.2.1.1.12): what was set for
    /// the mailbox, or else what the client said. 0 for none.
    int localeId() {
        return !isPrivate()
                ? locale.localeId()
                : mailboxSession.settings().properties().getInteger32(PropertyTags.PidTagLocaleId,
                        locale.localeId());
    }

    public int logonId() { return logonId; }

    public MailboxSession mailboxSession() { return mailboxSession; }

    public Mailbox mailbox() { return mailboxSession.mailbox(); }

    /// Whether every right is the actor's.
    public boolean own() { return mailboxSession.own(); }

    public boolean isPrivate() { return ids.mailbox().kind() == MailboxKind.PRIVATE; }

    /// Where a special folder of the mailbox is.
    public long specialFolder(SpecialFolder special) {
        Map<SpecialFolder, Long> known = specialFolders;
        if (known == null) {
            known = mailboxSession.specialFolders();
            specialFolders = known;
        }
        Long id = known.get(special);
        if (id == null) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return id;
    }

    /// Per-user information that is being written; null for none.
    PerUserHandler.@Nullable Upload perUserUpload() { return perUserUpload; }

    void setPerUserUpload(PerUserHandler.@Nullable Upload upload) { perUserUpload = upload; }

    PerUserReads perUserReads() { return perUserReads; }

    /// What clients know the mailbox's objects by.
    public ObjectIds ids() { return ids; }
}
