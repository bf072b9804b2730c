package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.PredecessorChangeList.Order;

class ChangeListTest {
    private static final UUID SERVER = UUID.fromString("02000000-0000-0000-0000-000000000000");
    private static final UUID CLIENT = UUID.fromString("00000001-0000-0000-0000-000000000000");

    private static Xid server(long change) { return new GlobalId(SERVER, change).toXid(); }

    private static Xid client(String localId) { return new Xid(CLIENT, Binary.ofHex(localId)); }

    @Test
    void keepsTheLatestChangeOfEachNamespaceSortedByTheBytesOfTheNamespace() {
        PredecessorChangeList list = PredecessorChangeList.of(client("00000001"), server(5),
                server(4), client("00000002"));
        // The server's GUID begins with byte 00, the client's with byte 01.
        assertThat(list.xids()).containsExactly(server(5), client("00000002"));
        assertThat(list.encode()).isEqualTo(Binary.ofHex("16"
                + "00000002000000000000000000000000" + "000000000005" + "14"
                + "01000000000000000000000000000000" + "00000002"));
        assertThat(PredecessorChangeList.decode(list.encode())).isEqualTo(list);
    }

    @Test
    void comparesVersions() {
        PredecessorChangeList base = PredecessorChangeList.of(server(5));
        PredecessorChangeList ours = base.merge(server(6));
        PredecessorChangeList theirs = base.merge(client("00000001"));
        assertThat(ours.compare(base)).isEqualTo(Order.NEWER);
        assertThat(base.compare(ours)).isEqualTo(Order.OLDER);
        assertThat(ours.compare(theirs)).isEqualTo(Order.CONFLICT);
        assertThat(theirs.compare(ours)).isEqualTo(Order.CONFLICT);
        assertThat(ours.merge(theirs).compare(theirs)).isEqualTo(Order.NEWER);
        assertThat(ours.merge(theirs)).isEqualTo(theirs.merge(ours));
        assertThat(base.compare(PredecessorChangeList.of(server(5)))).isEqualTo(Order.SAME);
        assertThat(base.includes(server(4))).isTrue();
        assertThat(base.includes(server(6))).isFalse();
        assertThat(PredecessorChangeList.EMPTY.compare(base)).isEqualTo(Order.OLDER);
    }

    @Test
    void countersCompareAsUnsignedBytes() {
        assertThat(PredecessorChangeList.of(server(0x8000_0000_0000L)).includes(server(1)))
                .isTrue();
        assertThat(PredecessorChangeList.of(server(0x0100)).includes(server(0x00FF))).isTrue();
    }

    @Test
    void changeKeysAreGlobalIdsOrForeign() {
        GlobalId id = new GlobalId(SERVER, 7);
        assertThat(Xid.of(id.toBinary())).isEqualTo(id.toXid());
        assertThat(id.toXid().toGlobalId()).isEqualTo(id);
        assertThat(client("00000001").toGlobalId()).isNull();
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Xid.of(Binary.wrap(new byte[16])));
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> Xid.of(Binary.wrap(new byte[25])));
    }
}
