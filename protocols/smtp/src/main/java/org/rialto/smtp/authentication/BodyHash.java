package org.rialto.smtp.authentication;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash of a message body in one canonical form, computed as the body passes by. RFC 6376
/// §3.4.3 and §3.4.4.
final class BodyHash {
    private static final int PIECE_OCTETS = 4096;

    private final boolean relaxed;
    private final long limitOctets;
    private final MessageDigest digest;
    private final byte[] piece = new byte[PIECE_OCTETS];
    private int pieceLength;
    private long octets;
    private boolean any;
    private boolean afterCr;
    private boolean space;
    /// Line ends held back, because those at the very end do not count.
    private long lineEnds;

    /// @param limitOctets hashes no more than so many octets of the canonical form; -1 for all
    BodyHash(Canonicalization form, long limitOctets) {
        this.relaxed = form == Canonicalization.RELAXED;
        this.limitOctets = limitOctets;
        this.digest = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            byte b = bytes[at];
            if (afterCr) {
                afterCr = false;
                if (b == '\n') {
                    space = false;
                    lineEnds++;
                    continue;
                }
                content((byte) '\r');
            }
            if (b == '\r') {
                afterCr = true;
            } else if (relaxed && (b == ' ' || b == '\t')) {
                space = true;
            } else {
                content(b);
            }
        }
    }

    private void content(byte b) {
        for (; lineEnds > 0; lineEnds--) {
            put((byte) '\r');
            put((byte) '\n');
        }
        if (space) {
            put((byte) ' ');
            space = false;
        }
        put(b);
        any = true;
    }

    private void put(byte b) {
        octets++;
        if (limitOctets >= 0 && octets > limitOctets) {
            return;
        }
        if (pieceLength == piece.length) {
            digest.update(piece, 0, pieceLength);
            pieceLength = 0;
        }
        piece[pieceLength++] = b;
    }

    byte[] finish() {
        if (afterCr) {
            afterCr = false;
            content((byte) '\r');
        }
        if (any || !relaxed) {
            put((byte) '\r');
            put((byte) '\n');
        }
        digest.update(piece, 0, pieceLength);
        return digest.digest();
    }

    /// Octets of the canonical form, known after [#finish].
    long octets() { return octets; }
}
