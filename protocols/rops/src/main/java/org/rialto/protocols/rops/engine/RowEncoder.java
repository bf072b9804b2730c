package org.rialto.protocols.rops.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ValueFormat;

/// Writes rows and property lists as operations answer them. Values too long for an answer are
/// told as OutOfMemory: they are opened as streams. MS-OXCPRPT §3.2.5.1.
final class RowEncoder {
    /// Longer values of rules and permissions, which cannot be cut, are not told.
    private static final int LONGEST_CELL_BYTES = 8_000;
    /// Of other tables' rows no value is longer. MS-OXCTABL §2.2.2.5.2.
    private static final int MOST_CELL_BYTES = 510;

    private RowEncoder() {}

    /// A row of a table whose values are cut to a length.
    static byte[] cutRow(List<PropertyTag> columns, PropertySource source, ValueFormat format) {
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        for (PropertyCell cell : PropertyRow.of(columns, source).cells()) {
            cells.add(cell instanceof PropertyCell.Value value ? cut(value, format) : cell);
        }
        return bytes(new PropertyRow(cells), columns, format);
    }

    private static PropertyCell cut(PropertyCell.Value cell, ValueFormat format) {
        boolean narrow = cell.type() == PropertyType.STRING8
                || cell.type() == PropertyType.MULTIPLE_STRING8;
        Charset charset = narrow ? format.charset() : StandardCharsets.UTF_16LE;
        boolean isLong = sizeBytes(cell) > MOST_CELL_BYTES
                || narrow && charset.newEncoder().maxBytesPerChar() > 2;
        return isLong ? new PropertyCell.Value(cell.type(), cut(cell.value(), charset)) : cell;
    }

    /// The beginning of a text that has no more bytes than a value of a row.
    private static String cut(String text, Charset charset) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_CELL_BYTES);
        CharBuffer characters = CharBuffer.wrap(text);
        charset.newEncoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE).encode(characters, bytes, true);
        return text.substring(0, characters.position());
    }

    private static Object cut(Object value, Charset charset) {
        return switch (value) {
            case String text -> cut(text, charset);
            case Binary binary -> binary.length() <= MOST_CELL_BYTES
                    ? binary
                    : binary.slice(0, MOST_CELL_BYTES);
            case List<?> values -> {
                List<Object> kept = new ArrayList<>();
                int left = MOST_CELL_BYTES;
                for (Object each : values) {
                    Object one = cut(each, charset);
                    left -= sizeBytes(one);
                    if (left < 0) {
                        break;
                    }
                    kept.add(one);
                }
                yield kept;
            }
            default -> value;
        };
    }

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
