package org.rialto.protocols.rops.sync;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;

/// What went wrong with one object of a download, that goes on with the next. MS-OXCFXICS
/// §2.2.2.10. `diagnostics` are a server's own, and empty from this one.
public record ExtendedErrorInfo(ErrorCode error, @Nullable GlobalId folder,
        @Nullable GlobalId message, Binary diagnostics) {
    private static final int VERSION = 0;
    private static final int RESERVED_BYTES = 24;
    /// Where diagnostics begin: after all that has a fixed size.
    private static final int SIZE = 88;

    public ExtendedErrorInfo(ErrorCode error, @Nullable GlobalId folder,
            @Nullable GlobalId message) {
        this(error, folder, message, Binary.EMPTY);
    }

    public static ExtendedErrorInfo decode(Binary value) {
        ByteReader in = value.reader();
        if (in.readUint16() != VERSION) {
            throw in.malformed("an error of a version that is not known");
        }
        in.skip(2);
        ErrorCode error = new ErrorCode(in.readInt32());
        GlobalId folder = readId(in);
        GlobalId message = readId(in);
        in.skip(RESERVED_BYTES);
        long count = in.readInt32() & 0xFFFF_FFFFL;
        long offset = in.readInt32() & 0xFFFF_FFFFL;
        if (count == 0) {
            return new ExtendedErrorInfo(error, folder, message);
        }
        if (offset < in.position() || offset > value.length() || count > value.length() - offset) {
            throw in.malformed("an error has diagnostics outside of itself");
        }
        return new ExtendedErrorInfo(error, folder, message,
                value.slice((int) offset, (int) (offset + count)));
    }

    private static @Nullable GlobalId readId(ByteReader in) {
        GlobalId id = GlobalId.readLongTerm(in);
        boolean none = id.globalCounter() == 0 && id.databaseGuid().getMostSignificantBits() == 0
                && id.databaseGuid().getLeastSignificantBits() == 0;
        return none ? null : id;
    }

    public Binary encode() {
        ByteWriter out = new ByteWriter(SIZE + diagnostics.length());
        out.writeInt16(VERSION).writeInt16(0).writeInt32(error.value());
        writeId(folder, out);
        writeId(message, out);
        out.writeBytes(new byte[RESERVED_BYTES]);
        out.writeInt32(diagnostics.length()).writeInt32(diagnostics.isEmpty() ? 0 : SIZE);
        diagnostics.write(out);
        return Binary.wrap(out.toByteArray());
    }

    private static void writeId(@Nullable GlobalId id, ByteWriter out) {
        if (id == null) {
            out.writeBytes(new byte[24]);
        } else {
            id.writeLongTerm(out);
        }
    }
}
