package org.rialto.directory;

import java.util.Optional;

/// A number that a policy, or a single user, sets. An object's own value wins over its policy's,
/// that over the policy named `default`, that over the default here.
public enum Limit {
    /// Size at which the owner is warned. -1 is no limit, here and below.
    WARN_BYTES("warn-bytes", 48L << 30),
    /// Size at which the owner can no longer send.
    SEND_BYTES("send-bytes", 49L << 30),
    /// Size at which mail to the mailbox is refused.
    RECEIVE_BYTES("receive-bytes", 50L << 30),
    /// Of the recoverable items: beyond it, the oldest are gone for good.
    RECOVERABLE_BYTES("recoverable-bytes", 30L << 30),
    /// How long deleted items can be recovered.
    RECOVERABLE_DAYS("recoverable-days", 14),
    /// Largest message sent or received.
    MESSAGE_BYTES("message-bytes", 150L << 20),
    /// Most recipients of one message sent, groups counting as one.
    RECIPIENTS("recipients", 500),
    /// Most messages sent in a day.
    SENT_PER_DAY("sent-per-day", 10_000);

    /// The value that stands for "no limit".
    public static final long UNLIMITED = -1;

    private final String key;
    private final long defaultValue;

    Limit(String key, long defaultValue) {
        this.key = key;
        this.defaultValue = defaultValue;
    }

    public String key() { return key; }

    public long defaultValue() { return defaultValue; }

    public static Optional<Limit> ofKey(String key) {
        for (Limit limit : values()) {
            if (limit.key.equals(key))
                return Optional.of(limit);
        }
        return Optional.empty();
    }
}
