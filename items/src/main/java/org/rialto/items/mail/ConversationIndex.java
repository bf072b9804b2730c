package org.rialto.items.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;

/// PidTagConversationIndex, MS-OXOMSG §2.2.1.3: a header of 22 bytes (the six high bytes of the
/// time, of which the first is the reserved 0x01 until 2057, and the conversation's GUID), then
/// five bytes for each reply.
public record ConversationIndex(Binary bytes) {
    private static final int HEADER_BYTES = 22;
    private static final int TIME_BYTES = 6;
    private static final int CHILD_BYTES = 5;
    private static final int LONGEST = HEADER_BYTES + 200 * CHILD_BYTES;
    /// PidTagConversationTopic's characters that count for an id.
    private static final int TOPIC_CHARACTERS = 255;

    /// The index that a Thread-Index header holds, or null when it holds none.
    public static @Nullable ConversationIndex ofHeader(@Nullable String threadIndex) {
        if (threadIndex == null || threadIndex.length() > 2 * LONGEST) {
            return null;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(threadIndex);
            boolean sound = bytes.length >= HEADER_BYTES && bytes.length <= LONGEST
                    && bytes[0] == 1 && (bytes.length - HEADER_BYTES) % CHILD_BYTES == 0;
            return sound ? new ConversationIndex(Binary.wrap(bytes)) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /// The index of a message without one. Its GUID is derived from the identifier of the message
    /// that its thread began with, so that all messages of a thread get the same.
    public static ConversationIndex ofThread(String rootMessageId, Instant time) {
        return header(time, md5(rootMessageId.getBytes(StandardCharsets.UTF_8)));
    }

    /// The index of a new conversation.
    ///
    /// @param guid 16 bytes
    public static ConversationIndex header(Instant time, Binary guid) {
        byte[] index = new byte[HEADER_BYTES];
        long intervals = FileTime.fromInstant(time);
        for (int i = 0; i < TIME_BYTES; i++) {
            index[i] = (byte) (intervals >>> 56 - 8 * i);
        }
        index[0] = 1;
        System.arraycopy(guid.toByteArray(), 0, index, TIME_BYTES, HEADER_BYTES - TIME_BYTES);
        return new ConversationIndex(Binary.wrap(index));
    }

    /// The index of an answer to a message with this one: the time since the conversation began, in
    /// 31 bits of a coarseness that the first bit says, and a random byte.
    public ConversationIndex reply(Instant time, int random) {
        if (bytes.length() + CHILD_BYTES > LONGEST) {
            return this;
        }
        byte[] index = Arrays.copyOf(bytes.toByteArray(), bytes.length() + CHILD_BYTES);
        long begun = 0;
        for (int i = 0; i < TIME_BYTES; i++) {
            begun = begun << 8 | index[i] & 0xFF;
        }
        long passed = Math.max(0, FileTime.fromInstant(time) - (begun << 16));
        // Under 1.7 years the 15 high and 18 low bits are left out, else the 10 high and 23 low.
        boolean coarse = passed >>> 49 != 0;
        long level = coarse
                ? passed >>> 23 & 0x7FFF_FFFF | 0x8000_0000L
                : passed >>> 18 & 0x7FFF_FFFF;
        int at = bytes.length();
        for (int i = 0; i < 4; i++) {
            index[at + i] = (byte) (level >>> 24 - 8 * i);
        }
        index[at + 4] = (byte) random;
        return new ConversationIndex(Binary.wrap(index));
    }

    /// The GUID of the conversation, as it is in the index: PidTagConversationId when the index is
    /// tracked. MS-OXOMSG §2.2.1.2.
    public Binary conversationId() { return bytes.slice(TIME_BYTES, HEADER_BYTES); }

    /// PidTagConversationId when no index is tracked: a hash of the topic in upper case.
    public static Binary conversationIdOfTopic(String topic) {
        String cut = topic.length() > TOPIC_CHARACTERS
                ? topic.substring(0, TOPIC_CHARACTERS)
                : topic;
        return md5(cut.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE));
    }

    /// The value of a Thread-Index header.
    public String toHeader() { return Base64.getEncoder().encodeToString(bytes.toByteArray()); }

    private static Binary md5(byte[] bytes) {
        try {
            return Binary.wrap(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has MD5", missing);
        }
    }
}
