package org.rialto.imap.wire;

import java.util.Arrays;

/// What a client names messages by. RFC 9051 §9:
///
/// ```
/// sequence-set    = (seq-number / seq-range) ["," sequence-set]
/// sequence-set    =/ seq-last-command
/// seq-number      = nz-number / "*"
/// seq-range       = seq-number ":" seq-number
/// seq-last-command = "$"
/// ```
public final class SequenceSet {
    private static final SequenceSet SAVED = new SequenceSet(new long[0], new long[0], 0);
    private static final long STAR = 0;
    private static final int MAX_RANGES = 20_000;

    private final long[] firsts;
    private final long[] lasts;
    private final int count;

    private SequenceSet(long[] firsts, long[] lasts, int count) {
        this.firsts = firsts;
        this.lasts = lasts;
        this.count = count;
    }

    static SequenceSet read(ImapReader in) {
        if (in.trySkip('$')) {
            return SAVED;
        }
        long[] firsts = new long[4];
        long[] lasts = new long[4];
        int count = 0;
        do {
            if (count == MAX_RANGES) {
                throw in.syntax("a sequence set has too many ranges");
            }
            if (count == firsts.length) {
                firsts = Arrays.copyOf(firsts, 2 * count);
                lasts = Arrays.copyOf(lasts, 2 * count);
            }
            firsts[count] = sequenceNumber(in);
            lasts[count] = in.trySkip(':') ? sequenceNumber(in) : firsts[count];
            count++;
        } while (in.trySkip(','));
        return new SequenceSet(firsts, lasts, count);
    }

    private static long sequenceNumber(ImapReader in) {
        return in.trySkip('*') ? STAR : in.nonZeroNumber();
    }

    /// Whether this is `$`, the saved result of the last search (RFC 5182).
    public boolean isSavedResult() { return this == SAVED; }

    /// Whether `*` is in it. `known-uids` and the like must not have it.
    public boolean hasStar() {
        for (int i = 0; i < count; i++) {
            if (firsts[i] == STAR || lasts[i] == STAR) {
                return true;
            }
        }
        return false;
    }

    /// The numbers meant when the largest is `largest`, which `*` stands for. `5:*` includes the
    /// largest even when that is less than 5. With no messages at all `*` means none.
    public NumberSet resolve(long largest) {
        long[] from = new long[count];
        long[] to = new long[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (largest == 0 && (firsts[i] == STAR || lasts[i] == STAR)) {
                continue;
            }
            long first = firsts[i] == STAR ? largest : firsts[i];
            long last = lasts[i] == STAR ? largest : lasts[i];
            from[size] = Math.min(first, last);
            to[size++] = Math.max(first, last);
        }
        return NumberSet.ofRanges(from, to, size);
    }

    /// The largest number written out, 0 when there is none.
    public long largestWritten() {
        long largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.max(firsts[i], lasts[i]));
        }
        return largest;
    }

    @Override
    public String toString() {
        if (isSavedResult()) {
            return "$";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(firsts[i] == STAR ? "*" : "" + firsts[i]);
            if (firsts[i] != lasts[i]) {
                text.append(':').append(lasts[i] == STAR ? "*" : "" + lasts[i]);
            }
        }
        return text.toString();
    }
}
