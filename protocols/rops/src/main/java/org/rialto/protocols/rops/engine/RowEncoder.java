package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;

/// Writes rows and property lists as operations answer them. Values too long for an answer are
/// told as OutOfMemory: they are opened as streams. MS-OXCPRPT §3.2.5.1.
final class RowEncoder {
    /// Longer values of a table's rows are not told.
    private static final int LONGEST_CELL_BYTES = 8_000;

    private RowEncoder() {}

    static byte[] row(List<PropertyTag> columns, PropertySource source, ValueFormat format) {
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        for (PropertyCell cell : PropertyRow.of(columns, source).cells()) {
            cells.add(sizeBytes(cell) > LONGEST_CELL_BYTES
                    ? PropertyCell.failed(ErrorCodes.OutOfMemory)
                    : cell);
        }
        return bytes(new PropertyRow(cells), columns, format);
    }

    static byte[] bytes(PropertyRow row, List<PropertyTag> columns, ValueFormat format) {
        ByteWriter out = new ByteWriter(256);
        row.write(out, columns, format);
        return out.toByteArray();
    }

    /// About how long a value is.
    static int sizeBytes(PropertyCell cell) {
        return cell instanceof PropertyCell.Value value ? sizeBytes(value.value()) : 0;
    }

    static int sizeBytes(Object value) {
        return switch (value) {
            case String text -> 2 * text.length();
            case Binary binary -> binary.length();
            case List<?> values -> values.stream().mapToInt(RowEncoder::sizeBytes).sum();
            default -> Long.BYTES;
        };
    }
}
