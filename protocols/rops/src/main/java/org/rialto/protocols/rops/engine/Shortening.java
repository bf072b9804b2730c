package org.rialto.protocols.rops.engine;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;

/// The values that an answer has no room for: the longest are given up, to be opened as streams.
/// MS-OXCPRPT §3.2.5.1.
final class Shortening {
    private Shortening() {}

    /// Gives up the longest cells, the first of equally long ones before the others, until all of them
    /// take no more than `most` bytes or only short ones are left.
    ///
    /// @param bytes what the cell at an index takes in the answer, as it is now; asked once for each
    ///        cell and once more for each that is given up
    static void fit(List<PropertyCell> cells, IntUnaryOperator bytes, long most) {
        int[] each = IntStream.range(0, cells.size()).map(bytes).toArray();
        long all = IntStream.of(each).asLongStream().sum();
        int[] sizes = cells.stream().mapToInt(RowEncoder::sizeBytes).toArray();
        List<Integer> longest = IntStream.range(0, sizes.length)
                .filter(i -> sizes[i] > Long.BYTES).boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> sizes[i]).reversed()).toList();
        for (int i : longest) {
            if (all <= most) {
                return;
            }
            cells.set(i, PropertyCell.failed(ErrorCodes.OutOfMemory));
            all += bytes.applyAsInt(i) - each[i];
        }
    }
}
