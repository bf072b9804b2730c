package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// STAT on the wire. MS-OXNSPI §2.2.8.
class StatTest {
    /// What the client of the document's example sends (§4), with which every session begins.
    @Test
    void readsAndWritesTheDocumentsExample() {
        Binary bytes = Binary.ofHex("00000000 00000000 00000000 00000000 00000000 00000000"
                + "E4040000 09040000 09040000");
        assertThat(bytes.length()).isEqualTo(Stat.BYTES);
        assertThat(Stat.read(bytes.reader())).isEqualTo(BookFixture.START);
        ByteWriter out = new ByteWriter();
        BookFixture.START.write(out);
        assertThat(Binary.wrap(out.toByteArray())).isEqualTo(bytes);
        for (int length = 0; length < Stat.BYTES; length++) {
            Binary cut = bytes.slice(0, length);
            assertThatThrownBy(() -> Stat.read(cut.reader()))
                    .isInstanceOf(MalformedDataException.class);
        }
    }
}
