package org.rialto.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;

/// Work in a mailbox of a new store, on each engine.
@ParameterizedClass
@EnumSource(TestEngine.class)
public abstract class InNewMailbox {
    @Parameter
    @SuppressWarnings("NullAway.Init")
    protected TestEngine engine;
    @TempDir
    protected Path directory;
    protected StoreFixture fixture;
    protected Mailbox mailbox;
    protected long inbox;
    protected long sent;

    @BeforeEach
    final void openMailbox() {
        fixture = new StoreFixture(engine, directory);
        mailbox = fixture.mailbox();
        inbox = StoreFixture.inbox(mailbox);
        sent = mailbox.read(snapshot -> snapshot.folder(SpecialFolder.SENT_ITEMS).folderId());
    }

    @AfterEach
    final void closeStore() { fixture.close(); }

    /// The UIDs of new messages in the Inbox.
    final int[] add(int count) {
        int[] uids = new int[count];
        for (int i = 0; i < count; i++) {
            uids[i] = fixture.add(mailbox, inbox, "message " + i).uid();
        }
        return uids;
    }

    final FolderIndex index(long folderId) { return mailbox.read(s -> s.index(folderId)); }
}
