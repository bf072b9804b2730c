package org.rialto.protocols.rops.wire.message;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.TypedString;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RopFields;

/// What the responses of opening a message tell of it. MS-OXCROPS §2.2.6.1.2, §2.2.6.7.2 and
/// §2.2.6.16.2. `recipientRows` are the first of the `recipientCount` recipients, of the columns;
/// RopReadRecipients reads the others.
public record OpenedMessage(boolean hasNamedProperties, TypedString subjectPrefix,
        TypedString normalizedSubject, int recipientCount, List<PropertyTag> recipientColumns,
        List<OpenRecipientRow> recipientRows) {
    /// The count of rows is one byte.
    public static final int MOST_ROWS = 255;

    public OpenedMessage {
        recipientColumns = List.copyOf(recipientColumns);
        recipientRows = List.copyOf(recipientRows);
        if (recipientRows.size() > MOST_ROWS) {
            throw new IllegalArgumentException(recipientRows.size() + " recipients in a response");
        }
    }

    public static OpenedMessage read(ByteReader in, ValueFormat format) {
        boolean hasNamedProperties = RopFields.readBoolean(in);
        TypedString subjectPrefix = TypedString.read(in, format.charset());
        TypedString normalizedSubject = TypedString.read(in, format.charset());
        int recipientCount = in.readUint16();
        List<PropertyTag> columns = RecipientColumns.read(in);
        int count = in.readUint8();
        List<OpenRecipientRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(OpenRecipientRow.read(in, columns, format));
        }
        return new OpenedMessage(hasNamedProperties, subjectPrefix, normalizedSubject,
                recipientCount, columns, rows);
    }

    public void write(ByteWriter out, ValueFormat format) {
        RopFields.writeBoolean(out, hasNamedProperties);
        subjectPrefix.write(out);
        normalizedSubject.write(out);
        RopFields.writeCount(out, recipientCount);
        RopFields.writeTags(out, recipientColumns);
        out.writeInt8(recipientRows.size());
        recipientRows.forEach(row -> row.write(out, recipientColumns, format));
    }
}
