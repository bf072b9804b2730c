package org.rialto.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.mapi.ValueWriter;

/// What a search folder looks for, and where. MS-OXCFOLD §2.2.1.4.1.
///
/// @param folderIds the folders looked at
/// @param recursive and all folders under them
/// @param isStatic looked for once; else the folder follows what changes
/// @param contentIndexed the full-text index may narrow the search
public record SearchCriteria(Restriction restriction, List<Long> folderIds, boolean recursive,
        boolean isStatic, boolean contentIndexed) {
    private static final int VERSION = 1;
    private static final int RECURSIVE = 1;
    private static final int STATIC = 2;
    private static final int CONTENT_INDEXED = 4;

    public SearchCriteria { folderIds = List.copyOf(folderIds); }

    byte[] encode() {
        ByteWriter out = new ByteWriter(256).writeInt8(VERSION)
                .writeInt8((recursive ? RECURSIVE : 0) | (isStatic ? STATIC : 0)
                        | (contentIndexed ? CONTENT_INDEXED : 0));
        out.writeVarint(folderIds.size());
        folderIds.forEach(out::writeVarint);
        new ValueWriter(out, ValueFormat.extended(StandardCharsets.UTF_8))
                .writeRestriction(restriction);
        return out.toByteArray();
    }

    static SearchCriteria decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        if (in.readUint8() != VERSION) {
            throw in.malformed("search criteria of a version not known");
        }
        int flags = in.readUint8();
        int count = in.checkCount(in.readVarint(), 1);
        List<Long> folderIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            folderIds.add(in.readVarint());
        }
        Restriction restriction = new ValueReader(in,
                ValueFormat.extended(StandardCharsets.UTF_8)).readRestriction();
        return new SearchCriteria(restriction, folderIds, (flags & RECURSIVE) != 0,
                (flags & STATIC) != 0, (flags & CONTENT_INDEXED) != 0);
    }
}
