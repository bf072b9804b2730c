package org.rialto.protocols.rops.wire.message;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopFields;

/// A recipient as the responses of opening a message have it. MS-OXCROPS §2.2.6.1.2.1.
public record OpenRecipientRow(int recipientType, int codePageId, RecipientRow recipient) {
    static OpenRecipientRow read(ByteReader in, List<PropertyTag> columns, ValueFormat format) {
        int recipientType = in.readUint8();
        int codePageId = in.readUint16();
        in.skip(2);
        ByteReader sized = in.slice(in.readUint16());
        RecipientRow recipient = RecipientRow.read(sized, columns, format);
        RopFields.checkEnd(sized);
        return new OpenRecipientRow(recipientType, codePageId, recipient);
    }

    void write(ByteWriter out, List<PropertyTag> columns, ValueFormat format) {
        out.writeInt8(recipientType).writeInt16(codePageId).writeInt16(0);
        int at = RopFields.beginSized(out);
        recipient.write(out, columns, format);
        RopFields.endSized(out, at);
    }
}
