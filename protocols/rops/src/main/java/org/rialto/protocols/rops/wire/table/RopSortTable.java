package org.rialto.protocols.rops.wire.table;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.SortOrderSet;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sorts and categorises the rows of a table. MS-OXCROPS §2.2.5.2; semantics in MS-OXCTABL
/// §2.2.2.3.
public final class RopSortTable {
    private RopSortTable() {}

    /// §2.2.5.2.1.
    ///
    /// @param sortOrderSet the counts and the sort orders, which may be ones that there are not:
    ///        what cannot be a sort order fails this operation only
    public record Request(int logonId, int inputHandleIndex, int sortTableFlags,
            Binary sortOrderSet) implements TableRequest {
        public Request(int logonId, int inputHandleIndex, int sortTableFlags,
                SortOrderSet sortOrders) {
            this(logonId, inputHandleIndex, sortTableFlags, bytes(sortOrders));
        }

        private static Binary bytes(SortOrderSet sortOrders) {
            ByteWriter out = new ByteWriter();
            sortOrders.write(out);
            return Binary.wrap(out.toByteArray());
        }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    SortOrderSet.readBytes(in));
        }

        /// @throws org.rialto.base.MalformedDataException they cannot be sorted by
        public SortOrderSet sortOrders() {
            return SortOrderSet.read(new ByteReader(sortOrderSet.toByteArray()));
        }

        @Override
        public RopId ropId() { return RopId.SORT_TABLE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(sortTableFlags);
            sortOrderSet.write(out);
        }
    }

    /// §2.2.5.2.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            int tableStatus) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SORT_TABLE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(tableStatus);
        }
    }
}
