package org.rialto.telephony.media;

/// An RTP packet in a buffer that is used again for the next. RFC 3550 §5.1. Reading answers false
/// to what is none and allocates nothing, so that a flood costs little.
public final class RtpPacket {
    public static final int HEADER_BYTES = 12;
    /// Of the largest packet that is read: one datagram of an Ethernet.
    public static final int MAXIMUM_BYTES = 1_500;

    private static final int VERSION = 2;
    private static final int VERSION_AT_TOP = VERSION << 6;

    private byte[] bytes = new byte[0];
    private int headerBytes;
    private int payloadBytes;

    /// Looks at the packet that the first `length` bytes are; false when they are none. With
    /// `keepPadding`, what is behind the header is not looked at (it is still enciphered).
    public boolean read(byte[] packet, int length, boolean keepPadding) {
        if (length < HEADER_BYTES || length > packet.length || (packet[0] & 0xC0) >> 6 != VERSION) {
            return false;
        }
        int header = HEADER_BYTES + (packet[0] & 0x0F) * 4;
        if ((packet[0] & 0x10) != 0) {
            if (length < header + 4) {
                return false;
            }
            header += 4 + uint16(packet, header + 2) * 4;
        }
        if (header > length) {
            return false;
        }
        int padding = 0;
        if (!keepPadding && (packet[0] & 0x20) != 0) {
            padding = packet[length - 1] & 0xFF;
            if (padding == 0 || padding > length - header) {
                return false;
            }
        }
        bytes = packet;
        headerBytes = header;
        payloadBytes = length - header - padding;
        return true;
    }

    public boolean marker() { return (bytes[1] & 0x80) != 0; }

    public int payloadType() { return bytes[1] & 0x7F; }

    /// 0 to 65535.
    public int sequenceNumber() { return uint16(bytes, 2); }

    public int timestamp() { return int32(bytes, 4); }

    public int synchronizationSource() { return int32(bytes, 8); }

    /// With contributing sources and extension.
    public int headerBytes() { return headerBytes; }

    public int payloadBytes() { return payloadBytes; }

    /// Writes a header without contributing sources and extension; the payload follows at
    /// [#HEADER_BYTES].
    public static void writeHeader(byte[] packet, boolean marker, int payloadType,
            int sequenceNumber, int timestamp, int synchronizationSource) {
        packet[0] = (byte) VERSION_AT_TOP;
        packet[1] = (byte) ((marker ? 0x80 : 0) | payloadType & 0x7F);
        packet[2] = (byte) (sequenceNumber >> 8);
        packet[3] = (byte) sequenceNumber;
        writeInt32(packet, 4, timestamp);
        writeInt32(packet, 8, synchronizationSource);
    }

    /// Whether it is RTCP that came to the port of RTP. RFC 5761 §4.
    static boolean isControl(byte[] packet, int length) {
        return length >= 8 && (packet[0] & 0xC0) == VERSION_AT_TOP
                && (packet[1] & 0xFF) >= 192 && (packet[1] & 0xFF) <= 223;
    }

    static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    static int int32(byte[] bytes, int at) {
        return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
    }

    static void writeInt32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }
}
