package org.rialto.telephony.media;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rialto.telephony.sdp.CryptoSuite;

/// One way of a call's SRTP and SRTCP: AES in counter mode and HMAC-SHA1 with the ciphers of the
/// JDK. RFC 3711; key derivation rate 0, no MKI, no extensions under cipher. A stream either
/// protects or unprotects; RTP and RTCP may be on two threads.
///
/// Why not jitsi-srtp: it loads a native library out of its jar whenever it can, and measures
/// ciphers under a lock in the middle of calls. It is the oracle of our tests.
final class SrtpStream {
    /// SRTCP of both suites: E flag and index, then 80 bits of tag. RFC 4568 §6.2.2.
    static final int CONTROL_TRAILER_BYTES = 4 + 10;

    private static final int CONTROL_TAG_BYTES = 10;
    /// Sources whose counters are kept, so that what one of them sent is not heard again.
    private static final int MAXIMUM_SOURCES = 8;

    private final int tagBytes;
    private final Keys keys;
    private final Keys controlKeys;
    private final Map<Integer, Counters> sources = bounded();
    private final Map<Integer, Counters> controlSources = bounded();
    private int controlIndex;

    SrtpStream(CryptoSuite suite, byte[] masterKeyAndSalt) {
        tagBytes = switch (suite) {
            case AES_CM_128_HMAC_SHA1_80 -> 10;
            case AES_CM_128_HMAC_SHA1_32 -> 4;
        };
        try {
            keys = new Keys(masterKeyAndSalt, 0);
            controlKeys = new Keys(masterKeyAndSalt, 3);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES and HMAC-SHA1 belong to every JDK", e);
        }
    }

