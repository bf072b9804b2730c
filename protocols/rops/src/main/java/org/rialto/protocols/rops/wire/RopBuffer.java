package org.rialto.protocols.rops.wire;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.ValueFormat;

/// A ROP input or output buffer: requests or responses one after the other, and the table of server
/// object handles that they name by index. MS-OXCROPS §2.2.1. A handle of [#NO_HANDLE] stands for
/// an object that is not there (yet).
public record RopBuffer(Binary ropsList, List<Integer> handles) {
    public static final int NO_HANDLE = 0xFFFF_FFFF;
    /// A handle index is one byte.
    public static final int MOST_HANDLES = 256;
    private static final int SIZE_BYTES = 2;

    public RopBuffer { handles = List.copyOf(handles); }

    /// Reads the payload of an extended buffer to its end.
    public static RopBuffer read(ByteReader in) {
        int size = in.readUint16();
        if (size < SIZE_BYTES) {
            throw in.malformed("a RopSize of " + size + " does not hold itself");
        }
        Binary ropsList = Binary.wrap(in.readBytes(size - SIZE_BYTES));
        if (in.remaining() % Integer.BYTES != 0) {
            throw in.malformed("the server object handle table ends within a handle");
        }
        List<Integer> handles = new ArrayList<>(in.remaining() / Integer.BYTES);
        while (in.hasRemaining()) {
            handles.add(in.readInt32());
        }
        return new RopBuffer(ropsList, handles);
    }

    public static RopBuffer ofRequests(List<? extends RopRequest> requests,
            List<Integer> handles, ValueFormat format) {
        ByteWriter out = new ByteWriter(256);
        requests.forEach(request -> request.write(out, format));
        return new RopBuffer(Binary.wrap(out.toByteArray()), handles);
    }

    public static RopBuffer ofResponses(List<? extends RopResponse> responses,
            List<Integer> handles, ValueFormat format) {
        ByteWriter out = new ByteWriter(256);
        responses.forEach(response -> response.write(out, format));
        return new RopBuffer(Binary.wrap(out.toByteArray()), handles);
    }

    /// A buffer with operations that are written already, to which nothing is added any more.
    ///
    /// @param rest the last bytes of the operations, behind those of `ropsList`
    public record Written(ByteWriter ropsList, Binary rest, List<Integer> handles)
            implements
                ExtendedBuffer.Payload {
        public Written {
            handles = List.copyOf(handles);
            checkSize(ropsList.length() + rest.length() + SIZE_BYTES);
        }

        @Override
        public int sizeBytes() {
            return SIZE_BYTES + ropsList.length() + rest.length()
                    + Integer.BYTES * handles.size();
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt16(ropsList.length() + rest.length() + SIZE_BYTES);
            ropsList.copyTo(out);
            rest.write(out);
            handles.forEach(out::writeInt32);
        }
    }

    private static void checkSize(int size) {
        if (size > 0xFFFF) {
            throw new MailError.TooLarge("ROPs of " + size + " bytes do not fit in a buffer");
        }
    }

    public void write(ByteWriter out) {
        int size = ropsList.length() + SIZE_BYTES;
        checkSize(size);
        out.writeInt16(size);
        ropsList.write(out);
        handles.forEach(out::writeInt32);
    }

    /// The bytes that [#write] would write.
    public byte[] toByteArray() {
        ByteWriter out = new ByteWriter(sizeBytes());
        write(out);
        return out.finish();
    }

    public int sizeBytes() {
        return SIZE_BYTES + ropsList.length() + Integer.BYTES * handles.size();
    }

    /// The handle at an index; [#NO_HANDLE] beyond the end of the table.
    public int handle(int index) {
        return index >= 0 && index < handles.size() ? handles.get(index) : NO_HANDLE;
    }
}
