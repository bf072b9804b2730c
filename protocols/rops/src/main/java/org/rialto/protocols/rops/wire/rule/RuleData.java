package org.rialto.protocols.rops.wire.rule;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.protocols.rops.wire.RopFields;

/// A rule to add, modify or remove. MS-OXCROPS §2.2.11.1.1.1.
public record RuleData(int ruleDataFlags, List<PropertyValue> propertyValues) {
    /// Of ruleDataFlags.
    public static final int ROW_ADD = 0x01;
    public static final int ROW_MODIFY = 0x02;
    public static final int ROW_REMOVE = 0x04;
    private static final int SMALLEST = 3;

    public RuleData { propertyValues = List.copyOf(propertyValues); }

    static List<RuleData> readList(ByteReader in, ValueReader values) {
        int count = in.checkCount(in.readUint16(), SMALLEST);
        List<RuleData> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new RuleData(in.readUint8(), values.readTaggedList(in.readUint16())));
        }
        return rows;
    }

    static void writeList(ByteWriter out, List<RuleData> rows, ValueFormat format) {
        RopFields.writeCount(out, rows.size());
        for (RuleData row : rows) {
            out.writeInt8(row.ruleDataFlags);
            RopFields.writeValues(out, row.propertyValues, format);
        }
    }
}
