package org.rialto.protocols.rops.engine;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.mailbox.Mailboxes;
import org.rialto.store.Blobs;
import org.rialto.store.table.FolderViews;
import org.rialto.transport.submission.Submission;

/// What the sessions of a server share.
///
/// @param elsewhere the name of the server that has a mailbox, when that is not this one: a logon is
///        sent there (ecWrongServer, MS-OXCSTOR §3.2.5.1)
/// @param submission sends messages; gives null where nothing is sent (yet)
public record RopServer(Mailboxes mailboxes, Directory directory, Blobs blobs, FolderViews views,
        String serverName, Function<UUID, Optional<String>> elsewhere, RopLimits limits,
        Supplier<? extends @Nullable Submission> submission) {
    /// One that sends nothing.
    public RopServer(Mailboxes mailboxes, Directory directory, Blobs blobs, FolderViews views,
            String serverName, Function<UUID, Optional<String>> elsewhere, RopLimits limits) {
        this(mailboxes, directory, blobs, views, serverName, elsewhere, limits, () -> null);
    }
}
