package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;

/// How many messages may be opened for the rows of tables while a call is carried out: one waits
/// for the session, and others for the machine. Beyond it, what a client asks for is TooComplex; the
/// next call begins with all of it again.
///
/// Used by whoever carries out the session's call.
final class OpeningBudget {
    private static final long MOST_BYTES = 128L << 20;
    private final int most;
    private int messages;
    private long bytes;

    /// @param most messages
    OpeningBudget(int most) { this.most = most; }

    /// A call begins.
    void renew() {
        messages = 0;
        bytes = 0;
    }

    /// @param size of the message to open, in bytes
    /// @throws RopError TooComplex
    void spend(long size) {
        if (messages >= most || messages > 0 && bytes + size > MOST_BYTES) {
            throw new RopError(ErrorCodes.TooComplex);
        }
        messages++;
        bytes += size;
    }
}
