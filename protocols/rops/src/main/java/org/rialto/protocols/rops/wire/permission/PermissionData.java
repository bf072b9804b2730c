package org.rialto.protocols.rops.wire.permission;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopFields;

/// A permission to add, modify or remove. MS-OXCROPS §2.2.10.1.1.1.
public record PermissionData(int permissionDataFlags, List<PropertyValue> propertyValues) {
    /// Of permissionDataFlags.
    public static final int ROW_ADD = 0x01;
    public static final int ROW_MODIFY = 0x02;
    public static final int ROW_REMOVE = 0x04;
    private static final int SMALLEST = 3;

    public PermissionData { propertyValues = List.copyOf(propertyValues); }

    static List<PermissionData> readList(ByteReader in, ValueFormat format) {
        int count = in.checkCount(in.readUint16(), SMALLEST);
        List<PermissionData> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new PermissionData(in.readUint8(), RopFields.readValues(in, format)));
        }
        return rows;
    }

    static void writeList(ByteWriter out, List<PermissionData> rows, ValueFormat format) {
        RopFields.writeCount(out, rows.size());
        for (PermissionData row : rows) {
            out.writeInt8(row.permissionDataFlags);
            RopFields.writeValues(out, row.propertyValues, format);
        }
    }
}
