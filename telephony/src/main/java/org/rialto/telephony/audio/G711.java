package org.rialto.telephony.audio;

/// The two companding laws of telephony: 8 bits a sample. ITU-T G.711 (11/1988), tables 1a to 2b;
/// linear values are those of 16-bit PCM (14 bits of µ-law shifted by 2, 13 of A-law by 3).
public enum G711 {
    /// North America and Japan; RTP payload type 0.
    MU_LAW {
        @Override
        int expand(int code) {
            int inverted = ~code & 0xFF;
            int magnitude = ((inverted & 0x0F) << 3) + MU_BIAS << (inverted >> 4 & 7);
            return (inverted & 0x80) == 0 ? magnitude - MU_BIAS : MU_BIAS - magnitude;
        }

        @Override
        int compress(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
            int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
            return ~(sign | segment << 4 | magnitude >> segment + 3 & 0x0F) & 0xFF;
        }
    },
    /// Everywhere else; RTP payload type 8.
    A_LAW {
        @Override
        int expand(int code) {
            int even = code ^ 0x55;
            int segment = even >> 4 & 7;
            int magnitude = (even & 0x0F) << 4 | 8;
            if (segment > 0) {
                magnitude = magnitude + 0x100 << segment - 1;
            }
            return (even & 0x80) == 0 ? -magnitude : magnitude;
        }

        @Override
        int compress(int sample) {
            int sign = sample < 0 ? 0 : 0x80;
            // One's complement, so that -1 and 0 are the two smallest values of either sign.
            int magnitude = (sample < 0 ? ~sample : sample) >> 4;
            int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int mantissa = segment > 0 ? magnitude >> segment - 1 & 0x0F : magnitude;
            return (sign | segment << 4 | mantissa) ^ 0x55;
        }
    };

    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;
    private static final int SAMPLES = 1 << 16;

    private final short[] expanded = new short[256];
    private final byte[] compressed = new byte[SAMPLES];

    G711() {
        for (int code = 0; code < expanded.length; code++) {
            expanded[code] = (short) expand(code);
        }
        for (int sample = 0; sample < SAMPLES; sample++) {
            compressed[sample] = (byte) compress((short) sample);
        }
    }

    abstract int expand(int code);

    abstract int compress(int sample);

    public short decode(byte code) { return expanded[code & 0xFF]; }

    public byte encode(short sample) { return compressed[sample & 0xFFFF]; }

    /// The code of silence, with which pauses are filled.
    public byte silence() { return encode((short) 0); }

    public void decode(byte[] codes, int from, short[] samples, int to, int count) {
        for (int i = 0; i < count; i++) {
            samples[to + i] = expanded[codes[from + i] & 0xFF];
        }
    }

    public void encode(short[] samples, int from, byte[] codes, int to, int count) {
        for (int i = 0; i < count; i++) {
            codes[to + i] = compressed[samples[from + i] & 0xFFFF];
        }
    }
}
