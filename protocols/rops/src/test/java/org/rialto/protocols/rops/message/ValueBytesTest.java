package org.rialto.protocols.rops.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;

class ValueBytesTest {
    private static final int MEGABYTE = 1 << 20;
    private final ObjectSpace.Room memory = new ObjectSpace.Room(4 * MEGABYTE, null);
    private final ObjectSpace.Room disk = new ObjectSpace.Room(64 * MEGABYTE, null);
    private final List<ValueBytes> kept = new ArrayList<>();
    private final ObjectSpace space = new ObjectSpace(memory, disk,
            held -> kept.forEach(held::value));

    @AfterEach
    void close() { space.close(); }

    private ValueBytes begin() {
        ValueBytes value = new ValueBytes(space);
        kept.add(value);
        return value;
    }

    private static byte[] random(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void isLikeAnArrayWhateverIsWrittenCutAndFilledUp() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            ValueBytes value = begin();
            byte[] model = new byte[600_000];
            int size = 0;
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(4) == 0) {
                    int next = random.nextInt(model.length);
                    if (next < size) {
                        java.util.Arrays.fill(model, next, size, (byte) 0);
                    }
                    value.setSize(next);
                    size = next;
                } else {
                    byte[] part = random(random.nextInt(100_000), step);
                    int at = random.nextInt(model.length - part.length);
                    value.write(at, part, 0, part.length);
                    System.arraycopy(part, 0, model, at, part.length);
                    size = part.length == 0 ? size : Math.max(size, at + part.length);
                }
                assertThat(value.size()).isEqualTo(size);
            }
            assertThat(value.toByteArray(model.length))
                    .isEqualTo(java.util.Arrays.copyOf(model, size));
            assertThat(value.copy(Long.MAX_VALUE).toByteArray(model.length))
                    .isEqualTo(java.util.Arrays.copyOf(model, size));
            kept.clear();
            space.released();
            space.settle();
        }
        assertThat(disk.heldBytes()).isZero();
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void whatNobodyHasAnyMoreMakesRoomAndWhatIsKeptStaysAsItIs() {
        byte[] bytes = random(3 * MEGABYTE, 1);
        ValueBytes first = begin();
        first.write(0, new byte[30 * MEGABYTE], 0, 30 * MEGABYTE);
        ValueBytes second = begin();
        second.write(0, bytes, 0, bytes.length);
        kept.remove(first);
        space.released();
        space.settle();
        assertThat(disk.heldBytes()).isEqualTo(3 * MEGABYTE);
        // Its pages have moved to the beginning of the file.
        assertThat(second.toByteArray(4 * MEGABYTE)).isEqualTo(bytes);
        assertThatThrownBy(() -> first.toByteArray(40 * MEGABYTE))
                .isInstanceOf(MailError.Gone.class);
    }

    @Test
    void zerosThatNobodyWroteAreCountedButTakeNoTime() {
        ValueBytes value = begin();
        value.setSize(60 * MEGABYTE);
        assertThat(disk.heldBytes()).isEqualTo(60 * MEGABYTE);
        assertThat(memory.heldBytes()).isLessThan(MEGABYTE);
        byte[] end = new byte[3];
        assertThat(value.read(60 * MEGABYTE - 3, end, 0, 10)).isEqualTo(3);
        assertThat(end).containsOnly(0);
    }

    @Test
    void nothingIsWrittenThatThereIsNoRoomFor() {
        ValueBytes value = begin();
        value.write(0, new byte[]{1, 2, 3}, 0, 3);
        assertThatThrownBy(() -> value.setSize(65L * MEGABYTE))
                .isInstanceOf(ObjectSpace.Exceeded.class);
        assertThat(value.toByteArray(10)).containsExactly(1, 2, 3);
        assertThat(disk.heldBytes()).isZero();
        ObjectSpace.Room shared = new ObjectSpace.Room(100, null);
        ObjectSpace.Room one = new ObjectSpace.Room(100, shared);
        ObjectSpace.Room other = new ObjectSpace.Room(100, shared);
        ObjectSpace first = new ObjectSpace(one, disk, _ -> {});
        ObjectSpace second = new ObjectSpace(other, disk, _ -> {});
        first.requireMemory(50);
        first.addMemory(50);
        // No session has more than it leaves to the others.
        assertThatThrownBy(() -> first.requireMemory(1)).isInstanceOf(ObjectSpace.Exceeded.class);
        second.requireMemory(25);
        second.addMemory(25);
        first.close();
        assertThat(shared.heldBytes()).isEqualTo(25);
    }
}
