package org.rialto.protocols.rops.wire.message;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.mapi.PropertyTag;

/// The columns of recipient rows: a list of tags whose types are such as values have.
final class RecipientColumns {
    private RecipientColumns() {}

    static List<PropertyTag> read(ByteReader in) {
        List<PropertyTag> columns = PropertyTag.readList(in);
        for (PropertyTag column : columns) {
            if (!column.hasKnownType()) {
                throw in.malformed("recipients have a column " + column + " of an unknown type");
            }
        }
        return columns;
    }
}
