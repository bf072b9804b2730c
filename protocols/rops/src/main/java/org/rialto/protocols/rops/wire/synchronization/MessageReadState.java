package org.rialto.protocols.rops.wire.synchronization;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.rops.wire.RopFields;

/// That a message was read or marked unread. MS-OXCROPS §2.2.13.3.1.1. `messageId` is a GID or an
/// XID.
public record MessageReadState(Binary messageId, boolean markAsRead) {
    /// Reads the 16-bit size of all, and all.
    static List<MessageReadState> readList(ByteReader in) {
        ByteReader sized = in.slice(in.readUint16());
        List<MessageReadState> states = new ArrayList<>();
        while (sized.hasRemaining()) {
            states.add(new MessageReadState(RopFields.readBinary(sized),
                    RopFields.readBoolean(sized)));
        }
        return states;
    }

    static void writeList(ByteWriter out, List<MessageReadState> states) {
        int at = RopFields.beginSized(out);
        for (MessageReadState state : states) {
            RopFields.writeBinary(out, state.messageId);
            RopFields.writeBoolean(out, state.markAsRead);
        }
        RopFields.endSized(out, at);
    }
}
