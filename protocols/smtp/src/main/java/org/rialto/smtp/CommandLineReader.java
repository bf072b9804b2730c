package org.rialto.smtp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.base.net.Connection;
import org.rialto.smtp.wire.LineCursor;

/// Reads command lines off a connection. Only CRLF ends one (RFC 5321 §2.3.8).
final class CommandLineReader {
    /// A line over the limit is skipped to its end, but not for ever.
    private static final int SKIP_LIMIT_OCTETS = 1 << 20;

    /// The line is too long to go on with this client.
    static final class Endless extends IOException {
        private static final long serialVersionUID = 1L;

        Endless() { super("a command line without end"); }
    }

    private final Connection connection;
    private final SmtpLimits limits;

    CommandLineReader(Connection connection, SmtpLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /// The next line, null at the end of the stream.
    ///
    /// @throws MalformedDataException for a line that is too long, not UTF-8, or ended by a bare LF;
    ///                                it is consumed
    @Nullable
    LineCursor read() throws IOException {
        int scanned = 0;
        boolean waited = false;
        while (true) {
            byte[] input = connection.inputBytes();
            int start = connection.inputStart();
            int end = connection.inputEnd();
            for (int at = start + scanned; at < end; at++) {
                if (input[at] == '\n') {
                    if (waited) {
                        connection.setTotalTimeout(0);
                    }
                    return line(input, start, at);
                }
            }
            scanned = end - start;
            if (scanned >= limits.commandLineOctets()) {
                skip();
                throw new MalformedDataException("the line is too long", scanned);
            }
            if (!waited) {
                // The replies so far must not wait for the rest of a slow line.
                connection.flush();
                connection.setTotalTimeout(limits.commandTimeoutMillis());
                waited = true;
            }
            if (!connection.fill()) {
                return null;
            }
        }
    }

    private LineCursor line(byte[] input, int start, int lineFeed) {
        connection.consume(lineFeed + 1 - start);
        if (lineFeed + 1 - start > limits.commandLineOctets()) {
            throw new MalformedDataException("the line is too long", lineFeed - start);
        }
        if (lineFeed == start || input[lineFeed - 1] != '\r') {
            throw new MalformedDataException("lines end with CR LF, not with LF alone",
                    lineFeed - start);
        }
        return LineCursor.of(input, start, lineFeed - 1 - start);
    }

    private void skip() throws IOException {
        int skipped = 0;
        while (skipped < SKIP_LIMIT_OCTETS) {
            byte[] input = connection.inputBytes();
            int start = connection.inputStart();
            int end = connection.inputEnd();
            for (int at = start; at < end; at++) {
                if (input[at] == '\n') {
                    connection.consume(at + 1 - start);
                    connection.setTotalTimeout(0);
                    return;
                }
            }
            skipped += end - start;
            connection.consume(end - start);
            if (!connection.fill()) {
                return;
            }
        }
        throw new Endless();
    }
}
