package org.rialto.protocols.rops.transfer;

import java.util.Arrays;
import org.rialto.protocols.rops.sync.CounterSet;

/// The change numbers that a client has seen once it has all objects but some. MS-OXCFXICS §3.2.5.3
/// and §3.1.5.5: all numbers up to the last that was given out, but for the numbers of those that it
/// does not have, so that the set stays small. Numbers that no object in scope has any more, or had
/// ever, can be in it or not.
final class SeenNumbers {
    private SeenNumbers() {}

    /// @param initial what it had seen before; used up
    /// @param unseen the numbers of the objects that it does not have, in any order
    /// @param seen the numbers of those that it has now, in any order; others in between do not matter
    /// @param last the last number that was given out when all was looked at
    static CounterSet of(CounterSet initial, long[] unseen, long[] seen, long last) {
        if (unseen.length == 0) {
            return last < 1 ? initial : initial.addRange(1, last);
        }
        long[] missing = unseen.clone();
        long[] had = seen.clone();
        Arrays.sort(missing);
        Arrays.sort(had);
        initial.removeAll(CounterSet.of(missing));
        CounterSet around = new CounterSet();
        long low = 1;
        int next = 0;
        for (int from = 0, to; from < missing.length; from = to) {
            to = from + 1;
            while (next < had.length && had[next] < missing[from]) {
                next++;
            }
            // Numbers without one between them that it has make one gap.
            while (to < missing.length && (next == had.length || had[next] > missing[to])) {
                to++;
            }
            if (missing[from] > low) {
                around.addRange(low, missing[from] - 1);
            }
            low = missing[to - 1] + 1;
        }
        if (low <= last) {
            around.addRange(low, last);
        }
        return initial.addAll(around);
    }
}
