package org.rialto.mapi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A PtypServerId value: either an object of this server or bytes that only another server
/// understands. MS-OXCDATA §2.11.1.4; MS-OXORULE §2.2.5.1.2.1.1 (ServerEid) is the same.
public sealed interface ServerId {
    /// An object of this server. For a folder, the message id is zero; `instance` numbers the rows
    /// of a multivalue-instance table and is zero elsewhere.
    record Ours(FolderId folder, MessageId message, int instance) implements ServerId {}

    record Foreign(Binary value) implements ServerId {}

    static ServerId ofFolder(FolderId folder) { return new Ours(folder, MessageId.ofLong(0), 0); }

    /// Reads all that is left of `in`.
    static ServerId read(ByteReader in) {
        int ours = in.readUint8();
        if (ours == 0) {
            return new Foreign(Binary.wrap(in.readBytes(in.remaining())));
        }
        Ours id = new Ours(FolderId.read(in), MessageId.read(in), in.readInt32());
        if (ours != 1 || in.hasRemaining()) {
            throw in.malformed("a server id is not of its structure");
        }
        return id;
    }

    /// The structure without its count.
    default Binary encode() {
        ByteWriter out = new ByteWriter();
        switch (this) {
            case Ours ours -> {
                out.writeInt8(1);
                ours.folder.write(out);
                ours.message.write(out);
                out.writeInt32(ours.instance);
            }
            case Foreign foreign -> {
                out.writeInt8(0);
                foreign.value.write(out);
            }
        }
        return Binary.wrap(out.toByteArray());
    }
}
