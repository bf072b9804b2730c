package org.rialto.pop3.command;

import java.io.IOException;
import java.io.OutputStream;
import org.rialto.base.net.Connection;
import org.rialto.pop3.Maildrop;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.DotStuffer;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;
import org.rialto.pop3.wire.TopFilter;
import org.rialto.store.BlobReader;

/// RETR and TOP: a message, or its start, streamed from where it is stored. RFC 1939 §5 and §7.
public final class RetrHandler {
    private static final int PIECE_OCTETS = 64 * 1024;

    private RetrHandler() {}

    public static Pop3Reply handleRetr(Pop3Command.Retr command, Pop3Connection session)
            throws IOException {
        Maildrop maildrop = session.maildrop();
        if (!maildrop.has(command.message())) {
            return ListHandler.noSuchMessage();
        }
        try (BlobReader reader = maildrop.open(command.message())) {
            session.write(Pop3Reply.ok(reader.length() + " octets"));
            DotStuffer out = new DotStuffer(session.connection().outputStream());
            copy(reader, out, null);
            out.end();
        }
        maildrop.retrieved(command.message());
        return Pop3Reply.NONE;
    }

    public static Pop3Reply handleTop(Pop3Command.Top command, Pop3Connection session)
            throws IOException {
        Maildrop maildrop = session.maildrop();
        if (!maildrop.has(command.message())) {
            return ListHandler.noSuchMessage();
        }
        try (BlobReader reader = maildrop.open(command.message())) {
            session.write(Pop3Reply.ok("top of message follows"));
            Connection connection = session.connection();
            DotStuffer out = new DotStuffer(connection.outputStream());
            TopFilter top = new TopFilter(out, command.lines());
            copy(reader, top, top);
            out.end();
        }
        return Pop3Reply.NONE;
    }

    private static void copy(BlobReader reader, OutputStream out,
            @org.jspecify.annotations.Nullable TopFilter until) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE_OCTETS, Math.max(1, reader.length()))];
        long position = 0;
        while (position < reader.length() && (until == null || !until.done())) {
            int count = reader.read(position, piece, 0, piece.length);
            if (count < 0) {
                break;
            }
            out.write(piece, 0, count);
            position += count;
        }
    }
}
