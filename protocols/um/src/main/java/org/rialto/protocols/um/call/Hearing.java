package org.rialto.protocols.um.call;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.Levels;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSink;

/// Listens to a caller for one thing said: from the first sound loud enough to be speech to the pause
/// behind it. Keeps no more than a few seconds, and what was just before.
final class Hearing implements PcmSink {
    private static final int FRAME = Pcm.TELEPHONE_RATE / 50;
    private static final double SPEECH_DB = -36;
    /// While something is said to the caller, whose telephone may send it back.
    private static final double SPEECH_OVER_SOUND_DB = -28;
    /// 100 ms out of 200: a click is no word.
    private static final int LOUD_FRAMES = 5;
    private static final int LOUD_WITHIN = 10;
    private static final int PAUSE_FRAMES = 35;
    private static final int BEFORE_FRAMES = 15;
    private static final int LONGEST_FRAMES = 250;

    private final short[] kept = new short[(BEFORE_FRAMES + LONGEST_FRAMES) * FRAME];
    private final short[] frame = new short[FRAME];
    private int frameLength;
    private int frames;
    private int recentLoud;
    private int quiet;
    private volatile boolean overSound;
    private volatile boolean speaking;
    private volatile @Nullable Pcm said;

    @Override
    public int sampleRate() { return Pcm.TELEPHONE_RATE; }

    @Override
    public synchronized void write(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count && said == null; i++) {
            frame[frameLength++] = samples[i];
            if (frameLength == FRAME) {
                frameLength = 0;
                take();
            }
        }
    }

    private void take() {
        boolean loud = Levels.rootMeanSquareDb(frame, 0, FRAME) > (overSound
                ? SPEECH_OVER_SOUND_DB
                : SPEECH_DB);
        if (!speaking && frames == BEFORE_FRAMES) {
            System.arraycopy(kept, FRAME, kept, 0, (BEFORE_FRAMES - 1) * FRAME);
            frames--;
        }
        System.arraycopy(frame, 0, kept, frames * FRAME, FRAME);
        frames++;
        recentLoud = (recentLoud << 1 | (loud ? 1 : 0)) & (1 << LOUD_WITHIN) - 1;
        if (!speaking) {
            speaking = Integer.bitCount(recentLoud) >= LOUD_FRAMES;
            quiet = 0;
            return;
        }
        quiet = loud ? 0 : quiet + 1;
        if (quiet >= PAUSE_FRAMES || frames == BEFORE_FRAMES + LONGEST_FRAMES) {
            said = new Pcm(Arrays.copyOf(kept, frames * FRAME), Pcm.TELEPHONE_RATE);
        }
    }

    /// Whether something is being said to the caller.
    void overSound(boolean sounds) { overSound = sounds; }

    /// Whether somebody has begun to speak.
    boolean isSpeaking() { return speaking; }

    /// What was said, when the pause behind it has come; null before.
    @Nullable
    Pcm said() { return said; }

    /// For the next thing said.
    synchronized void again() {
        frames = 0;
        frameLength = 0;
        recentLoud = 0;
        quiet = 0;
        speaking = false;
        said = null;
    }

    @Override
    public void close() {}
}
