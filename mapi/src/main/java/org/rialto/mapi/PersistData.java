package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// The value of PidTagAdditionalRenEntryIdsEx: special folders by the kind that they are of.
/// MS-OXOSFLD §2.2.5. Blocks of kinds that nobody knows are kept as they came.
public record PersistData(List<Block> blocks) {
    private static final int PERSIST_SENTINEL = 0x0000;
    private static final int ELEMENT_ENTRY_ID = 0x0001;
    private static final int ELEMENT_SENTINEL = 0x0000;
    private static final int ELEMENT_HEADER_BYTES = 4;

    public PersistData { blocks = List.copyOf(blocks); }

    /// A PersistData block.
    ///
    /// @param persistId 16 bits, not 0
    /// @param elements PersistElement blocks; of a kind that nobody knows, anything
    public record Block(int persistId, Binary elements) {
        public static Block of(int persistId, Binary entryId) {
            ByteWriter out = new ByteWriter(ELEMENT_HEADER_BYTES + entryId.length());
            out.writeInt16(ELEMENT_ENTRY_ID).writeInt16(entryId.length());
            entryId.write(out);
            return new Block(persistId, Binary.wrap(out.toByteArray()));
        }

        /// RSF_ELID_ENTRYID; null where there is none.
        public @Nullable Binary entryId() {
            ByteReader in = elements.reader();
            try {
                while (in.hasRemaining()) {
                    int elementId = in.readUint16();
                    Binary data = Binary.wrap(in.readBytes(in.readUint16()));
                    if (elementId == ELEMENT_ENTRY_ID) {
                        return data;
                    } else if (elementId == ELEMENT_SENTINEL) {
                        return null;
                    }
                }
            } catch (MalformedDataException noElements) {
                return null;
            }
            return null;
        }
    }

    /// Reads to the sentinel or to the end.
    ///
    /// @throws MalformedDataException
    public static PersistData read(ByteReader in) {
        List<Block> blocks = new ArrayList<>();
        while (in.hasRemaining()) {
            int persistId = in.readUint16();
            Binary elements = Binary.wrap(in.readBytes(in.readUint16()));
            if (persistId == PERSIST_SENTINEL) {
                break;
            }
            blocks.add(new Block(persistId, elements));
        }
        return new PersistData(blocks);
    }

    public void write(ByteWriter out) {
        for (Block block : blocks) {
            out.writeInt16(block.persistId).writeInt16(block.elements.length());
            block.elements.write(out);
        }
        out.writeInt16(PERSIST_SENTINEL).writeInt16(0);
    }
}
