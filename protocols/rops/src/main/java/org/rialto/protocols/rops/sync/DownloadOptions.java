package org.rialto.protocols.rops.sync;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;

/// How a download is written. `names` knows the names of the mailbox's named properties by id; a
/// property without one cannot be sent, and is left out. `errors` is the protocol's mapping of
/// errors, for those that one object of several fails with.
public record DownloadOptions(SendOptions sendOptions, StringForm strings,
        PropertySelection selection, Function<Integer, @Nullable PropertyName> names,
        Function<MailError, ErrorCode> errors) {}
