package org.rialto.protocols.rops.wire.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopFields;

/// A recipient to set or, where there is none, to remove. MS-OXCROPS §2.2.6.5.1.1.
public record ModifyRecipientRow(int rowId, int recipientType, @Nullable RecipientRow recipient) {
    static ModifyRecipientRow read(ByteReader in, List<PropertyTag> columns,
            ValueFormat format) {
        int rowId = in.readInt32();
        int recipientType = in.readUint8();
        int size = in.readUint16();
        if (size == 0) {
            return new ModifyRecipientRow(rowId, recipientType, null);
        }
        ByteReader sized = in.slice(size);
        RecipientRow recipient = RecipientRow.read(sized, columns, format);
        RopFields.checkEnd(sized);
        return new ModifyRecipientRow(rowId, recipientType, recipient);
    }

    void write(ByteWriter out, List<PropertyTag> columns, ValueFormat format) {
        out.writeInt32(rowId).writeInt8(recipientType);
        int at = RopFields.beginSized(out);
        if (recipient != null) {
            recipient.write(out, columns, format);
        }
        RopFields.endSized(out, at);
    }
}
