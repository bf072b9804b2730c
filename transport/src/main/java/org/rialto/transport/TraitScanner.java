package org.rialto.transport;

import org.rialto.base.ByteSearch;

/// Watches a message's bytes pass by: what they ask of the next server, and how many servers it
/// already went through.
final class TraitScanner {
    /// RFC 5322 §2.1.1, without the line end.
    private static final int LINE_BYTES = 998;
    private static final byte[] RECEIVED = bytes("received:");
    private static final byte[] DELIVERED_TO = bytes("delivered-to:");
    private boolean inHeader = true;
    private boolean headerHigh;
    private boolean bodyHigh;
    private boolean binary;
    private int lineLength;
    private boolean afterCarriageReturn;
    private boolean mayBeReceived;
    private boolean mayBeDeliveredTo;
    private int hops;

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            at = inHeader ? header(bytes, at, end) : body(bytes, at, end);
        }
    }

    private int header(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte next = bytes[at];
            if (next == '\n') {
                if (lineLength == 0) {
                    inHeader = false;
                }
                endLine();
                if (!inHeader) {
                    return at + 1;
                }
            } else {
                headerHigh |= next < 0;
                other(next);
                matchName(next);
            }
        }
        return end;
    }

    /// The body in steps of what needs no thought: bytes that are neither control nor high.
    private int body(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (!afterCarriageReturn) {
                int stop = ByteSearch.controlOrHigh(bytes, at, end);
                lineLength += stop - at;
                at = stop;
                if (at == end) {
                    break;
                }
            }
            byte next = bytes[at];
            if (next == '\n') {
                endLine();
            } else {
                bodyHigh |= next < 0;
                other(next);
            }
        }
        return end;
    }

    private void endLine() {
        binary |= !afterCarriageReturn || lineLength > LINE_BYTES;
        afterCarriageReturn = false;
        lineLength = 0;
    }

    private void other(byte next) {
        binary |= afterCarriageReturn || next == 0;
        afterCarriageReturn = next == '\r';
        if (next != '\r') {
            lineLength++;
        }
    }

    private void matchName(byte next) {
        if (next == '\r') {
            return;
        }
        int at = lineLength - 1;
        if (at == 0) {
            mayBeReceived = true;
            mayBeDeliveredTo = true;
        }
        mayBeReceived &= is(next, RECEIVED, at);
        mayBeDeliveredTo &= is(next, DELIVERED_TO, at);
        if (mayBeReceived && at == RECEIVED.length - 1
                || mayBeDeliveredTo && at == DELIVERED_TO.length - 1) {
            hops++;
        }
    }

    private static boolean is(byte next, byte[] name, int at) {
        byte lower = next >= 'A' && next <= 'Z' ? (byte) (next | 0x20) : next;
        return at < name.length && lower == name[at];
    }

    /// Received and Delivered-To fields of the message's header. RFC 5321 §6.3.
    int hops() { return hops; }

    /// @param smtpUtf8 the envelope had SMTPUTF8; without it, bytes over 127 in the header are an
    ///                 old program's mistake, which is passed on as it came
    MessageTraits traits(boolean smtpUtf8) {
        return new MessageTraits(headerHigh && smtpUtf8, bodyHigh || headerHigh,
                binary || lineLength > LINE_BYTES || afterCarriageReturn);
    }
}
