package org.rialto.transport;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// The Return-Path field. RFC 5321 §4.4: final delivery puts the reverse path on top of a message,
/// and what relays takes none along. Here the field is the first line of the stored bytes, which
/// mailboxes and queue share; what goes to other servers is read from behind it.
///
/// As a filter it takes out such fields that a message came with, and passes on the rest as it is.
final class ReturnPath {
    private static final byte[] NAME = "return-path".getBytes(StandardCharsets.US_ASCII);
    /// The name, and some of the white space that obsolete syntax allows before the colon.
    private static final int HELD_BYTES = NAME.length + 5;

    private enum State {
        /// At the start of a line, or in what may be the field's name.
        NAME,
        /// In a line that is passed on.
        LINE,
        /// In a line that is taken out.
        DROPPED,
        /// Behind such a line: it may go on.
        AFTER_DROPPED,
        /// Nothing is looked at any more.
        BODY
    }

    private final Sink sink;
    private final byte[] held = new byte[HELD_BYTES];
    private int heldBytes;
    private State state = State.NAME;

    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length);
    }

    ReturnPath(Sink sink) { this.sink = sink; }

    /// `return-path = "Return-Path:" FWS Reverse-path <CRLF>`
    ///
    /// @param sender null is `<>`
    static byte[] field(@Nullable SmtpAddress sender) {
        return ("Return-Path: <" + (sender == null ? "" : sender) + ">\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            switch (state) {
                case NAME -> at = name(bytes, at, end);
                case LINE -> {
                    int next = lineEnd(bytes, at, end, State.NAME);
                    sink.write(bytes, at, next - at);
                    at = next;
                }
                case DROPPED -> at = lineEnd(bytes, at, end, State.AFTER_DROPPED);
                case AFTER_DROPPED -> state = bytes[at] == ' ' || bytes[at] == '\t'
                        ? State.DROPPED
                        : State.NAME;
                case BODY -> {
                    sink.write(bytes, at, end - at);
                    at = end;
                }
            }
        }
    }

    /// The end of the message: what may have become the field's name is none.
    void finish() { passHeld(); }

    private int name(byte[] bytes, int at, int end) {
        if (heldBytes == 0 && (bytes[at] | 0x20) != NAME[0] && bytes[at] != '\r'
                && bytes[at] != '\n') {
            state = State.LINE;
            return at;
        }
        int here = at;
        while (here < end) {
            byte next = bytes[here];
            if (next == ':' && heldBytes >= NAME.length) {
                heldBytes = 0;
                state = State.DROPPED;
                return here + 1;
            }
            boolean empty = next == '\n'
                    && (heldBytes == 0 || heldBytes == 1 && held[0] == '\r');
            if (empty || !mayBeName(next)) {
                passHeld();
                state = empty ? State.BODY : State.LINE;
                return here;
            }
            held[heldBytes++] = next;
            here++;
        }
        return here;
    }

    /// The carriage return of an empty line is held like a name's first letter.
    private boolean mayBeName(byte next) {
        if (heldBytes >= NAME.length) {
            return heldBytes < HELD_BYTES && (next == ' ' || next == '\t');
        }
        if (next == '\r' || heldBytes > 0 && held[0] == '\r') {
            return heldBytes == 0;
        }
        return (next | 0x20) == NAME[heldBytes];
    }

    private int lineEnd(byte[] bytes, int from, int end, State behind) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                state = behind;
                return at + 1;
            }
        }
        return end;
    }

    private void passHeld() {
        if (heldBytes > 0) {
            int length = heldBytes;
            heldBytes = 0;
            sink.write(held, 0, length);
        }
    }
}
