package org.rialto.mapihttp.wire;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.rops.wire.ExtendedBuffer;

/// A block of an auxiliary buffer: an AUX_HEADER and what follows it, MS-OXCRPC §2.2.2.2. What
/// client and server tell each other beside requests and responses. A block of a kind that nobody
/// knows is passed over.
///
/// @param data without the header
public record AuxiliaryBlock(int version, int type, Binary data) {
    public static final int VERSION_1 = 1;
    /// AUX_PERF_CLIENTINFO, §2.2.2.2.4.
    public static final int CLIENT_INFO = 0x02;
    /// AUX_EXORGINFO, §2.2.2.2.17.
    public static final int ORGANIZATION_INFO = 0x17;
    /// AUX_SERVER_CAPABILITIES, §2.2.2.2.19.
    public static final int SERVER_CAPABILITIES = 0x46;

    /// Of [#ORGANIZATION_INFO]: there are public folders, and Autodiscover says where.
    public static final int PUBLIC_FOLDERS_ENABLED = 0x0000_0001;
    public static final int AUTODISCOVER_PUBLIC_FOLDERS = 0x0000_0002;
    /// Of [#SERVER_CAPABILITIES]: what a client may pack into several payloads of one request.
    public static final int PACKED_FAST_TRANSFER_UPLOAD = 0x0000_0001;
    public static final int PACKED_WRITE_STREAM_UPLOAD = 0x0000_0002;

    private static final int HEADER_BYTES = 4;
    private static final int CLIENT_MODE_AT = 24;
    private static final int CLIENT_MODE_CACHED = 2;

    /// A block with one number of 32 bits.
    public static AuxiliaryBlock ofFlags(int type, int flags) {
        return new AuxiliaryBlock(VERSION_1, type,
                Binary.wrap(new ByteWriter().writeInt32(flags).toByteArray()));
    }

    /// The blocks of an auxiliary buffer, which may be empty.
    ///
    /// @throws org.rialto.base.MalformedDataException no extended buffer, or no blocks
    public static List<AuxiliaryBlock> readAll(Binary buffer) {
        List<AuxiliaryBlock> blocks = new ArrayList<>();
        for (Binary payload : ExtendedBuffer.readAll(buffer.reader())) {
            ByteReader in = payload.reader();
            while (in.hasRemaining()) {
                int size = in.readUint16();
                if (size < HEADER_BYTES) {
                    throw in.malformed("an auxiliary block of " + size + " bytes");
                }
                blocks.add(new AuxiliaryBlock(in.readUint8(), in.readUint8(),
                        Binary.wrap(in.readBytes(size - HEADER_BYTES))));
            }
        }
        return blocks;
    }

    /// An auxiliary buffer of the blocks; empty for none.
    public static Binary buffer(List<AuxiliaryBlock> blocks) {
        if (blocks.isEmpty()) {
            return Binary.EMPTY;
        }
        ByteWriter payload = new ByteWriter();
        for (AuxiliaryBlock block : blocks) {
            payload.writeInt16(HEADER_BYTES + block.data.length()).writeInt8(block.version)
                    .writeInt8(block.type);
            block.data.write(payload);
        }
        ByteWriter out = new ByteWriter();
        ExtendedBuffer.write(out, payload.toByteArray(), ExtendedBuffer.Coding.PLAIN, true);
        return Binary.wrap(out.toByteArray());
    }

    /// Whether it says that the client works on a copy of the mailbox (ClientMode).
    public boolean saysCached() {
        if (version != VERSION_1 || type != CLIENT_INFO
                || data.length() < CLIENT_MODE_AT + Short.BYTES) {
            return false;
        }
        ByteReader in = data.reader();
        in.skip(CLIENT_MODE_AT);
        return in.readUint16() == CLIENT_MODE_CACHED;
    }
}