    private static Map<Integer, Counters> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Counters> eldest) {
                return size() > MAXIMUM_SOURCES;
            }
        };
    }

    /// Enciphers an RTP packet where it stands and puts the tag behind it; the new length.
    int protect(byte[] packet, int headerBytes, int length) {
        int source = RtpPacket.int32(packet, 8);
        Counters counters = sources.computeIfAbsent(source, _ -> new Counters());
        long index = counters.estimate(RtpPacket.uint16(packet, 2));
        counters.accept(index);
        keys.cipher(packet, headerBytes, length - headerBytes, source, index);
        byte[] tag = keys.tag(packet, length, (int) (index >>> 16));
        System.arraycopy(tag, 0, packet, length, tagBytes);
        return length + tagBytes;
    }

    /// Checks and deciphers an RTP packet where it stands; the length without tag, -1 when the
    /// packet is forged or was heard before.
    int unprotect(byte[] packet, int headerBytes, int lengthWithTag) {
        int length = lengthWithTag - tagBytes;
        if (length < headerBytes) {
            return -1;
        }
        int source = RtpPacket.int32(packet, 8);
        Counters known = sources.get(source);
        Counters counters = known == null ? new Counters() : known;
        long index = counters.estimate(RtpPacket.uint16(packet, 2));
        if (counters.seen(index)
                || !same(keys.tag(packet, length, (int) (index >>> 16)), packet, length,
                        tagBytes)) {
            return -1;
        }
        if (known == null) {
            sources.put(source, counters);
        }
        counters.accept(index);
        keys.cipher(packet, headerBytes, length - headerBytes, source, index);
        return length;
    }

    /// Enciphers a compound RTCP packet in an array with room for [#CONTROL_TRAILER_BYTES].
    int protectControl(byte[] packet, int length) {
        int source = RtpPacket.int32(packet, 4);
        int index = controlIndex++ & 0x7FFF_FFFF;
        controlKeys.cipher(packet, 8, length - 8, source, index);
        RtpPacket.writeInt32(packet, length, index | 0x8000_0000);
        byte[] tag = controlKeys.tag(packet, length, index | 0x8000_0000);
        System.arraycopy(tag, 0, packet, length + 4, CONTROL_TAG_BYTES);
        return length + CONTROL_TRAILER_BYTES;
    }

    int unprotectControl(byte[] packet, int lengthWithTrailer) {
        int length = lengthWithTrailer - CONTROL_TRAILER_BYTES;
        if (length < 8) {
            return -1;
        }
        int source = RtpPacket.int32(packet, 4);
        int flagAndIndex = RtpPacket.int32(packet, length);
        long index = flagAndIndex & 0x7FFF_FFFF;
        Counters known = controlSources.get(source);
        Counters counters = known == null ? new Counters() : known;
        if (counters.seen(index) || !same(controlKeys.tag(packet, length, flagAndIndex), packet,
                length + 4, CONTROL_TAG_BYTES)) {
            return -1;
        }
        if (known == null) {
            controlSources.put(source, counters);
        }
        counters.accept(index);
        if (flagAndIndex < 0) {
            controlKeys.cipher(packet, 8, length - 8, source, index);
        }
        return length;
    }

    private static boolean same(byte[] tag, byte[] packet, int at, int count) {
        int difference = 0;
        for (int i = 0; i < count; i++) {
            difference |= tag[i] ^ packet[at + i];
        }
        return difference == 0;
    }

    /// The highest packet index of a source and which of the 64 before it were seen. §3.3.1, §3.3.2.
    private static final class Counters {
        private long highest = -1;
        private long window;

        /// The 48-bit index of a sequence number: the one next to the highest so far.
        long estimate(int sequenceNumber) {
            if (highest < 0) {
                return sequenceNumber;
            }
            long rollover = highest >>> 16;
            int difference = sequenceNumber - (int) (highest & 0xFFFF);
            if (difference < -0x8000) {
                rollover++;
            } else if (difference > 0x8000 && rollover > 0) {
                rollover--;
            }
            return rollover << 16 | sequenceNumber;
        }

        boolean seen(long index) {
            long age = highest - index;
            return highest >= 0 && age >= 0 && (age >= 64 || (window >>> age & 1) != 0);
        }

        void accept(long index) {
            if (index > highest) {
                long shift = index - highest;
                window = highest < 0 || shift >= 64 ? 1 : window << shift | 1;
                highest = index;
            } else {
                window |= 1L << highest - index;
            }
        }
    }

    /// The three session keys of RTP or of RTCP. §4.3.1; labels 0 to 2, and 3 to 5.
    static final class Keys {
        private final Cipher cipher;
        private final Mac mac;
        private final byte[] salt;
        private final byte[] stream = new byte[RtpPacket.MAXIMUM_BYTES + 64];
        private final byte[] rollover = new byte[4];
        private final byte[] tag = new byte[20];

        Keys(byte[] master, int firstLabel) throws GeneralSecurityException {
            Cipher derivation = aes(master, 0);
            cipher = aes(derive(derivation, master, firstLabel, 16), 0);
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(derive(derivation, master, firstLabel + 1, 20), "HmacSHA1"));
            salt = derive(derivation, master, firstLabel + 2, SrtpKeys.SALT_BYTES);
        }

        // Counter mode is built below from single blocks: RFC 3711 §4.1.1 has every packet begin
        // at a block of its own, for which the JDK's counter mode would be set up anew each time.
        @SuppressWarnings("InsecureCryptoUsage")
        static Cipher aes(byte[] key, int from) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, from, SrtpKeys.KEY_BYTES, "AES"));
            return cipher;
        }

        static byte[] derive(Cipher derivation, byte[] master, int label, int count)
                throws GeneralSecurityException {
            byte[] blocks = new byte[32];
            System.arraycopy(master, SrtpKeys.KEY_BYTES, blocks, 0, SrtpKeys.SALT_BYTES);
            blocks[7] ^= (byte) label;
            System.arraycopy(blocks, 0, blocks, 16, 16);
            blocks[31] = 1;
            byte[] derived = new byte[count];
            System.arraycopy(derivation.doFinal(blocks), 0, derived, 0, count);
            return derived;
        }

        void cipher(byte[] packet, int from, int count, int source, long index) {
            int blocks = (count + 15) / 16;
            for (int block = 0; block < blocks; block++) {
                int at = block * 16;
                System.arraycopy(salt, 0, stream, at, SrtpKeys.SALT_BYTES);
                for (int i = 0; i < 4; i++) {
                    stream[at + 4 + i] ^= (byte) (source >> 24 - 8 * i);
                }
                for (int i = 0; i < 6; i++) {
                    stream[at + 8 + i] ^= (byte) (index >> 40 - 8 * i);
                }
                stream[at + 14] = (byte) (block >> 8);
                stream[at + 15] = (byte) block;
            }
            try {
                cipher.update(stream, 0, blocks * 16, stream, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("whole blocks", e);
            }
            for (int i = 0; i < count; i++) {
                packet[from + i] ^= stream[i];
            }
        }

        byte[] tag(byte[] packet, int count, int behind) {
            RtpPacket.writeInt32(rollover, 0, behind);
            mac.update(packet, 0, count);
            mac.update(rollover);
            try {
                mac.doFinal(tag, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("room for 20 bytes", e);
            }
            return tag;
        }
    }
}
