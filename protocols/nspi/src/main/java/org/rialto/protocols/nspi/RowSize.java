package org.rialto.protocols.nspi;

import java.util.List;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;

/// About how many bytes a row takes in an answer.
final class RowSize {
    private static final int SMALL = 8;

    private RowSize() {}

    static long of(PropertyRow row) {
        long bytes = 1;
        for (PropertyCell cell : row.cells()) {
            Object value = cell.valueOrNull();
            bytes += value == null ? SMALL : of(value);
        }
        return bytes;
    }

    private static long of(Object value) {
        return switch (value) {
            case String text -> 2L * text.length() + SMALL;
            case Binary binary -> (long) binary.length() + SMALL;
            case List<?> list -> {
                long bytes = SMALL;
                for (Object each : list) {
                    bytes += of(each);
                }
                yield bytes;
            }
            default -> SMALL;
        };
    }
}
