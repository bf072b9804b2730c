package org.rialto.speech;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import java.util.ArrayDeque;
import java.util.Deque;

/// Takes the line and the voice out of cepstra by subtracting their mean over the utterance. A
/// short word's own mean holds more of the word than of the line, so it is mixed with what speech
/// through telephones has on average. Named in `commands.config.xml`.
public final class SteadyMean extends BaseDataProcessor {
    /// How many frames of 10 ms the average counts for.
    private static final int USUAL_FRAMES = 100;
    /// Of some fifteen seconds of sentences at 8 kHz through G.711, as loud as the recogniser makes
    /// everything.
    private static final double[] USUAL = {48.7, 22.1, -17.1, 23.4, -11.3, -7.3, 11.1, -18.3, 4.3,
            -0.8, -4.9, 9.7, -8.9};

    private final Deque<Data> utterance = new ArrayDeque<>();

    @Override
    public Data getData() {
        if (utterance.isEmpty()) {
            collect();
        }
        return utterance.poll();
    }

    private void collect() {
        double[] sum = new double[USUAL.length];
        int frames = 0;
        Data next;
        while ((next = getPredecessor().getData()) != null) {
            utterance.add(next);
            if (next instanceof DoubleData data) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += data.getValues()[i];
                }
                frames++;
            }
            if (next instanceof DataEndSignal) {
                break;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (sum[i] + USUAL[i] * USUAL_FRAMES) / (frames + USUAL_FRAMES);
        }
        for (Data each : utterance) {
            if (each instanceof DoubleData data) {
                for (int i = 0; i < sum.length; i++) {
                    data.getValues()[i] -= sum[i];
                }
            }
        }
    }
}
