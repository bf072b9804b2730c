package org.rialto.transport.queue;

import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names of messages: 13 letters and digits for a 64-bit number, unique over restarts and over the
/// processes that share a database, in the order of arrival.
public final class QueueId {
    /// Without I, L, O and U, which people misread.
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 13;
    /// Milliseconds of 2024-01-01, so that 41 bits last until 2093.
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;
    private static final int PROCESS = ThreadLocalRandom.current().nextInt(1 << 10);
    private static final AtomicLong LAST = new AtomicLong();

    private QueueId() {}

    /// 41 bits of milliseconds, 12 of a counter, 10 of this process.
    public static long next() {
        long now = System.currentTimeMillis() - EPOCH_MILLIS << 12;
        long ticket = LAST.updateAndGet(last -> Math.max(last + 1, now));
        return ticket << 10 | PROCESS;
    }

    public static String text(long id) {
        char[] text = new char[LENGTH];
        long rest = id;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }

    /// The number of a name, in either letter case; empty when it is not one.
    public static OptionalLong parse(String text) {
        if (text.length() != LENGTH) {
            return OptionalLong.empty();
        }
        long id = 0;
        for (char c : text.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            int digit = DIGITS.indexOf(c);
            if (digit < 0) {
                return OptionalLong.empty();
            }
            id = id << 5 | digit;
        }
        return text(id).equalsIgnoreCase(text) ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
