package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.wire.CompressCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;

/// COMPRESS. RFC 4978. Compression begins after the tagged answer; see [#begin].
public final class CompressHandler {
    private CompressHandler() {}

    public static Completion handle(ImapSession session, CompressCommand command) {
        if (!command.algorithm().equals("DEFLATE")) {
            throw Refusal.bad("No such compression");
        }
        if (session.connection().isCompressed()) {
            throw Refusal.no(ResponseCode.COMPRESSIONACTIVE, "Compression is on already");
        }
        session.afterAnswer(() -> begin(session));
        return Completion.ok("Compression from here on");
    }

    private static void begin(ImapSession session) throws IOException {
        session.connection().startDeflate();
    }
}
