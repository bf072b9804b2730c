package org.rialto.transport.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Writes a message as mail data: dots stuffed, every line ended by CRLF, the final dot. RFC 5321
/// §4.5.2. A bare CR or LF becomes CRLF, so that no peer can find an end of data in the message
/// (§2.3.8 forbids sending either).
final class DataWriter {
    private static final int BLOCK_BYTES = 32 * 1024;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int length;
    private boolean lineStart = true;
    private boolean afterCarriageReturn;
    private final SmtpWire wire;
    private final Duration timeout;

    private DataWriter(SmtpWire wire, Duration timeout) {
        this.wire = wire;
        this.timeout = timeout;
    }

    static void write(InputStream message, SmtpWire wire, Duration timeout) throws IOException {
        DataWriter writer = new DataWriter(wire, timeout);
        byte[] input = new byte[BLOCK_BYTES];
        for (int count = message.read(input); count >= 0; count = message.read(input)) {
            for (int i = 0; i < count; i++) {
                writer.add(input[i]);
            }
        }
        writer.finish();
    }

    private void add(byte next) throws IOException {
        if (length > BLOCK_BYTES - 4) {
            flush();
        }
        if (next == '\n') {
            endLine();
            return;
        }
        if (afterCarriageReturn) {
            endLine();
        }
        if (next == '\r') {
            afterCarriageReturn = true;
            return;
        }
        if (lineStart && next == '.') {
            block[length++] = '.';
        }
        block[length++] = next;
        lineStart = false;
    }

    private void endLine() {
        block[length++] = '\r';
        block[length++] = '\n';
        afterCarriageReturn = false;
        lineStart = true;
    }

    private void finish() throws IOException {
        if (length > BLOCK_BYTES - 8) {
            flush();
        }
        if (afterCarriageReturn || !lineStart) {
            endLine();
        }
        block[length++] = '.';
        endLine();
        flush();
    }

    private void flush() throws IOException {
        wire.block(block, 0, length, timeout);
        length = 0;
    }
}
