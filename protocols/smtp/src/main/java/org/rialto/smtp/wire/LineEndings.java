package org.rialto.smtp.wire;

/// Whether every CR of a message is followed by an LF and every LF preceded by a CR, as RFC 5321
/// §2.3.8 demands of all but BINARYMIME. Used alone on chunks of BDAT.
public final class LineEndings {
    private boolean bareCr;
    private boolean bareLf;
    private boolean afterCr;

    /// Looks at the next piece of a message.
    public void check(byte[] buffer, int from, int to) {
        boolean cr = afterCr;
        for (int at = from; at < to; at++) {
            byte b = buffer[at];
            if (b == '\n') {
                bareLf |= !cr;
                cr = false;
            } else {
                bareCr |= cr;
                cr = b == '\r';
            }
        }
        afterCr = cr;
    }

    /// The message is complete: a CR at its very end stands alone.
    public void end() {
        bareCr |= afterCr;
        afterCr = false;
    }

    void foundBareCr() { bareCr = true; }

    void foundBareLf() { bareLf = true; }

    public boolean clean() { return !bareCr && !bareLf; }

    public boolean bareCr() { return bareCr; }

    public boolean bareLf() { return bareLf; }
}
