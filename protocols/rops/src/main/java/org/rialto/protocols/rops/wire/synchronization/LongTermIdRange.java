package org.rialto.protocols.rops.wire.synchronization;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.GlobalId;
import org.rialto.protocols.rops.wire.RopFields;

/// All ids from one to another. MS-OXCROPS §2.2.13.12.1.1.
public record LongTermIdRange(GlobalId minLongTermId, GlobalId maxLongTermId) {
    private static final int BYTES = 48;

    /// Reads the 16-bit size of all with their count, and all.
    static List<LongTermIdRange> readList(ByteReader in) {
        ByteReader sized = in.slice(in.readUint16());
        int count = sized.checkCount(sized.readInt32() & 0xFFFF_FFFFL, BYTES);
        List<LongTermIdRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new LongTermIdRange(GlobalId.readLongTerm(sized),
                    GlobalId.readLongTerm(sized)));
        }
        RopFields.checkEnd(sized);
        return ranges;
    }

    static void writeList(ByteWriter out, List<LongTermIdRange> ranges) {
        int at = RopFields.beginSized(out);
        out.writeInt32(ranges.size());
        for (LongTermIdRange range : ranges) {
            range.minLongTermId.writeLongTerm(out);
            range.maxLongTermId.writeLongTerm(out);
        }
        RopFields.endSized(out, at);
    }
}
