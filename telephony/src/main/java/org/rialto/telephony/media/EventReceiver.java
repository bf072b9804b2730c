package org.rialto.telephony.media;

import org.rialto.telephony.audio.Tones;

/// Keys as telephone events. RFC 4733 §2.5.1: all packets of one press carry the timestamp of its
/// beginning, so a press is told at its first packet to come and its others, its three ends and
/// the long presses' further segments (§2.5.1.3) are known by that.
final class EventReceiver {
    static final int EVENT_BYTES = 4;

    private boolean any;
    private int timestamp;
    private char key;
    private int end;
    private boolean ended;

    /// The key whose press this packet is the first of; 0 when it tells nothing new.
    char receive(byte[] packet, int at, int count, int packetTimestamp) {
        if (count < EVENT_BYTES) {
            return 0;
        }
        int event = packet[at] & 0xFF;
        boolean isEnd = (packet[at + 1] & 0x80) != 0;
        int duration = RtpPacket.uint16(packet, at + 2);
        if (event >= Tones.KEYS.length()) {
            return 0;
        }
        char pressed = Tones.KEYS.charAt(event);
        if (any && packetTimestamp - timestamp <= 0) {
            if (packetTimestamp == timestamp && pressed == key) {
                end = Math.max(duration, end);
                ended |= isEnd;
            }
            return 0;
        }
        // The next segment of one long press begins where the last one's duration ended.
        boolean continues = any && !ended && pressed == key && end >= 0xFF00
                && packetTimestamp - timestamp - end <= 0x100;
        any = true;
        timestamp = packetTimestamp;
        key = pressed;
        end = duration;
        ended = isEnd;
        return continues ? 0 : pressed;
    }

    /// Another source counts its time from elsewhere.
    void reset() { any = false; }
}
