package org.rialto.protocols.rops.wire.message;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopFields;

/// A recipient as RopReadRecipients answers it. MS-OXCROPS §2.2.6.6.2.1. `recipientData` is a
/// RecipientRow structure of the columns that RopOpenMessage answered.
public record ReadRecipientRow(int rowId, int recipientType, int codePageId,
        Binary recipientData) {
    public static ReadRecipientRow of(int rowId, int recipientType, int codePageId,
            RecipientRow recipient, List<PropertyTag> columns, ValueFormat format) {
        ByteWriter out = new ByteWriter();
        recipient.write(out, columns, format);
        return new ReadRecipientRow(rowId, recipientType, codePageId,
                Binary.wrap(out.toByteArray()));
    }

    static ReadRecipientRow read(ByteReader in) {
        int rowId = in.readInt32();
        int recipientType = in.readUint8();
        int codePageId = in.readUint16();
        in.skip(2);
        return new ReadRecipientRow(rowId, recipientType, codePageId, RopFields.readBinary(in));
    }

    void write(ByteWriter out) {
        out.writeInt32(rowId).writeInt8(recipientType).writeInt16(codePageId).writeInt16(0);
        RopFields.writeBinary(out, recipientData);
    }

    public RecipientRow recipient(List<PropertyTag> columns, ValueFormat format) {
        return RecipientRow.read(recipientData.reader(), columns, format);
    }
}
