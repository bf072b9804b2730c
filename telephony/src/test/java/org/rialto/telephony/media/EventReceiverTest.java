package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.MutatedBytes;

/// [EventReceiver]: each press once, whatever was lost.
final class EventReceiverTest {
    private final EventReceiver receiver = new EventReceiver();
    private final StringBuilder heard = new StringBuilder();

    private void event(int event, boolean end, int duration, int timestamp) {
        byte[] bytes = {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8),
                (byte) duration};
        char key = receiver.receive(bytes, 0, 4, timestamp);
        if (key != 0) {
            heard.append(key);
        }
    }

    @Test
    void tellsAPressOnce() {
        event(1, false, 160, 1000);
        event(1, false, 320, 1000);
        event(1, true, 480, 1000);
        event(1, true, 480, 1000);
        event(1, true, 480, 1000);
        event(1, false, 160, 3000);
        assertThat(heard).hasToString("11");
    }

    @Test
    void tellsAPressOfWhichOnlyTheEndCame() {
        event(11, true, 800, -5);
        event(10, true, 800, 2000);
        assertThat(heard).hasToString("#*");
    }

    @Test
    void tellsAPressWhoseEndWasLost() {
        event(2, false, 160, 1000);
        event(2, false, 160, 2600);
        assertThat(heard).hasToString("22");
    }

    @Test
    void passesOverWhatComesLate() {
        event(3, true, 160, 5000);
        event(4, true, 160, 4000);
        assertThat(heard).hasToString("3");
    }

    @Test
    void takesTheSegmentsOfALongPressForOne() {
        event(5, false, 0xFFFF, 1000);
        event(5, false, 160, 1000 + 0xFFFF);
        event(5, true, 320, 1000 + 0xFFFF);
        assertThat(heard).hasToString("5");
    }

    @Test
    void passesOverOtherEventsAndShortPackets() {
        event(36, true, 160, 1000);
        assertThat(receiver.receive(new byte[]{1, 2, 3}, 0, 3, 5000)).isEqualTo((char) 0);
        assertThat(heard).isEmpty();
    }

    @Test
    void survivesAnyBytes() {
        MutatedBytes.run(20_000, this::readsAny, new byte[]{5, 0x0A, 0, (byte) 160, 9, 1, 1});
    }

    @FuzzTest
    void readsAny(byte[] bytes) {
        for (int at = 0; at <= bytes.length; at += 4) {
            receiver.receive(bytes, at, bytes.length - at, at * 40);
        }
    }
}
