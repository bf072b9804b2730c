package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyTags;

class IdSetTest {
    // As bytes, A is before B; as numbers, after.
    private static final UUID A = UUID.fromString("02000000-0000-0000-0000-000000000001");
    private static final UUID B = UUID.fromString("01000001-0000-0000-0000-000000000001");

    /// The four ids of the example in §4.4, of two replicas.
    private static IdSet<Integer> example() {
        return IdSet.byReplicaId().add(2, 9).add(1, 0x10).add(1, 5).add(1, 6);
    }

    @Test
    void idsAreWrittenByReplica() {
        assertThat(example().encode().hex()).isEqualTo("0100" + "050000000000" + "520506" + "0110"
                + "5000" + "0200" + "06000000000009" + "00");
        assertThat(IdSet.decodeByReplicaId(example().encode())).isEqualTo(example());
        assertThat(example().size()).isEqualTo(4);
        assertThat(example()).hasToString("{1={5-6, 10}, 2={9}}");
    }

    @Test
    void guidsAreWrittenInTheOrderOfTheirBytes() {
        IdSet<UUID> set = IdSet.byGuid().add(A, 1).add(B, 2);
        IdSet.add(set, new GlobalId(A, 3));
        assertThat(set.encode().hex()).startsWith("00000002000000000000000000000001")
                .contains("01000001000000000000000000000001");
        assertThat(IdSet.decodeByGuid(set.encode())).isEqualTo(set);
        assertThat(set.counters(A)).hasToString("{1, 3}");
        assertThat(IdSet.byGuid().encode()).isEqualTo(Binary.EMPTY);
    }

    @Test
    void aReplicaThatComesTwiceIsOne() {
        Binary twice = Binary.ofHex("0100" + "06000000000005" + "00" + "0100" + "06000000000006"
                + "00" + "0900" + "00");
        assertThat(IdSet.decodeByReplicaId(twice)).isEqualTo(IdSet.byReplicaId().addRange(1, 5, 6));
    }

    @Test
    void setsAreJoinedAndTakenApart() {
        IdSet<Integer> set = example().addAll(IdSet.byReplicaId().add(3, 1).add(1, 7));
        assertThat(set).hasToString("{1={5-7, 10}, 2={9}, 3={1}}");
        assertThat(set.containsAll(example())).isTrue();
        assertThat(example().containsAll(set)).isFalse();
        assertThat(set.copy().removeAll(example())).hasToString("{1={7}, 3={1}}");
        assertThat(set.copy().retainAll(example())).isEqualTo(example());
        assertThat(set.intersects(IdSet.byReplicaId().add(2, 9))).isTrue();
        assertThat(set.intersects(IdSet.byReplicaId().add(2, 8).add(4, 9))).isFalse();
        assertThat(set.remove(2, 9).remove(4, 9).replicas()).containsExactly(1, 3);
        assertThat(set.contains(1, 6)).isTrue();
        assertThat(set.contains(2, 9)).isFalse();
        assertThat(set.counters(2).isEmpty()).isTrue();
    }

    @Test
    void replicasAreNamedAnew() {
        Map<Integer, UUID> names = Map.of(1, A, 2, B);
        IdSet<UUID> byGuid = example().add(7, 1).toGuids(names::get);
        assertThat(byGuid).isEqualTo(
                IdSet.byGuid().addRange(A, 5, 6).add(A, 0x10).add(B, 9));
        assertThat(byGuid.toReplicaIds(guid -> guid.equals(A) ? (Integer) 1 : null))
                .hasToString("{1={5-6, 10}}");
    }

    @Test
    void refusesReplicaIdsOfMoreThan16Bits() {
        assertThatThrownBy(() -> IdSet.byReplicaId().add(0x10000, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyTruncationIsRefused() {
        Binary whole = example().encode();
        for (int length = 1; length < whole.length(); length++) {
            Binary cut = whole.slice(0, length);
            if (length == 2 + 13) {
                // The first of the two replicas, whole.
                continue;
            }
            assertThatThrownBy(() -> IdSet.decodeByReplicaId(cut)).as(cut.hex())
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void stateIsMadeOfFourSets() {
        SynchronizationState state = SynchronizationState.empty()
                .with(PropertyTags.MetaTagIdsetGiven, IdSet.byGuid().add(A, 1).encode())
                .with(PropertyTags.MetaTagCnsetSeen, IdSet.byGuid().add(A, 2).encode())
                .with(PropertyTags.MetaTagCnsetSeenFAI, IdSet.byGuid().add(A, 3).encode())
                .with(PropertyTags.MetaTagCnsetRead, IdSet.byGuid().add(A, 4).encode());
        assertThat(state.given().contains(A, 1)).isTrue();
        assertThat(state.seen().contains(A, 2)).isTrue();
        assertThat(state.seenAssociated().contains(A, 3)).isTrue();
        assertThat(state.read().contains(A, 4)).isTrue();
        SynchronizationState again = SynchronizationState.empty();
        for (var property : state.toProperties(SynchronizationType.CONTENTS)) {
            assertThat(SynchronizationState.isPart(property.tag())).isTrue();
            again = again.with(property.tag(), property.binary());
        }
        assertThat(again).isEqualTo(state).isEqualTo(state.copy());
        assertThat(state.toProperties(SynchronizationType.HIERARCHY)).extracting(p -> p.id())
                .containsExactly(0x4017, 0x6796);
        assertThat(SynchronizationState.isPart(PropertyTags.PidTagSubject)).isFalse();
    }
}
